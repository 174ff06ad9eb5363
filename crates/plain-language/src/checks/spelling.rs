//! Spelling: words that neither the dictionary nor the house knows.

use crate::abbreviations::{Stop, look_up};
use crate::reading::{Line, Token};
use crate::suggest::suggestions;
use crate::{Dictionary, Finding, Reading, Rule};
use std::collections::HashMap;

/// At most this many words are suggested.
const SUGGESTIONS_MAX: usize = 5;

/// At most this many different words get suggestions.
const SUGGESTED_MAX: usize = 200;

/// Finds words that are not known.
pub(super) fn spelling(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let Some(dictionary) = reading.dictionary else { return };
    let mut suggested: HashMap<&str, Vec<String>> = HashMap::new();
    for line in reading.own_lines(rule) {
        let block = reading.document.blocks[line.sentence.block].text;
        for (at, token) in line.tokens.iter().enumerate() {
            if token.is_accepted || is_known(reading, dictionary, line, at, block) {
                continue;
            }
            let finding = reading.finding(rule, line.sentence.block, token.word.start, token.word.end);
            found.extend(finding.map(|mut finding| {
                // A text in another language would ask for suggestions all the time.
                finding.suggestions = match suggested.get(token.text) {
                    Some(known) => known.clone(),
                    None if suggested.len() < SUGGESTED_MAX => {
                        let found = suggestions(dictionary, token.text, SUGGESTIONS_MAX);
                        suggested.insert(token.text, found.clone());
                        found
                    }
                    None => Vec::new(),
                };
                finding
            }));
        }
    }
}

/// Whether a word is right, or nothing that spelling can judge.
fn is_known<'a>(
    reading: &Reading<'a>,
    dictionary: &Dictionary,
    line: &Line<'a>,
    at: usize,
    block: &str,
) -> bool {
    let token = &line.tokens[at];
    let text = token.text;
    text.chars().any(|c| c.is_ascii_digit())
        || token.word.letters < 2
        || is_name(line, at)
        || is_address(token, block)
        || reading.accepts(token)
        // "don’t" stands in the dictionary with a straight apostrophe.
        || text.contains('’') && dictionary.accepts(&text.replace('’', "'"))
        || look_up(text) != Stop::Ordinary
        || reading.house.has(text)
        || is_part(dictionary, token, block)
}

/// A capital inside a sentence: the name of somebody or something. Acronyms are names too.
fn is_name(line: &Line<'_>, at: usize) -> bool {
    let text = line.tokens[at].text;
    let is_acronym = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    is_acronym
        || at > 0 && text.starts_with(char::is_uppercase)
        || text.chars().skip(1).any(char::is_uppercase)
}

/// Part of an address on the web or of a mail.
fn is_address(token: &Token<'_>, block: &str) -> bool {
    let before = block[..token.word.start].chars().next_back();
    let after = block[token.word.end..].chars().next();
    let joins = |c: Option<char>| matches!(c, Some('@' | '/' | '\\' | '_' | '#' | '='));
    joins(before) || joins(after) || token.text.contains('.') && !token.text.contains(' ')
}

/// "børne-" in "børne- og ungeområdet": the hyphen stands outside the word.
fn is_part(dictionary: &Dictionary, token: &Token<'_>, block: &str) -> bool {
    let follows = block[token.word.end..].starts_with(['-', '‐', '‑']);
    let leads = block[..token.word.start].ends_with(['-', '‐', '‑']);
    follows && dictionary.accepts(&format!("{}-", token.text)) || leads && dictionary.accepts_end(token.text)
}
