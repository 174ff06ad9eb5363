//! With whom and by whom: stakeholders, target groups, roles, levels of responsibility and cascade (R1-R3, D1, D3).

use serde::{Deserialize, Serialize};

use crate::words::{Carrier, Force, Side};

/// A group that the municipality communicates with. Source: R1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stakeholder {
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
    /// Inside or outside the organisation.
    pub side: Side,
}

/// A narrower group that content is aimed at. Source: R3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetGroup {
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
    /// The stakeholder group it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stakeholder: Option<String>,
    /// What marks the group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<String>,
}

/// A role of the municipality towards the outside world; internal messages have none. Source: R2, C1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
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
    /// The levels that send in this role.
    pub senders: Vec<String>,
    /// The groups it speaks to.
    pub stakeholders: Vec<String>,
    /// The goal of the role.
    pub goal: String,
    /// The platforms the role draws on: all others are unusual, never refused.
    pub platforms: Vec<String>,
    /// Those of them it prefers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preferred_platforms: Vec<String>,
    /// The tone of voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<String>,
    /// The text type proposed first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_type: Option<String>,
}

/// A level of responsibility. Source: D1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
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
    /// The heading of its responsibility.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The level above; the chain may not form a ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// What the level answers for.
    #[serde(rename = "responsibility", default, skip_serializing_if = "Vec::is_empty")]
    pub responsibilities: Vec<Responsibility>,
}

/// Something a level answers for. Source: D1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Responsibility {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The place in the program that carries it.
    pub carried_by: Carrier,
    /// What shows whether it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
}

/// The order in which information is passed from leader to leader, and back. Source: D3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cascade {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The levels, first the one that begins.
    pub order: Vec<String>,
    /// True when questions and answers travel back the same way.
    #[serde(default)]
    pub both_ways: bool,
    /// Hours by the clock that each link has to pass it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_on_hours: Option<u32>,
}
