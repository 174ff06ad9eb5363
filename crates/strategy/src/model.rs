//! The strategy as typed Rust: made from a file that has already been validated, never by hand.
//!
//! Field names follow the keys of the file; lists are in the plural. `spec` holds the same format as data;
//! a test keeps the two alike (W1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::Language;

mod approval;
mod channels;
mod crisis;
mod dialogue;
mod measuring;
mod people;
mod press;
mod principles;
mod release;
mod why;

pub use approval::{Approval, ApprovalRule, Emergency, SmallCorrection, Telephone, When, Who};
pub use channels::{Channel, Limits, Platform};
pub use crisis::{AgendaPoint, Crisis, CrisisLevel, CrisisRole, Habit, HoldingStatement, Watch};
pub use dialogue::{Clock, Commitments, Election, ElectionPeriod, Involvement, InvolvementPurpose, Method};
pub use measuring::{Brand, HouseWord, Indicator, Measuring, PlainLanguage, Reputation, TextType};
pub use people::{Cascade, Level, Responsibility, Role, Stakeholder, TargetGroup};
pub use press::{Press, PressRule, Speaker};
pub use principles::{CodexItem, Narrative, NarrativeTheme, Principle, Sign};
pub use release::{Cap, Exceptions, Exemption, InternalFirst, Load, QuietHours};
pub use why::{Foundation, Goal, Municipality, Planning, PlanningQuestion, Premise, StrategyPurpose, Theme};

/// The whole file. Source: W1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The number of this format; the program reads every number it has ever written.
    pub format: u32,
    /// The strategy's title.
    pub title: String,
    /// The language of the texts.
    pub language: Language,
    /// First day the strategy is in force.
    pub valid_from: Date,
    /// Last day it is in force; without it the strategy holds until another is adopted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Who adopted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adopted_by: Option<String>,
    /// When it was adopted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adopted_on: Option<Date>,
    /// The document that every `source` refers to.
    pub source_document: String,
    /// The municipality that the strategy belongs to.
    pub municipality: Municipality,
    /// What the strategy is for, as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<StrategyPurpose>,
    /// A document or analysis that the strategy rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foundation: Vec<Foundation>,
    /// Something the strategy takes as given.
    #[serde(rename = "premise", default, skip_serializing_if = "Vec::is_empty")]
    pub premises: Vec<Premise>,
    /// Something the communication is to achieve.
    #[serde(rename = "goal", default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// A principle for all communication.
    #[serde(rename = "principle", default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<Principle>,
    /// An item of the codex of good communication.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codex: Vec<CodexItem>,
    /// The core narrative that binds internal and external communication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrative: Option<Narrative>,
    /// A group that the municipality communicates with.
    #[serde(rename = "stakeholder", default, skip_serializing_if = "Vec::is_empty")]
    pub stakeholders: Vec<Stakeholder>,
    /// A narrower group that content is aimed at.
    #[serde(rename = "target_group", default, skip_serializing_if = "Vec::is_empty")]
    pub target_groups: Vec<TargetGroup>,
    /// A role of the municipality towards the outside world; internal messages have none.
    #[serde(rename = "role", default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// A level of responsibility.
    #[serde(rename = "level", default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The order in which information is passed from leader to leader, and back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cascade: Option<Cascade>,
    /// A category of channels.
    #[serde(rename = "platform", default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<Platform>,
    /// A concrete way to reach people.
    #[serde(rename = "channel", default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Who must say yes before a message goes out; never its author, which is fixed in the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// Staff are told before the outside world.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_first: Option<InternalFirst>,
    /// Not more, but better: how much an audience receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load: Option<Load>,
    /// Follow-ups that the administration's texts agree to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitments: Option<Commitments>,
    /// How citizens are involved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub involvement: Option<Involvement>,
    /// How soon someone gets an answer.
    #[serde(rename = "clock", default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
    /// What changes when an election is near.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub election: Option<Election>,
    /// Press work, on the municipality's behalf only: what people say on their own behalf is never routed or logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub press: Option<Press>,
    /// What a crisis is and how it is handled; the text is the definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crisis: Option<Crisis>,
    /// How clear a text must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plain_language: Option<PlainLanguage>,
    /// How it is followed up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measuring: Option<Measuring>,
    /// A bounded effort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<Brand>,
    /// What grows of all communication; measured apart from campaigns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reputation: Option<Reputation>,
    /// How plans are made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planning: Option<Planning>,
    /// The municipality's look on pages and letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
}

/// The default of `count`, `order` and `weight`.
const fn one() -> u32 {
    1
}

/// The default of `deputies`.
const fn yes() -> bool {
    true
}
