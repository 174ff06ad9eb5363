//! The format of: why the strategy exists: purpose, foundation, premises, goals and planning (W1-W6).

use super::approval::APPROVAL;
use super::channels::{CHANNEL, PLATFORM};
use super::crisis::CRISIS;
use super::dialogue::{CLOCK, COMMITMENTS, ELECTION, INVOLVEMENT};
use super::measuring::{BRAND, MEASURING, PLAIN_LANGUAGE, REPUTATION};
use super::people::{CASCADE, LEVEL, ROLE, STAKEHOLDER, TARGET_GROUP};
use super::press::PRESS;
use super::principles::{CODEX, NARRATIVE, PRINCIPLE};
use super::release::{INTERNAL_FIRST, LOAD};
use super::{Kind, Section, Shape, optional, required, words};

/// `the top of the file`: The whole file.
pub static ROOT: Section = Section {
    path: "",
    prefix: "",
    title_da: "Strategi",
    title_en: "Strategy",
    requirements: "W1",
    doc: "The whole file.",
    shape: Shape::Plain,
    fields: &[
        required(
            "format",
            Kind::Integer { min: 1, max: 1 },
            "The number of this format; the program reads every number it has ever written.",
            "W1",
        ),
        required("title", Kind::Text, "The strategy's title.", "W1"),
        required("language", Kind::OneOf(&words::LANGUAGE), "The language of the texts.", "W1"),
        required(
            "valid_from",
            Kind::Date,
            "First day the strategy may be in force; it is not adopted before.",
            "W1",
        ),
        optional(
            "valid_to",
            Kind::Date,
            "Last day it is meant to hold. It goes on until another is adopted, and its page then says that it is past its day.",
            "W1",
        ),
        optional("adopted_by", Kind::Text, "Who adopted it.", "W1"),
        optional("adopted_on", Kind::Date, "When it was adopted.", "W1"),
        required("source_document", Kind::Text, "The document that every `source` refers to.", "W1"),
        required(
            "municipality",
            Kind::Table(&MUNICIPALITY),
            "The municipality that the strategy belongs to.",
            "W1",
        ),
        optional("purpose", Kind::Table(&PURPOSE), "What the strategy is for, as a whole.", "W1"),
        optional(
            "foundation",
            Kind::Tables(&FOUNDATION),
            "A document or analysis that the strategy rests on.",
            "W6",
        ),
        optional("premise", Kind::Tables(&PREMISE), "Something the strategy takes as given.", "W1"),
        optional("goal", Kind::Tables(&GOAL), "Something the communication is to achieve.", "W2"),
        optional("principle", Kind::Tables(&PRINCIPLE), "A principle for all communication.", "H1"),
        optional("codex", Kind::Tables(&CODEX), "An item of the codex of good communication.", "H9"),
        optional(
            "narrative",
            Kind::Table(&NARRATIVE),
            "The core narrative that binds internal and external communication.",
            "W7",
        ),
        optional(
            "stakeholder",
            Kind::Tables(&STAKEHOLDER),
            "A group that the municipality communicates with.",
            "R1",
        ),
        optional(
            "target_group",
            Kind::Tables(&TARGET_GROUP),
            "A narrower group that content is aimed at.",
            "R3",
        ),
        optional(
            "role",
            Kind::Tables(&ROLE),
            "A role of the municipality towards the outside world; internal messages have none.",
            "R2",
        ),
        optional("level", Kind::Tables(&LEVEL), "A level of responsibility.", "D1"),
        optional(
            "cascade",
            Kind::Table(&CASCADE),
            "The order in which information is passed from leader to leader, and back.",
            "D3",
        ),
        optional("platform", Kind::Tables(&PLATFORM), "A category of channels.", "C1"),
        optional("channel", Kind::Tables(&CHANNEL), "A concrete way to reach people.", "C1-C9"),
        optional(
            "approval",
            Kind::Table(&APPROVAL),
            "Who must say yes before a message goes out; never its author, which is fixed in the program.",
            "D1",
        ),
        optional(
            "internal_first",
            Kind::Table(&INTERNAL_FIRST),
            "Staff are told before the outside world.",
            "H3",
        ),
        optional("load", Kind::Table(&LOAD), "Not more, but better: how much an audience receives.", "W5"),
        optional(
            "commitments",
            Kind::Table(&COMMITMENTS),
            "Follow-ups that the administration's texts agree to.",
            "H6",
        ),
        optional("involvement", Kind::Table(&INVOLVEMENT), "How citizens are involved.", "D2"),
        optional("clock", Kind::Tables(&CLOCK), "How soon someone gets an answer.", "T1"),
        optional("election", Kind::Table(&ELECTION), "What changes when an election is near.", "R2"),
        optional(
            "press",
            Kind::Table(&PRESS),
            "Press work, on the municipality's behalf only: what people say on their own behalf is never routed or logged.",
            "P1-P3",
        ),
        optional(
            "crisis",
            Kind::Table(&CRISIS),
            "What a crisis is and how it is handled; the text is the definition.",
            "P4-P8",
        ),
        optional("plain_language", Kind::Table(&PLAIN_LANGUAGE), "How clear a text must be.", "H2"),
        optional("measuring", Kind::Table(&MEASURING), "How it is followed up.", "M1-M3"),
        optional("brand", Kind::Table(&BRAND), "A bounded effort.", "R4"),
        optional(
            "reputation",
            Kind::Table(&REPUTATION),
            "What grows of all communication; measured apart from campaigns.",
            "R4",
        ),
        optional("planning", Kind::Table(&PLANNING), "How plans are made.", "W3"),
        optional("theme", Kind::Table(&THEME), "The municipality's look on pages and letters.", "W1"),
    ],
};

