//! Why the strategy exists: purpose, foundation, premises, goals and planning (W1-W6).

use serde::{Deserialize, Serialize};

use crate::words::{Direction, Force, FoundationKind, GoalScope, Rhythm};

/// The municipality that the strategy belongs to. Source: W1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Municipality {
    /// The municipality's name.
    pub name: String,
    /// The municipality's three-digit code.
    pub code: u32,
}

/// What the strategy is for, as a whole. Source: W1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StrategyPurpose {
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

/// A document or analysis that the strategy rests on. Source: W6.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Foundation {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// The document's title.
    pub name: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// What kind of document it is.
    pub kind: FoundationKind,
    /// The year it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Something the strategy takes as given. Source: W1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Premise {
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

/// Something the communication is to achieve. Source: W2, M1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
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
    /// Where the effect is wanted.
    pub scope: GoalScope,
    /// The level that answers for the goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What shows whether the goal is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// The reading to reach, in the indicator's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<i64>,
    /// Which way the reading should move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Documents and analyses behind the goal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foundation: Vec<String>,
}

/// How plans are made. Source: W3, W4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planning {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// How often there is an action plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_plan: Option<Rhythm>,
    /// The level that helps to draw up plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn_up_with: Option<String>,
    /// Questions of the communication assessment.
    #[serde(rename = "question", default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<PlanningQuestion>,
}

/// A question of the communication assessment; a yes counts towards a plan. Source: W4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanningQuestion {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// How much a yes counts.
    #[serde(default = "super::one")]
    pub weight: u32,
}

/// The municipality's look on pages and letters. Source: W1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Accent colour, as "#rrggbb"; white text must be readable on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
}
