//! Press work on the municipality's behalf (P1-P3).

use serde::{Deserialize, Serialize};

use crate::words::{Force, PressPerson, PressSituation};

/// Press work, on the municipality's behalf only: what people say on their own behalf is never routed or logged. Source: P1-P3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Press {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Rules of press work.
    #[serde(rename = "rule", default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<PressRule>,
    /// Who speaks when.
    #[serde(rename = "speaker", default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
}

/// A rule of press work. Source: P1, P3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PressRule {
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

/// Who speaks to the press in one kind of situation. Source: P2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
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
    /// The situations.
    pub situations: Vec<PressSituation>,
    /// Who speaks, the first one first.
    pub speaks: Vec<PressPerson>,
    /// Whose agreement is needed before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after_agreement_with: Vec<PressPerson>,
    /// Who is told before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inform: Vec<PressPerson>,
    /// Who advises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advised_by: Vec<PressPerson>,
}
