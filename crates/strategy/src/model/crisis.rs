//! Issues and crises (P4-P8).

use serde::{Deserialize, Serialize};

use crate::words::{AlarmColour, Duty, Force, PressPerson};

/// What a crisis is and how it is handled; the text is the definition. Source: P4-P8.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crisis {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The levels, calm first.
    #[serde(rename = "level", default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<CrisisLevel>,
    /// Habits of good crisis work.
    #[serde(rename = "habit", default, skip_serializing_if = "Vec::is_empty")]
    pub habits: Vec<Habit>,
    /// Roles in the crisis room.
    #[serde(rename = "role", default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<CrisisRole>,
    /// The agenda of the first meeting, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<AgendaPoint>,
    /// Texts that lie ready.
    #[serde(rename = "holding_statement", default, skip_serializing_if = "Vec::is_empty")]
    pub holding_statements: Vec<HoldingStatement>,
    /// Topics that are watched.
    #[serde(rename = "watch", default, skip_serializing_if = "Vec::is_empty")]
    pub watches: Vec<Watch>,
    /// Calendar days after the end before the evaluation is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluate_within_days: Option<u32>,
    /// Calendar days before its actions stand in the action plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions_within_days: Option<u32>,
}

/// A level of seriousness, labelled as in the municipality's own plan. Source: P5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrisisLevel {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// Short name shown in lists.
    pub name: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Its colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<AlarmColour>,
    /// Who owns the case.
    pub owner: Vec<PressPerson>,
    /// Whom the owner informs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub informs: Vec<PressPerson>,
    /// Who assists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assisted_by: Vec<PressPerson>,
    /// The next level; the chain may not form a ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalates_to: Option<String>,
    /// Minutes before the owner must have answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledge_minutes: Option<u32>,
    /// Minutes before the first public word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_word_minutes: Option<u32>,
    /// Minutes between updates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_minutes: Option<u32>,
}

/// A habit of crisis work. Source: P4, P7, P8.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Habit {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// Short name; without it the text itself is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
}

/// A task in the crisis room. Source: P6.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrisisRole {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// Short name shown in lists.
    pub name: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The duty that usually has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
}

/// A point on the first meeting's agenda. Source: P6.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaPoint {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// Short name; without it the text itself is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
}

/// A text that lies ready; `text` says when to use it. Source: P6.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoldingStatement {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// Short name shown in lists.
    pub name: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The text itself, with blanks in square brackets.
    pub body: String,
    /// Channels it is meant for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
}

/// A topic that is watched in media and inquiries. Source: P4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Watch {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// Short name shown in lists.
    pub name: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Trigger words.
    pub words: Vec<String>,
    /// The level proposed when it rises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}
