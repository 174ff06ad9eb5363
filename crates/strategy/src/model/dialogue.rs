//! Dialogue: follow-ups, involvement, reply times and elections (H6, D2, T1-T3).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{ClockSubject, ClockUnit, Duty, ElectionKind, Force, MethodForm, Serves, Statement};

/// Follow-ups that the administration's texts agree to. Source: H6.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitments {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Text types that can hold one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text_types: Vec<String>,
    /// Words that make the author think of one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// Days before the due date that the owner is reminded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remind_days: Option<u32>,
    /// The duty that follows up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followed_up_by: Option<Duty>,
}

/// How citizens are involved. Source: D2, H7, T2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Involvement {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// What every process must state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Calendar days a hearing must be open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hearing_days_min: Option<u32>,
    /// Calendar days before the decision that it must end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_decision_days: Option<u32>,
    /// Calendar days before participants are told the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_within_days: Option<u32>,
    /// What people can be involved for.
    #[serde(rename = "purpose", default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<InvolvementPurpose>,
}

/// What citizens are involved for. Source: D2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvolvementPurpose {
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
    /// Ways to do it.
    #[serde(rename = "method", default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
}

/// A way to involve citizens. Source: D2, T3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
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
    /// The form it takes; it decides the template.
    pub form: MethodForm,
}

/// How soon someone gets an answer. Source: T1, P2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clock {
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
    /// What it counts for.
    pub subject: ClockSubject,
    /// How many.
    pub amount: u32,
    /// What is counted.
    pub unit: ClockUnit,
    /// True when a law sets it.
    #[serde(default)]
    pub statutory: bool,
    /// The law; needed when it is statutory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
}

/// What changes when an election is near. Source: R2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Election {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Whom the administration serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<Serves>,
    /// Roles that need a second pair of eyes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_eyes: Vec<String>,
    /// The duty of the second pair of eyes; `communications` where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra_duty: Option<Duty>,
    /// When it holds.
    #[serde(rename = "period", default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<ElectionPeriod>,
}

/// A period before an election. Source: R2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ElectionPeriod {
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
    /// Which election.
    pub kind: ElectionKind,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}