/// `municipality`: The municipality that the strategy belongs to.
pub(super) static MUNICIPALITY: Section = Section {
    path: "municipality",
    prefix: "municipality",
    title_da: "Kommune",
    title_en: "Municipality",
    requirements: "W1",
    doc: "The municipality that the strategy belongs to.",
    shape: Shape::Plain,
    fields: &[
        required("name", Kind::Text, "The municipality's name.", "W1"),
        required("code", Kind::Integer { min: 100, max: 999 }, "The municipality's three-digit code.", "W1"),
    ],
};

/// `purpose`: What the strategy is for, as a whole.
pub(super) static PURPOSE: Section = Section {
    path: "purpose",
    prefix: "purpose",
    title_da: "Formål",
    title_en: "Purpose",
    requirements: "W1",
    doc: "What the strategy is for, as a whole.",
    shape: Shape::One,
    fields: &[optional("name", Kind::Text, "Short name; without it the text itself is shown.", "W1")],
};

/// `foundation`: A document or analysis that the strategy rests on.
pub(super) static FOUNDATION: Section = Section {
    path: "foundation",
    prefix: "foundation",
    title_da: "Grundlag",
    title_en: "Foundation",
    requirements: "W6",
    doc: "A document or analysis that the strategy rests on.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "The document's title.", "W6"),
        required("kind", Kind::OneOf(&words::FOUNDATION_KIND), "What kind of document it is.", "W6"),
        optional("year", Kind::Integer { min: 1900, max: 2100 }, "The year it was published.", "W6"),
        optional("link", Kind::Link, "Where it can be read.", "W6"),
    ],
};

/// `premise`: Something the strategy takes as given.
pub(super) static PREMISE: Section = Section {
    path: "premise",
    prefix: "premise",
    title_da: "Forudsætninger",
    title_en: "Premises",
    requirements: "W1",
    doc: "Something the strategy takes as given.",
    shape: Shape::Many,
    fields: &[optional("name", Kind::Text, "Short name; without it the text itself is shown.", "W1")],
};

/// `goal`: Something the communication is to achieve.
pub(super) static GOAL: Section = Section {
    path: "goal",
    prefix: "goal",
    title_da: "Mål",
    title_en: "Goals",
    requirements: "W2, M1",
    doc: "Something the communication is to achieve.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "W2"),
        required("scope", Kind::OneOf(&words::GOAL_SCOPE), "Where the effect is wanted.", "W2"),
        optional("owner", Kind::Ref("level"), "The level that answers for the goal.", "W2"),
        optional(
            "indicator",
            Kind::Ref("measuring.indicator"),
            "What shows whether the goal is reached.",
            "W2",
        ),
        optional(
            "target",
            Kind::Integer { min: -1000000, max: 1000000 },
            "The reading to reach, in the indicator's unit.",
            "W2",
        ),
        optional("direction", Kind::OneOf(&words::DIRECTION), "Which way the reading should move.", "W2"),
        optional(
            "foundation",
            Kind::List(&Kind::Ref("foundation")),
            "Documents and analyses behind the goal.",
            "W6",
        ),
    ],
};

/// `planning`: How plans are made.
pub(super) static PLANNING: Section = Section {
    path: "planning",
    prefix: "planning",
    title_da: "Planlægning",
    title_en: "Planning",
    requirements: "W3, W4",
    doc: "How plans are made.",
    shape: Shape::One,
    fields: &[
        optional("action_plan", Kind::OneOf(&words::RHYTHM), "How often there is an action plan.", "W3"),
        optional("drawn_up_with", Kind::Ref("level"), "The level that helps to draw up plans.", "W4"),
        optional(
            "question",
            Kind::Tables(&PLANNING_QUESTION),
            "Questions of the communication assessment.",
            "W4",
        ),
    ],
};

/// `planning.question`: A question of the communication assessment; a yes counts towards a plan.
pub(super) static PLANNING_QUESTION: Section = Section {
    path: "planning.question",
    prefix: "planning",
    title_da: "Kommunikationsvurdering",
    title_en: "Needs assessment",
    requirements: "W4",
    doc: "A question of the communication assessment; a yes counts towards a plan.",
    shape: Shape::Many,
    fields: &[optional("weight", Kind::Integer { min: 1, max: 10 }, "How much a yes counts.", "W4")],
};

/// `theme`: The municipality's look on pages and letters.
pub(super) static THEME: Section = Section {
    path: "theme",
    prefix: "theme",
    title_da: "Udseende",
    title_en: "Look",
    requirements: "W1",
    doc: "The municipality's look on pages and letters.",
    shape: Shape::Plain,
    fields: &[optional(
        "accent",
        Kind::Colour,
        "Accent colour, as \"#rrggbb\"; white text must be readable on it.",
        "W1",
    )],
};
