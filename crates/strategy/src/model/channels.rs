//! Where: platforms and channels (C1-C9).

use serde::{Deserialize, Serialize};

use crate::words::{Audience, ConnectorKind, Duty, Force, Purpose};

/// A category of channels. Source: C1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Platform {
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
}

/// A concrete way to reach people. Source: C1-C9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Channel {
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
    /// The platform it belongs to.
    pub platform: String,
    /// The connector that carries it.
    pub kind: ConnectorKind,
    /// Inside or outside.
    pub audience: Audience,
    /// The target groups it is meant for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_groups: Vec<String>,
    /// The stakeholder groups it reaches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stakeholders: Vec<String>,
    /// What it is used for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Purpose>,
    /// The level that owns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Duties that may publish on it, for their own unit where it is a head or an editor; none leaves it to all who may release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_publish: Vec<Duty>,
    /// What the channel can carry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
}

/// What a channel can carry; a missing key means no limit of our own. Source: C6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Characters in one message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_characters: Option<u32>,
    /// Characters that work best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommended_characters: Option<u32>,
    /// Pictures in one message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_images: Option<u32>,
    /// Minutes of sound or film.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_minutes: Option<u32>,
}
