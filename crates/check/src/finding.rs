//! A finding: what was found, where, how much it weighs, and which item of the strategy asks.

use crate::codex::LANGUAGE;
use plain_language::Category;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Stops the request for approval until it is put right, or waived where that is allowed.
    Must,
    /// Advice.
    Advice,
}

/// Where in the content a finding points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The field, such as `title` or `body`; also the id of the form's input.
    pub field: String,
    /// The place within the body, such as `b4` or `b4.0`.
    pub block: Option<String>,
    /// UTF-16 range within the block's text.
    pub range: Option<(usize, usize)>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check that found it; with `check-` before it, the text key.
    pub rule: String,
    /// Weight.
    pub weight: Weight,
    /// Where.
    pub place: Place,
    /// Particulars of the text.
    pub args: BTreeMap<String, String>,
    /// The strategy item that asks for it; empty where a law or good practice does.
    pub item: String,
    /// Whether somebody may say, with a reason, that it may stand.
    pub waivable: bool,
}

impl Finding {
    /// A finding about a field.
    #[must_use]
    pub fn new(rule: &str, weight: Weight, field: &str) -> Self {
        Self {
            rule: rule.to_owned(),
            weight,
            place: Place { field: field.to_owned(), block: None, range: None },
            args: BTreeMap::new(),
            item: String::new(),
            waivable: false,
        }
    }

    /// Adds a particular.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Names the strategy item.
    #[must_use]
    pub fn because(mut self, item: impl Into<String>) -> Self {
        self.item = item.into();
        self
    }

    /// Points into the body.
    #[must_use]
    pub fn in_block(mut self, block: impl ToString) -> Self {
        self.place.block = Some(block.to_string());
        self
    }

    /// Says that it may stand with a reason.
    #[must_use]
    pub fn waivable(mut self) -> Self {
        self.waivable = true;
        self
    }
}

impl Finding {
    /// What stands at its place, where it has one in a line of text.
    #[must_use]
    pub fn found(&self) -> Option<&str> {
        self.place.range?;
        self.args.get("found").map(String::as_str)
    }

    /// The fingerprint of what stands at its place: a place in a text that is being written has no other name.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        use std::fmt::Write;
        let digest = Sha256::digest(self.found()?.as_bytes());
        Some(digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }
}

impl Finding {
    /// The category that it is shown in, as in the keys of its texts; nothing for what is not about language.
    #[must_use]
    pub fn category(&self) -> Option<&'static str> {
        match self.rule.as_str() {
            "house-word" => Some(Category::Words.word()),
            "lix-high" => Some(Category::Sentence.word()),
            rule => {
                let rule = crate::engine::rule(rule.strip_prefix(LANGUAGE)?)?;
                Some(rule.category.word())
            }
        }
    }
}

/// Where a finding of language is underlined, and what the editor needs to mend it.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    /// Which line of the field's text.
    pub part: &'a str,
    /// Where it begins in that line, in UTF-16 units.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What stands there.
    pub found: &'a str,
    /// error, warning or hint.
    pub severity: &'a str,
    /// What could stand there instead, with `|` between.
    pub suggestions: &'a str,
    /// Why one should care.
    pub why: &'a str,
}

impl Finding {
    /// Its mark in the text; nothing for what is about the whole text or a whole field.
    #[must_use]
    pub fn mark(&self, lang: &str) -> Option<Mark<'_>> {
        let arg = |name: &str| self.args.get(name).map_or("", String::as_str);
        let (start, end) = self.place.range?;
        let rule = self.rule.strip_prefix(LANGUAGE).and_then(crate::engine::rule);
        let why = match rule {
            Some(rule) if lang == "en" => &rule.en.why,
            Some(rule) => &rule.da.why,
            None => arg("why"),
        };
        Some(Mark {
            part: arg("part"),
            start,
            end,
            found: arg("found"),
            severity: arg("severity"),
            suggestions: arg("suggestions"),
            why,
        })
    }
}
