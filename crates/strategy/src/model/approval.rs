//! Who must say yes, and when (D1). Never the author: that is fixed in the program and no rule.

use serde::{Deserialize, Serialize};

use crate::words::{Approver, Character, Duty, Force, Scope, SmallChange};

/// Who must say yes before a message goes out; never its author, which is fixed in the program. Source: D1, H9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The rules; all that apply must be fulfilled.
    #[serde(rename = "rule", default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<ApprovalRule>,
    /// What may be changed without a new approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small_correction: Option<SmallCorrection>,
    /// A yes given by telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<Telephone>,
    /// The path when there is no time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
}

/// Who must approve which messages. Source: D1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApprovalRule {
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
    /// When the rule applies; all conditions given must hold.
    #[serde(default)]
    pub when: When,
    /// Who must say yes.
    pub who: Who,
    /// How many different people.
    #[serde(default = "super::one")]
    pub count: u32,
    /// Its place in the order; equal numbers are asked at once.
    #[serde(default = "super::one")]
    pub order: u32,
    /// True when a deputy may answer.
    #[serde(default = "super::yes")]
    pub deputies: bool,
    /// Hours by the clock before the approver is reminded and a deputy asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_limit_hours: Option<u32>,
}

/// The conditions of an approval rule; an empty one always holds. Source: D1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// The message's role is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Its character is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub characters: Vec<Character>,
    /// One of its topics is among these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The sending unit is at one of these levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unit_levels: Vec<String>,
    /// It goes out on one of these channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// It reaches more people than this: readers where `audience` is external, staff where it is internal, else both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients_over: Option<u32>,
    /// It reaches this many people or fewer, counted in the same way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients_at_most: Option<u32>,
    /// It costs more than this many kroner, before tax; no message has a price yet, so none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_over: Option<u32>,
    /// True: only in an election period; false: only outside one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub during_election: Option<bool>,
    /// Internal, external or any message.
    #[serde(default)]
    pub audience: Scope,
}

/// How the one who must say yes is found. Source: D1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Who {
    /// The way to find the person.
    pub by: Approver,
    /// The duty, when `by` is `duty`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
    /// Other duties that do just as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub or_duties: Vec<Duty>,
    /// The level, when `by` is `level`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// True when the duty must be held in the sending unit.
    #[serde(default)]
    pub within_unit: bool,
}

/// What may be changed in an approved text without asking again. Source: H9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SmallCorrection {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Changes that need no new approval.
    pub allowed: Vec<SmallChange>,
    /// Changes that always do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never: Vec<SmallChange>,
}

/// A yes given by telephone and registered by another. Source: D1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Telephone {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Duties that may register it, never for a text of their own.
    pub who_may_register: Vec<Duty>,
    /// Hours by the clock before the approver must confirm in writing; later the yes clears nothing until it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_within_hours: Option<u32>,
}

/// One person may release at once, and it is looked through afterwards. Source: P6.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Emergency {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The duty that may use it.
    pub duty: Duty,
    /// Minutes before a second person must have looked it through.
    pub review_minutes: u32,
    /// Texts that may be sent this way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<String>,
}
