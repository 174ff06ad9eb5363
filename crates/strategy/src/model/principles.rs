//! How the municipality communicates: principles with signs, codex and core narrative (H1, H9, W7).

use serde::{Deserialize, Serialize};

use crate::words::{Check, CheckedBy, Force, Severity, Side};

/// A principle for all communication. Source: H1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Principle {
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
    /// How the municipality defines the word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// What people can see when the principle is kept.
    #[serde(rename = "sign", default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<Sign>,
}

/// What people inside or outside can see when a principle is kept; it has a check, a question or an indicator. Source: H1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sign {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Who can see it.
    pub side: Side,
    /// The automatic check that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    /// The question to the author that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The indicator that shows it afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
}

/// An item of the codex of good communication. Source: H9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodexItem {
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
    /// Automatic checks that carry the item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Rules of the language check that carry the item, besides those of its checks; one that is named here weighs as
    /// this item says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Who sees to it.
    pub checked_by: CheckedBy,
    /// What a finding does.
    pub severity: Severity,
    /// Text types it concerns; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text_types: Vec<String>,
}

/// The core narrative that binds internal and external communication. Source: W7.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Narrative {
    /// The narrative's title.
    pub name: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The level that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The levels that bring it to life.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried_by: Vec<String>,
    /// The narrative's themes.
    #[serde(rename = "theme", default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<NarrativeTheme>,
}

/// A theme of the narrative; messages are tagged with it. Source: W7.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NarrativeTheme {
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
    /// The level that answers for the theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whom the theme is told to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_groups: Vec<String>,
}
