//! The words of a house: names, programs and terms that its people know and no dictionary has.

use std::collections::HashSet;

/// A list of words that are right, whatever the dictionary says.
#[derive(Debug, Clone, Default)]
pub struct House {
    words: HashSet<String>,
}

impl House {
    /// Reads a list: one word a line, `#` before a remark.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let words = text.lines().filter_map(|line| line.split('#').next()).map(str::trim);
        Self { words: words.filter(|word| !word.is_empty()).map(str::to_owned).collect() }
    }

    /// Whether it has a word, with or without the ending of the genitive.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let has = |word: &str| self.words.contains(word) || self.words.contains(&word.to_lowercase());
        has(word) || word.strip_suffix('s').is_some_and(|stem| has(stem.trim_end_matches(['\'', '’'])))
    }
}
