//! Plain language, indicators, branding and reputation (H2, M1-M3, R4).

use serde::{Deserialize, Serialize};

use crate::words::{CampaignField, Force, LanguageRule, Measure, Rhythm, Unit};

/// How clear a text must be. Source: H2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlainLanguage {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// Kinds of text.
    #[serde(rename = "text_type", default, skip_serializing_if = "Vec::is_empty")]
    pub text_types: Vec<TextType>,
    /// Words the municipality has chosen.
    #[serde(rename = "house_word", default, skip_serializing_if = "Vec::is_empty")]
    pub house_words: Vec<HouseWord>,
}

/// A kind of text and how easy it must be. Source: H2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextType {
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
    /// The LIX to stay under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_lix: Option<u32>,
    /// Language rules that block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocking: Vec<LanguageRule>,
    /// Words it should stay under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_words: Option<u32>,
}

/// A word the municipality has chosen. Source: H2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HouseWord {
    /// Name in lower-case English with hyphens; unique in its section.
    pub id: String,
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// The word to write.
    pub write: String,
    /// Words to avoid.
    pub avoid: Vec<String>,
}

/// How it is followed up. Source: M1-M3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measuring {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// How often the board gets a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Rhythm>,
    /// The indicators.
    #[serde(rename = "indicator", default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
}

/// Something that is measured. Source: M1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
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
    /// How its readings come.
    pub measure: Measure,
    /// What it is counted in.
    pub unit: Unit,
    /// The question asked, when people are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// A bounded effort. Source: R4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brand {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// What every campaign must state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<CampaignField>,
}

/// What grows of all communication; measured apart from campaigns. Source: R4.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reputation {
    /// What it says, in the municipality's own words.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
    /// What it is measured by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
}
