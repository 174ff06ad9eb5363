//! When: internal first and the load on each audience (H3, W5).

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::words::{Audience, Concerned, Duty, ExemptionKind, Force, QuietExemption};

/// Staff are told before the outside world. Source: H3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InternalFirst {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Minutes that must pass from the internal release to the external one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_time_minutes: Option<u32>,
    /// Who counts as concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerned: Vec<Concerned>,
    /// Who may be told before all staff.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_before_all: Vec<Concerned>,
    /// When the rule yields.
    #[serde(rename = "exemption", default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
    /// Who may grant a single exception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceptions: Option<Exceptions>,
}

/// A case where the outside world may be told first. Source: H3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exemption {
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
    /// Why the rule yields.
    pub kind: ExemptionKind,
}

/// Single exceptions, with a named reason and counted. Source: H3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exceptions {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Duties that may grant one.
    pub granted_by: Vec<Duty>,
}

/// Not more, but better: how much an audience receives. Source: W5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// How many messages in how long.
    #[serde(rename = "cap", default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// Times when nothing is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quiet_hours: Vec<QuietHours>,
    /// True when public holidays are quiet.
    #[serde(default)]
    pub holidays_quiet: bool,
    /// What is sent all the same; nothing else goes past a ceiling or quiet hours that must be kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<QuietExemption>,
}

/// A ceiling for one audience. Source: W5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cap {
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
    /// Inside or outside.
    pub audience: Audience,
    /// Channels it counts; none means all of the audience's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// Groups it concerns; none means everyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_groups: Vec<String>,
    /// Messages each recipient may get.
    pub max_messages: u32,
    /// Days it is counted over.
    pub window_days: u32,
}

/// A time when nothing is sent, in Europe/Copenhagen. Source: W5.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuietHours {
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
    /// Inside or outside.
    pub audience: Audience,
    /// When it begins, as "HH:MM".
    pub from: Time,
    /// When it ends; earlier than `from` means the next morning.
    pub to: Time,
}
