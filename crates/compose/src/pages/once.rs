//! A form that acts once: it carries a key, and the key with what was typed is one act. Two clicks are the same act; the
//! same page with other words in it, gone back to, is another.

use db::Id;
use sha2::{Digest, Sha256};
use web::{Ctx, Fields};

/// The longest key that is taken, in characters.
const KEY_MAX: usize = 64;

/// The key of a form, for one person.
pub(crate) struct Once<'a> {
    person: String,
    key: std::borrow::Cow<'a, str>,
}

impl<'a> Once<'a> {
    /// A key for a form that is shown for the first time.
    pub(crate) fn new(ctx: &Ctx) -> Self {
        Self { person: person(ctx), key: Id::at(ctx.now()).to_string().into() }
    }

    /// The key that a form came with; a form without one may act twice.
    pub(crate) fn read(ctx: &Ctx, fields: &'a Fields) -> Self {
        let key = Some(fields.get("once")).filter(|key| key.chars().count() <= KEY_MAX);
        Self { person: person(ctx), key: key.unwrap_or_default().into() }
    }

    /// The key, for the form that is shown again.
    pub(crate) fn key(&self) -> String {
        self.key.to_string()
    }

    /// What stands for this act.
    pub(crate) fn of(&self, parts: &[&str]) -> Option<String> {
        if self.key.is_empty() {
            return None;
        }
        let mut all = vec![self.person.as_str(), &self.key];
        all.extend_from_slice(parts);
        Some(hash_of(&all.join("\0")))
    }
}

fn person(ctx: &Ctx) -> String {
    ctx.actor().person().map(|id| id.to_string()).unwrap_or_default()
}

/// SHA-256 in hex.
pub(crate) fn hash_of(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
