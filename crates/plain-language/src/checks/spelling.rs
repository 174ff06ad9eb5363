//! Spelling: words that neither the dictionary nor the house knows.

use crate::abbreviations::{Stop, look_up};
use crate::class::Class;
use crate::{Dictionary, Finding, Line, Reading, Rule, Token};
use std::collections::HashMap;

/// At most this many different words get suggestions.
const SUGGESTED_MAX: usize = 200;

/// Finds words that are not known.
pub(super) fn spelling(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let Some(dictionary) = reading.dictionary else { return };
    let mut suggested: HashMap<&str, Vec<String>> = HashMap::new();
    for line in reading.own_lines_with(rule, Class::UNKNOWN) {
        let block = reading.document.blocks[line.sentence.block].text;
        for at in line.places(Class::UNKNOWN) {
            let token = &line.tokens[at];
            if is_known(reading, dictionary, line, at, block) {
                continue;
            }
            let finding = reading.finding(rule, line.sentence.block, token.word().start, token.word().end);
            found.extend(finding.map(|mut finding| {
                // A text in another language would ask for suggestions all the time.
                finding.suggestions = match suggested.get(token.text) {
                    Some(known) => known.clone(),
                    None if suggested.len() < SUGGESTED_MAX => {
                        let found = reading.suggestions(token);
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
    // A capital inside a sentence: the name of somebody or something.
    at > 0 && text.starts_with(char::is_uppercase)
        || is_address(token, block)
        || reading.accepts(token)
        // "don’t" stands in the dictionary with a straight apostrophe.
        || text.contains('’') && dictionary.accepts(&text.replace('’', "'"))
        || look_up(text) != Stop::Ordinary
        || reading.house.has(text)
        || is_part(dictionary, token, block)
}

/// Part of an address on the web or of a mail.
fn is_address(token: &Token<'_>, block: &str) -> bool {
    let before = block[..token.word().start].chars().next_back();
    let rest = &block[token.word().end..];
    let after = rest.chars().next();
    let joins = |c: Option<char>| matches!(c, Some('@' | '/' | '\\' | '_' | '#' | '='));
    joins(before)
        || joins(after)
        || rest.starts_with("://")
        || token.text.contains('.') && !token.text.contains(' ')
}

/// "børne-" in "børne- og ungeområdet": the hyphen stands outside the word.
fn is_part(dictionary: &Dictionary, token: &Token<'_>, block: &str) -> bool {
    let follows = block[token.word().end..].starts_with(['-', '‐', '‑']);
    let leads = block[..token.word().start].ends_with(['-', '‐', '‑']);
    follows && dictionary.accepts(&format!("{}-", token.text)) || leads && dictionary.accepts_end(token.text)
}
