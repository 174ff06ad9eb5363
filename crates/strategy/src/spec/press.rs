//! The format of: Press work on the municipality's behalf (P1-P3).

use super::{Kind, Section, Shape, optional, required, words};

/// `press`: Press work, on the municipality's behalf only: what people say on their own behalf is never routed or logged.
pub(super) static PRESS: Section = Section {
    path: "press",
    prefix: "press",
    title_da: "Presse",
    title_en: "Press",
    requirements: "P1-P3",
    doc: "Press work, on the municipality's behalf only: what people say on their own behalf is never routed or logged.",
    shape: Shape::One,
    fields: &[
        optional("rule", Kind::Tables(&PRESS_RULE), "Rules of press work.", "P1"),
        optional("speaker", Kind::Tables(&PRESS_SPEAKER), "Who speaks when.", "P1"),
    ],
};

/// `press.rule`: A rule of press work.
pub(super) static PRESS_RULE: Section = Section {
    path: "press.rule",
    prefix: "press",
    title_da: "Regler for pressearbejde",
    title_en: "Rules of press work",
    requirements: "P1, P3",
    doc: "A rule of press work.",
    shape: Shape::Many,
    fields: &[optional("name", Kind::Text, "Short name; without it the text itself is shown.", "P1")],
};

/// `press.speaker`: Who speaks to the press in one kind of situation.
pub(super) static PRESS_SPEAKER: Section = Section {
    path: "press.speaker",
    prefix: "press",
    title_da: "Hvem udtaler sig",
    title_en: "Who speaks",
    requirements: "P2",
    doc: "Who speaks to the press in one kind of situation.",
    shape: Shape::Many,
    fields: &[
        optional("name", Kind::Text, "Short name; without it the text itself is shown.", "P2"),
        required("situations", Kind::List(&Kind::OneOf(&words::SITUATION)), "The situations.", "P2"),
        required(
            "speaks",
            Kind::List(&Kind::OneOf(&words::PRESS_PERSON)),
            "Who speaks, the first one first.",
            "P2",
        ),
        optional(
            "after_agreement_with",
            Kind::List(&Kind::OneOf(&words::PRESS_PERSON)),
            "Whose agreement is needed before.",
            "P2",
        ),
        optional("inform", Kind::List(&Kind::OneOf(&words::PRESS_PERSON)), "Who is told before.", "P2"),
        optional("advised_by", Kind::List(&Kind::OneOf(&words::PRESS_PERSON)), "Who advises.", "P2"),
    ],
};
