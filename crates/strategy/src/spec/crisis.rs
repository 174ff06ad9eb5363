//! The format of: Issues and crises (P4-P8).

use super::{Kind, Section, Shape, optional, required, words};

/// `crisis`: What a crisis is and how it is handled; the text is the definition.
pub(super) static CRISIS: Section = Section {
    path: "crisis",
    prefix: "crisis",
    title_da: "Kriser",
    title_en: "Crises",
    requirements: "P4-P8",
    doc: "What a crisis is and how it is handled; the text is the definition.",
    shape: Shape::One,
    fields: &[
        optional("level", Kind::Tables(&CRISIS_LEVEL), "The levels, calm first.", "P4"),
        optional("habit", Kind::Tables(&CRISIS_HABIT), "Habits of good crisis work.", "P4"),
        optional("role", Kind::Tables(&CRISIS_ROLE), "Roles in the crisis room.", "P4"),
        optional("agenda", Kind::Tables(&CRISIS_AGENDA), "The agenda of the first meeting, in order.", "P4"),
        optional("holding_statement", Kind::Tables(&CRISIS_HOLDING_STATEMENT), "Texts that lie ready.", "P4"),
        optional("watch", Kind::Tables(&CRISIS_WATCH), "Topics that are watched.", "P4"),
        optional(
            "evaluate_within_days",
            Kind::Integer { min: 1, max: 365 },
            "Calendar days after the end before the evaluation is done.",
            "P8",
        ),
        optional(
            "actions_within_days",
            Kind::Integer { min: 1, max: 365 },
            "Calendar days before its actions stand in the action plan.",
            "P8",
        ),
    ],
};

/// `crisis.level`: A level of seriousness, labelled as in the municipality's own plan.
pub(super) static CRISIS_LEVEL: Section = Section {
    path: "crisis.level",
    prefix: "crisis",
    title_da: "Kriseniveauer",
    title_en: "Crisis levels",
    requirements: "P5",
    doc: "A level of seriousness, labelled as in the municipality's own plan.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "P5"),
        optional("colour", Kind::OneOf(&words::COLOUR), "Its colour.", "P5"),
        required("owner", Kind::List(&Kind::OneOf(&words::PRESS_PERSON)), "Who owns the case.", "P5"),
        optional("informs", Kind::List(&Kind::OneOf(&words::PRESS_PERSON)), "Whom the owner informs.", "P5"),
        optional("assisted_by", Kind::List(&Kind::OneOf(&words::PRESS_PERSON)), "Who assists.", "P5"),
        optional(
            "escalates_to",
            Kind::Ref("crisis.level"),
            "The next level; the chain may not form a ring.",
            "P5",
        ),
        optional(
            "acknowledge_minutes",
            Kind::Integer { min: 1, max: 1440 },
            "Minutes before the owner must have answered.",
            "P5",
        ),
        optional(
            "first_word_minutes",
            Kind::Integer { min: 1, max: 1440 },
            "Minutes before the first public word.",
            "P6",
        ),
        optional("update_minutes", Kind::Integer { min: 5, max: 10080 }, "Minutes between updates.", "P6"),
    ],
};

/// `crisis.habit`: A habit of crisis work.
pub(super) static CRISIS_HABIT: Section = Section {
    path: "crisis.habit",
    prefix: "crisis",
    title_da: "Vaner i krisearbejdet",
    title_en: "Habits",
    requirements: "P4, P7, P8",
    doc: "A habit of crisis work.",
    shape: Shape::Many,
    fields: &[optional("name", Kind::Text, "Short name; without it the text itself is shown.", "P4")],
};

/// `crisis.role`: A task in the crisis room.
pub(super) static CRISIS_ROLE: Section = Section {
    path: "crisis.role",
    prefix: "crisis",
    title_da: "Roller i kriserummet",
    title_en: "Roles in the crisis room",
    requirements: "P6",
    doc: "A task in the crisis room.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "P6"),
        optional("duty", Kind::OneOf(&words::DUTY), "The duty that usually has it.", "P6"),
    ],
};

/// `crisis.agenda`: A point on the first meeting's agenda.
pub(super) static CRISIS_AGENDA: Section = Section {
    path: "crisis.agenda",
    prefix: "crisis",
    title_da: "Dagsorden for første møde",
    title_en: "First agenda",
    requirements: "P6",
    doc: "A point on the first meeting's agenda.",
    shape: Shape::Many,
    fields: &[optional("name", Kind::Text, "Short name; without it the text itself is shown.", "P6")],
};

/// `crisis.holding_statement`: A text that lies ready; `text` says when to use it.
pub(super) static CRISIS_HOLDING_STATEMENT: Section = Section {
    path: "crisis.holding_statement",
    prefix: "crisis",
    title_da: "Tekster der ligger klar",
    title_en: "Holding statements",
    requirements: "P6",
    doc: "A text that lies ready; `text` says when to use it.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "P6"),
        required("body", Kind::Text, "The text itself, with blanks in square brackets.", "P6"),
        optional("channels", Kind::List(&Kind::Ref("channel")), "Channels it is meant for.", "P6"),
    ],
};

/// `crisis.watch`: A topic that is watched in media and inquiries.
pub(super) static CRISIS_WATCH: Section = Section {
    path: "crisis.watch",
    prefix: "crisis",
    title_da: "Emner der overvåges",
    title_en: "Watched topics",
    requirements: "P4",
    doc: "A topic that is watched in media and inquiries.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "P4"),
        required("words", Kind::List(&Kind::Text), "Trigger words.", "P4"),
        optional("level", Kind::Ref("crisis.level"), "The level proposed when it rises.", "P4"),
    ],
};
