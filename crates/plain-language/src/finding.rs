//! What was found in a text.

use crate::Severity;
use std::sync::Arc;

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: Arc<str>,
    /// How much it weighs here.
    pub severity: Severity,
    /// The block that it is in; nothing when it is about the whole text.
    pub block: Option<usize>,
    /// Where it begins in the block's text, in bytes.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What the message needs to know.
    pub facts: Vec<(&'static str, String)>,
    /// What could stand there instead; the best first.
    pub suggestions: Vec<String>,
}

impl Finding {
    /// The message with its facts filled in.
    #[must_use]
    pub fn message(&self, template: &str) -> String {
        let mut message = template.to_owned();
        for (name, value) in &self.facts {
            message = message.replace(&format!("{{{name}}}"), value);
        }
        message.replace("{use}", self.suggestions.first().map_or("", String::as_str))
    }
}
