//! The format of: How the municipality communicates: principles with signs, codex and core narrative (H1, H9, W7).

use super::{Kind, Section, Shape, optional, required, words};

/// `principle`: A principle for all communication.
pub(super) static PRINCIPLE: Section = Section {
    path: "principle",
    prefix: "principle",
    title_da: "Principper",
    title_en: "Principles",
    requirements: "H1",
    doc: "A principle for all communication.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "H1"),
        optional("definition", Kind::Text, "How the municipality defines the word.", "H1"),
        optional(
            "sign",
            Kind::Tables(&PRINCIPLE_SIGN),
            "What people can see when the principle is kept.",
            "H1",
        ),
    ],
};

/// `principle.sign`: What people inside or outside can see when a principle is kept; it has a check, a question or an indicator.
pub(super) static PRINCIPLE_SIGN: Section = Section {
    path: "principle.sign",
    prefix: "sign",
    title_da: "Tegn",
    title_en: "Signs",
    requirements: "H1",
    doc: "What people inside or outside can see when a principle is kept; it has a check, a question or an indicator.",
    shape: Shape::Many,
    fields: &[
        required("side", Kind::OneOf(&words::SIDE), "Who can see it.", "H1"),
        optional("check", Kind::OneOf(&words::CHECK), "The automatic check that shows it.", "H1"),
        optional("question", Kind::Text, "The question to the author that shows it.", "H1"),
        optional(
            "indicator",
            Kind::Ref("measuring.indicator"),
            "The indicator that shows it afterwards.",
            "H1",
        ),
    ],
};

/// `codex`: An item of the codex of good communication.
pub(super) static CODEX: Section = Section {
    path: "codex",
    prefix: "codex",
    title_da: "Kodeks",
    title_en: "Codex",
    requirements: "H9",
    doc: "An item of the codex of good communication.",
    shape: Shape::Many,
    fields: &[
        optional("name", Kind::Text, "Short name; without it the text itself is shown.", "H9"),
        optional(
            "checks",
            Kind::List(&Kind::OneOf(&words::CHECK)),
            "Automatic checks that carry the item.",
            "H9",
        ),
        optional(
            "rules",
            Kind::List(&Kind::LanguageRule),
            "Rules of the language check that carry the item, besides those of its checks; one that is named here weighs as this item says.",
            "H9",
        ),
        required("checked_by", Kind::OneOf(&words::CHECKED_BY), "Who sees to it.", "H9"),
        required("severity", Kind::OneOf(&words::SEVERITY), "What a finding does.", "H9"),
        optional(
            "text_types",
            Kind::List(&Kind::Ref("plain_language.text_type")),
            "Text types it concerns; none means all.",
            "H9",
        ),
    ],
};

/// `narrative`: The core narrative that binds internal and external communication.
pub(super) static NARRATIVE: Section = Section {
    path: "narrative",
    prefix: "narrative",
    title_da: "Kernefortælling",
    title_en: "Core narrative",
    requirements: "W7",
    doc: "The core narrative that binds internal and external communication.",
    shape: Shape::One,
    fields: &[
        required("name", Kind::Text, "The narrative's title.", "W7"),
        optional("owner", Kind::Ref("level"), "The level that owns it.", "W7"),
        optional("carried_by", Kind::List(&Kind::Ref("level")), "The levels that bring it to life.", "W7"),
        optional("theme", Kind::Tables(&NARRATIVE_THEME), "The narrative's themes.", "W7"),
    ],
};

/// `narrative.theme`: A theme of the narrative; messages are tagged with it.
pub(super) static NARRATIVE_THEME: Section = Section {
    path: "narrative.theme",
    prefix: "narrative",
    title_da: "Temaer",
    title_en: "Themes",
    requirements: "W7",
    doc: "A theme of the narrative; messages are tagged with it.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "W7"),
        optional("owner", Kind::Ref("level"), "The level that answers for the theme.", "W7"),
        optional("target_groups", Kind::List(&Kind::Ref("target_group")), "Whom the theme is told to.", "W7"),
    ],
};
