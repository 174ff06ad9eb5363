//! Letters in the place of a name: "VISO", "PPR".

use crate::class::Class;
use crate::{BlockKind, Finding, Reading, Rule};
use std::collections::HashSet;

/// The fewest and the most letters.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// Finds the first use of each, where nothing explains it: neither a parenthesis after it nor words before its own.
pub(super) fn acronym(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let is_acronym =
        |text: &str| LETTERS.contains(&text.chars().count()) && text.chars().all(char::is_uppercase);
    let is_number = |text: &str| text.chars().all(|c| "IVXLC".contains(c));
    let mut seen = HashSet::new();
    for line in reading.own_lines_with(rule, Class::CAPITALS) {
        let block = reading.document.blocks[line.sentence.block].text;
        let is_loud = |at: usize| {
            let text = line.text(at);
            text.chars().count() > 1 && text.chars().all(|c| c.is_uppercase() || c == '-')
        };
        for (at, token) in line.tokens.iter().enumerate().filter(|(_, token)| is_acronym(token.text)) {
            if is_number(token.text) || !seen.insert(token.text) {
                continue;
            }
            let (before, after) = (&block[..token.word().start], &block[token.word().end..]);
            let is_explained = before.ends_with('(') || after.trim_start().starts_with('(');
            let is_known = rule.words.iter().any(|word| *word == token.text) || reading.house.has(token.text);
            // Words in capitals are another rule's; so are names.
            let is_shouted = at > 0 && is_loud(at - 1) || is_loud(at + 1) || is_word(reading, &token.lower());
            let is_in_text = line.kind.is_running_text() && line.kind != BlockKind::Heading && !is_shouted;
            if !is_explained && !is_known && is_in_text {
                let word = token.word();
                found.extend(reading.finding(rule, line.sentence.block, word.start, word.end));
            }
        }
    }
}

/// Whether it is a word or a name in capitals.
fn is_word(reading: &Reading<'_>, lower: &str) -> bool {
    let mut chars = lower.chars();
    let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    reading.dictionary.is_some_and(|dictionary| dictionary.is_listed(lower) || dictionary.is_listed(&title))
}
