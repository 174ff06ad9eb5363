//! The format of: who must say yes, and when (D1). Never the author: that is fixed in the program and no rule.

use super::{Kind, Section, Shape, optional, required, words};

/// `approval`: Who must say yes before a message goes out; never its author, which is fixed in the program.
pub(super) static APPROVAL: Section = Section {
    path: "approval",
    prefix: "approval",
    title_da: "Godkendelse",
    title_en: "Approval",
    requirements: "D1, H9",
    doc: "Who must say yes before a message goes out; never its author, which is fixed in the program.",
    shape: Shape::One,
    fields: &[
        optional("rule", Kind::Tables(&APPROVAL_RULE), "The rules; all that apply must be fulfilled.", "D1"),
        optional(
            "small_correction",
            Kind::Table(&APPROVAL_SMALL_CORRECTION),
            "What may be changed without a new approval.",
            "D1",
        ),
        optional("telephone", Kind::Table(&APPROVAL_TELEPHONE), "A yes given by telephone.", "D1"),
        optional("emergency", Kind::Table(&APPROVAL_EMERGENCY), "The path when there is no time.", "D1"),
    ],
};

/// `approval.rule`: Who must approve which messages.
pub(super) static APPROVAL_RULE: Section = Section {
    path: "approval.rule",
    prefix: "approval",
    title_da: "Regler",
    title_en: "Rules",
    requirements: "D1",
    doc: "Who must approve which messages.",
    shape: Shape::Many,
    fields: &[
        optional("name", Kind::Text, "Short name; without it the text itself is shown.", "D1"),
        optional(
            "when",
            Kind::Table(&APPROVAL_RULE_WHEN),
            "When the rule applies; all conditions given must hold.",
            "D1",
        ),
        required("who", Kind::Table(&APPROVAL_RULE_WHO), "Who must say yes.", "D1"),
        optional("count", Kind::Integer { min: 1, max: 5 }, "How many different people.", "D1"),
        optional(
            "order",
            Kind::Integer { min: 1, max: 9 },
            "Its place in the order; equal numbers are asked at once.",
            "D1",
        ),
        optional("deputies", Kind::Bool, "True when a deputy may answer.", "D1"),
        optional(
            "time_limit_hours",
            Kind::Integer { min: 1, max: 720 },
            "Hours by the clock before the approver is reminded and a deputy asked.",
            "D1",
        ),
    ],
};

/// `approval.rule.when`: The conditions of an approval rule; an empty one always holds.
pub(super) static APPROVAL_RULE_WHEN: Section = Section {
    path: "approval.rule.when",
    prefix: "approval",
    title_da: "Hvornår",
    title_en: "When",
    requirements: "D1",
    doc: "The conditions of an approval rule; an empty one always holds.",
    shape: Shape::Plain,
    fields: &[
        optional("roles", Kind::List(&Kind::Ref("role")), "The message's role is one of these.", "D1"),
        optional(
            "characters",
            Kind::List(&Kind::OneOf(&words::CHARACTER)),
            "Its character is one of these.",
            "H8",
        ),
        optional("topics", Kind::List(&Kind::Text), "One of its topics is among these.", "D1"),
        optional(
            "unit_levels",
            Kind::List(&Kind::Ref("level")),
            "The sending unit is at one of these levels.",
            "D1",
        ),
        optional(
            "channels",
            Kind::List(&Kind::Ref("channel")),
            "It goes out on one of these channels.",
            "D1",
        ),
        optional(
            "recipients_over",
            Kind::Integer { min: 0, max: 10000000 },
            "It reaches more people than this: readers where `audience` is external, staff where it is internal, else both.",
            "D1",
        ),
        optional(
            "recipients_at_most",
            Kind::Integer { min: 1, max: 10000000 },
            "It reaches this many people or fewer, counted in the same way.",
            "D1",
        ),
        optional(
            "cost_over",
            Kind::Integer { min: 0, max: 1_000_000_000 },
            "It costs more than this many kroner, before tax; no message has a price yet, so none does.",
            "D1",
        ),
        optional(
            "during_election",
            Kind::Bool,
            "True: only in an election period; false: only outside one.",
            "D1",
        ),
        optional("audience", Kind::OneOf(&words::SCOPE), "Internal, external or any message.", "D1"),
    ],
};

/// `approval.rule.who`: How the one who must say yes is found.
pub(super) static APPROVAL_RULE_WHO: Section = Section {
    path: "approval.rule.who",
    prefix: "approval",
    title_da: "Hvem",
    title_en: "Who",
    requirements: "D1",
    doc: "How the one who must say yes is found.",
    shape: Shape::Plain,
    fields: &[
        required("by", Kind::OneOf(&words::APPROVER), "The way to find the person.", "D1"),
        optional("duty", Kind::OneOf(&words::DUTY), "The duty, when `by` is `duty`.", "D1"),
        optional(
            "or_duties",
            Kind::List(&Kind::OneOf(&words::DUTY)),
            "Other duties that do just as well.",
            "D1",
        ),
        optional("level", Kind::Ref("level"), "The level, when `by` is `level`.", "D1"),
        optional("within_unit", Kind::Bool, "True when the duty must be held in the sending unit.", "D1"),
    ],
};

/// `approval.small_correction`: What may be changed in an approved text without asking again.
pub(super) static APPROVAL_SMALL_CORRECTION: Section = Section {
    path: "approval.small_correction",
    prefix: "approval",
    title_da: "Lille rettelse",
    title_en: "Small correction",
    requirements: "H9",
    doc: "What may be changed in an approved text without asking again.",
    shape: Shape::One,
    fields: &[
        required(
            "allowed",
            Kind::List(&Kind::OneOf(&words::CHANGE)),
            "Changes that need no new approval.",
            "H9",
        ),
        optional("never", Kind::List(&Kind::OneOf(&words::CHANGE)), "Changes that always do.", "H9"),
    ],
};

/// `approval.telephone`: A yes given by telephone and registered by another.
pub(super) static APPROVAL_TELEPHONE: Section = Section {
    path: "approval.telephone",
    prefix: "approval",
    title_da: "Godkendelse pr. telefon",
    title_en: "Approval by telephone",
    requirements: "D1",
    doc: "A yes given by telephone and registered by another.",
    shape: Shape::One,
    fields: &[
        required(
            "who_may_register",
            Kind::List(&Kind::OneOf(&words::DUTY)),
            "Duties that may register it, never for a text of their own.",
            "D1",
        ),
        optional(
            "confirm_within_hours",
            Kind::Integer { min: 1, max: 168 },
            "Hours by the clock before the approver must confirm in writing; later the yes clears nothing until it is.",
            "D1",
        ),
    ],
};

/// `approval.emergency`: One person may release at once, and it is looked through afterwards.
pub(super) static APPROVAL_EMERGENCY: Section = Section {
    path: "approval.emergency",
    prefix: "approval",
    title_da: "Nødvej",
    title_en: "Emergency path",
    requirements: "P6",
    doc: "One person may release at once, and it is looked through afterwards.",
    shape: Shape::One,
    fields: &[
        required("duty", Kind::OneOf(&words::DUTY), "The duty that may use it.", "P6"),
        required(
            "review_minutes",
            Kind::Integer { min: 1, max: 10080 },
            "Minutes before a second person must have looked it through.",
            "P6",
        ),
        optional(
            "templates",
            Kind::List(&Kind::Ref("crisis.holding_statement")),
            "Texts that may be sent this way.",
            "P6",
        ),
    ],
};
