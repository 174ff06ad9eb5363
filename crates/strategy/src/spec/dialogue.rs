//! The format of: Dialogue: follow-ups, involvement, reply times and elections (H6, D2, T1-T3).

use super::{Kind, Section, Shape, optional, required, words};

/// `commitments`: Follow-ups that the administration's texts agree to.
pub(super) static COMMITMENTS: Section = Section {
    path: "commitments",
    prefix: "commitments",
    title_da: "Aftalte opfølgninger",
    title_en: "Agreed follow-ups",
    requirements: "H6",
    doc: "Follow-ups that the administration's texts agree to.",
    shape: Shape::One,
    fields: &[
        optional(
            "text_types",
            Kind::List(&Kind::Ref("plain_language.text_type")),
            "Text types that can hold one.",
            "H6",
        ),
        optional("phrases", Kind::List(&Kind::Text), "Words that make the author think of one.", "H6"),
        optional(
            "remind_days",
            Kind::Integer { min: 0, max: 90 },
            "Days before the due date that the owner is reminded.",
            "H6",
        ),
        optional("followed_up_by", Kind::OneOf(&words::DUTY), "The duty that follows up.", "H6"),
    ],
};

/// `involvement`: How citizens are involved.
pub(super) static INVOLVEMENT: Section = Section {
    path: "involvement",
    prefix: "involvement",
    title_da: "Borgerinddragelse",
    title_en: "Involvement",
    requirements: "D2, H7, T2",
    doc: "How citizens are involved.",
    shape: Shape::One,
    fields: &[
        optional(
            "statements",
            Kind::List(&Kind::OneOf(&words::STATEMENT)),
            "What every process must state.",
            "H7",
        ),
        optional(
            "hearing_days_min",
            Kind::Integer { min: 1, max: 365 },
            "Calendar days a hearing must be open.",
            "T2",
        ),
        optional(
            "before_decision_days",
            Kind::Integer { min: 1, max: 730 },
            "Calendar days before the decision that it must end.",
            "T2",
        ),
        optional(
            "result_within_days",
            Kind::Integer { min: 1, max: 365 },
            "Calendar days before participants are told the result.",
            "H7",
        ),
        optional("purpose", Kind::Tables(&INVOLVEMENT_PURPOSE), "What people can be involved for.", "D2"),
    ],
};

/// `involvement.purpose`: What citizens are involved for.
pub(super) static INVOLVEMENT_PURPOSE: Section = Section {
    path: "involvement.purpose",
    prefix: "involvement",
    title_da: "Formål med inddragelse",
    title_en: "Purposes of involvement",
    requirements: "D2",
    doc: "What citizens are involved for.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "D2"),
        optional("method", Kind::Tables(&INVOLVEMENT_PURPOSE_METHOD), "Ways to do it.", "D2"),
    ],
};

/// `involvement.purpose.method`: A way to involve citizens.
pub(super) static INVOLVEMENT_PURPOSE_METHOD: Section = Section {
    path: "involvement.purpose.method",
    prefix: "method",
    title_da: "Metoder",
    title_en: "Methods",
    requirements: "D2, T3",
    doc: "A way to involve citizens.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "D2"),
        required("form", Kind::OneOf(&words::FORM), "The form it takes; it decides the template.", "D2"),
    ],
};

/// `clock`: How soon someone gets an answer.
pub(super) static CLOCK: Section = Section {
    path: "clock",
    prefix: "clock",
    title_da: "Svarfrister",
    title_en: "Reply times",
    requirements: "T1, P2",
    doc: "How soon someone gets an answer.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "T1"),
        required("subject", Kind::OneOf(&words::CLOCK_SUBJECT), "What it counts for.", "T1"),
        required("amount", Kind::Integer { min: 1, max: 1000 }, "How many.", "T1"),
        required("unit", Kind::OneOf(&words::CLOCK_UNIT), "What is counted.", "T1"),
        optional("statutory", Kind::Bool, "True when a law sets it.", "T1"),
        optional("law", Kind::Text, "The law; needed when it is statutory.", "T1"),
    ],
};

/// `election`: What changes when an election is near.
pub(super) static ELECTION: Section = Section {
    path: "election",
    prefix: "election",
    title_da: "Valg",
    title_en: "Elections",
    requirements: "R2",
    doc: "What changes when an election is near.",
    shape: Shape::One,
    fields: &[
        optional("serves", Kind::List(&Kind::OneOf(&words::SERVES)), "Whom the administration serves.", "R2"),
        optional(
            "extra_eyes",
            Kind::List(&Kind::Ref("role")),
            "Roles that need a second pair of eyes.",
            "R2",
        ),
        optional(
            "extra_duty",
            Kind::OneOf(&words::DUTY),
            "The duty of the second pair of eyes; `communications` where it is left out.",
            "R2",
        ),
        optional("period", Kind::Tables(&ELECTION_PERIOD), "When it holds.", "R2"),
    ],
};

/// `election.period`: A period before an election.
pub(super) static ELECTION_PERIOD: Section = Section {
    path: "election.period",
    prefix: "election",
    title_da: "Valgperioder",
    title_en: "Election periods",
    requirements: "R2",
    doc: "A period before an election.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "R2"),
        required("kind", Kind::OneOf(&words::ELECTION_KIND), "Which election.", "R2"),
        required("from", Kind::Date, "First day.", "R2"),
        required("to", Kind::Date, "Last day.", "R2"),
    ],
};
