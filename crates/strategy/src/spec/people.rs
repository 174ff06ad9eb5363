//! The format of: with whom and by whom: stakeholders, target groups, roles, levels of responsibility and cascade (R1-R3, D1, D3).

use super::{Kind, Section, Shape, optional, required, words};

/// `stakeholder`: A group that the municipality communicates with.
pub(super) static STAKEHOLDER: Section = Section {
    path: "stakeholder",
    prefix: "stakeholder",
    title_da: "Interessenter",
    title_en: "Stakeholders",
    requirements: "R1",
    doc: "A group that the municipality communicates with.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "R1"),
        required("side", Kind::OneOf(&words::SIDE), "Inside or outside the organisation.", "R1"),
    ],
};

/// `target_group`: A narrower group that content is aimed at.
pub(super) static TARGET_GROUP: Section = Section {
    path: "target_group",
    prefix: "target-group",
    title_da: "Målgrupper",
    title_en: "Target groups",
    requirements: "R3",
    doc: "A narrower group that content is aimed at.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "R3"),
        optional("stakeholder", Kind::Ref("stakeholder"), "The stakeholder group it is part of.", "R3"),
        optional("traits", Kind::List(&Kind::Text), "What marks the group.", "R3"),
    ],
};

/// `role`: A role of the municipality towards the outside world; internal messages have none.
pub(super) static ROLE: Section = Section {
    path: "role",
    prefix: "role",
    title_da: "Roller",
    title_en: "Roles",
    requirements: "R2, C1",
    doc: "A role of the municipality towards the outside world; internal messages have none.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "R2"),
        required("senders", Kind::List(&Kind::Ref("level")), "The levels that send in this role.", "R2"),
        required("stakeholders", Kind::List(&Kind::Ref("stakeholder")), "The groups it speaks to.", "R2"),
        required("goal", Kind::Ref("goal"), "The goal of the role.", "R2"),
        required(
            "platforms",
            Kind::List(&Kind::Ref("platform")),
            "The platforms the role draws on: all others are unusual, never refused.",
            "C1",
        ),
        optional(
            "preferred_platforms",
            Kind::List(&Kind::Ref("platform")),
            "Those of them it prefers.",
            "C1",
        ),
        optional("tone", Kind::Text, "The tone of voice.", "R2"),
        optional("text_type", Kind::Ref("plain_language.text_type"), "The text type proposed first.", "R2"),
    ],
};

/// `level`: A level of responsibility.
pub(super) static LEVEL: Section = Section {
    path: "level",
    prefix: "level",
    title_da: "Ansvarsniveauer",
    title_en: "Levels of responsibility",
    requirements: "D1",
    doc: "A level of responsibility.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "D1"),
        optional("headline", Kind::Text, "The heading of its responsibility.", "D1"),
        optional("above", Kind::Ref("level"), "The level above; the chain may not form a ring.", "D1"),
        optional("responsibility", Kind::Tables(&LEVEL_RESPONSIBILITY), "What the level answers for.", "D1"),
    ],
};

/// `level.responsibility`: Something a level answers for.
pub(super) static LEVEL_RESPONSIBILITY: Section = Section {
    path: "level.responsibility",
    prefix: "responsibility",
    title_da: "Ansvar",
    title_en: "Responsibilities",
    requirements: "D1",
    doc: "Something a level answers for.",
    shape: Shape::Many,
    fields: &[
        required(
            "carried_by",
            Kind::OneOf(&words::CARRIER),
            "The place in the program that carries it.",
            "D1",
        ),
        optional("indicator", Kind::Ref("measuring.indicator"), "What shows whether it is done.", "D1"),
    ],
};

/// `cascade`: The order in which information is passed from leader to leader, and back.
pub(super) static CASCADE: Section = Section {
    path: "cascade",
    prefix: "cascade",
    title_da: "Lederorientering",
    title_en: "Cascade",
    requirements: "D3",
    doc: "The order in which information is passed from leader to leader, and back.",
    shape: Shape::One,
    fields: &[
        required("order", Kind::List(&Kind::Ref("level")), "The levels, first the one that begins.", "D3"),
        optional("both_ways", Kind::Bool, "True when questions and answers travel back the same way.", "D3"),
        optional(
            "pass_on_hours",
            Kind::Integer { min: 1, max: 336 },
            "Hours by the clock that each link has to pass it on.",
            "D3",
        ),
    ],
};
