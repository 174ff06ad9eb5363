//! What an edition says: text, role, news character, sender, contact, readers and channels.
//! Everything here is part of what is approved; nothing about time or state is.

use db::Id;
use markup::Doc;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, collections::BTreeMap, fmt::Write};
use strategy::words::Character;
use web::Lang;

/// The longest title, in characters: what a phone and a search result show.
pub const TITLE_MAX: usize = 120;
/// The longest main point, in characters.
pub const MAIN_POINT_MAX: usize = 300;

/// Who the message is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Staff only; such a message has no role (R2).
    Internal,
    /// Citizens, companies, the press; staff hear first.
    #[default]
    External,
}

impl Side {
    /// The word in the database and in forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Side::Internal => "internal",
            Side::External => "external",
        }
    }
}

/// Whom readers can ask; known by function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Such as "afdelingsleder i Vej og Park".
    pub function: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

/// What a message that conveys a decision must tell (H5; forvaltningsloven §§ 22-25 where it is
/// a decision in a citizen's case).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// What was decided, by whom.
    pub decision: String,
    /// Why.
    pub reason: String,
    /// What one wants to achieve with it.
    pub intention: String,
    /// The law or the agenda item it rests on.
    pub legal_basis: String,
    /// Whether it gives those it is about everything they asked for. Then the law demands neither reasons nor
    /// guidance on appeal (forvaltningsloven §§ 22 and 25).
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_in_full: bool,
}

/// Editions from before a field was there keep their hash.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Editions from before one could choose keep their hash.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_danish(language: &Lang) -> bool {
    *language == Lang::Da
}

/// The content of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The language that it is written in; what staff read first is Danish whatever it is.
    #[serde(default, skip_serializing_if = "is_danish")]
    pub language: Lang,
    /// One line.
    pub title: String,
    /// What the reader must know, in one or two sentences.
    pub main_point: String,
    /// The text.
    pub body: Doc,
    /// Who it is for.
    pub side: Side,
    /// The role of the strategy in which the municipality speaks; external messages only.
    pub role: Option<String>,
    /// Good, neutral or hard news (H8).
    pub character: Character,
    /// The theme of the core narrative (W7).
    pub theme: Option<String>,
    /// The goal of the strategy that it serves.
    pub goal: Option<String>,
    /// The unit that sends it.
    pub unit: Id,
    /// Whom readers can ask.
    pub contact: Contact,
    /// Target groups of the strategy.
    pub target_groups: Vec<String>,
    /// Topics of the newsletter that it belongs to.
    pub topics: Vec<String>,
    /// Channels of the strategy, in its order.
    pub channels: Vec<String>,
    /// The text of a channel, where it is not made from the body: Markdown where the channel
    /// carries documents, plain text elsewhere.
    pub variants: BTreeMap<String, String>,
    /// What staff read first: what it means for them (H3).
    pub internal_text: String,
    /// The units whose staff it concerns besides the sender's own: their work or place changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affected_units: Vec<Id>,
    /// Audiences of the register that get the mail: staff inside, subscribers outside (R1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Id>,
    /// Present where the message conveys a decision.
    pub decision: Option<Decision>,
}

impl Content {
    /// An empty content for a unit.
    #[must_use]
    pub fn new(unit: Id) -> Self {
        Self {
            language: Lang::Da,
            title: String::new(),
            main_point: String::new(),
            body: Doc::default(),
            side: Side::External,
            role: None,
            character: Character::Neutral,
            theme: None,
            goal: None,
            unit,
            contact: Contact::default(),
            target_groups: Vec::new(),
            topics: Vec::new(),
            channels: Vec::new(),
            variants: BTreeMap::new(),
            internal_text: String::new(),
            affected_units: Vec::new(),
            audiences: Vec::new(),
            decision: None,
        }
    }

    /// SHA-256 over the whole content, in hex.
    #[must_use]
    pub fn hash(&self) -> String {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(&bytes).iter().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    /// The own text of a channel, where it has one.
    #[must_use]
    pub fn own_text(&self, channel: &str) -> Option<&str> {
        self.variants.get(channel).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// The text that a channel for documents carries: its own, or the body.
    #[must_use]
    pub fn body_for(&self, channel: &str) -> Cow<'_, Doc> {
        let own = self.own_text(channel).and_then(|text| Doc::from_markdown(text).ok());
        own.map_or(Cow::Borrowed(&self.body), Cow::Owned)
    }

    /// Whether it goes to a channel.
    #[must_use]
    pub fn has_channel(&self, channel: &str) -> bool {
        self.channels.iter().any(|chosen| chosen == channel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_changes_with_anything_that_is_approved() {
        let content = Content::new(Id::at(1));
        let mut other = content.clone();
        other.contact.phone = "55 00 00 00".to_owned();
        assert_ne!(content.hash(), other.hash());
        assert_eq!(content.hash(), content.clone().hash());
    }
}
