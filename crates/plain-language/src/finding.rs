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
    /// What stands there; empty when it is about the whole text.
    pub found: String,
    /// What else the message needs to know.
    pub facts: Vec<(&'static str, String)>,
    /// What could stand there instead; the best first.
    pub suggestions: Vec<String>,
}

impl Finding {
    /// The message with its facts filled in. Where nothing is suggested, what asks about a suggestion is left out.
    #[must_use]
    pub fn message(&self, template: &str) -> String {
        let fits = |sentence: &&str| !(self.suggestions.is_empty() && sentence.contains("{use}"));
        let kept: String = template.split_inclusive(['.', '?', '!']).filter(fits).collect();
        let mut message = kept.trim().to_owned();
        message = message.replace("{found}", &self.found);
        for (name, value) in &self.facts {
            message = message.replace(&format!("{{{name}}}"), value);
        }
        message.replace("{use}", self.suggestions.first().map_or("", String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_about_a_suggestion_that_is_not_there() {
        let found = "sundbo".to_owned();
        let (block, start, end) = (Some(0), 0, 6);
        let mut finding = Finding {
            rule: "x".into(),
            severity: Severity::Error,
            block,
            start,
            end,
            found,
            facts: vec![],
            suggestions: vec![],
        };
        let template = "»{found}« står ikke i ordbogen. Mente du »{use}«?";
        assert_eq!(finding.message(template), "»sundbo« står ikke i ordbogen.");
        finding.suggestions.push("sundby".to_owned());
        assert_eq!(finding.message(template), "»sundbo« står ikke i ordbogen. Mente du »sundby«?");
    }
}
