//! Sentences: where they end inside a block, and the words in them.
//! The rule is 4.2 of the project's readability definition. It needs no dictionary beyond the abbreviations.

use crate::abbreviations::{Stop, look_up};
use crate::block::Block;
use crate::word::{Word, words};

/// A line of at least this many characters that ends without punctuation was wrapped, not ended.
const WRAPPED_LINE_CHARS: usize = 60;
/// Month names, before which "3." is a date.
pub(crate) const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// A sentence by its place. It has at least one word; text without words belongs to no sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The index of its block.
    pub block: usize,
    /// Where it begins in the block's text, in bytes.
    pub start: usize,
    /// Where it ends; the byte after its last.
    pub end: usize,
    /// Its words; their places are in the block's text too.
    pub words: Vec<Word>,
}

/// Finds the sentences of all blocks, in reading order.
pub fn segment(blocks: &[Block<'_>]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        segment_block(index, block.text, &mut sentences);
    }
    sentences
}

fn segment_block(block: usize, text: &str, sentences: &mut Vec<Sentence>) {
    let mut words = words(text).into_iter().peekable();
    let mut from = 0;
    for to in ends(text).into_iter().chain([text.len()]) {
        let mut own = Vec::new();
        while let Some(word) = words.next_if(|word| word.start < to) {
            own.push(word);
        }
        let piece = &text[from..to];
        let start = from + piece.len() - piece.trim_start().len();
        let end = from + piece.trim_end().len();
        if !own.is_empty() {
            sentences.push(Sentence { block, start, end, words: own });
        }
        from = to;
    }
}

/// Where sentences end inside a text, as the places where the next ones begin.
fn ends(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | ':' | '\n') {
            continue;
        }
        let mut after = at + c.len_utf8();
        if is_end_mark(c) {
            // "!?", "..." and closing quotes belong to the sentence they end.
            while let Some((place, closing)) = chars.next_if(|(_, next)| is_end_mark(*next) || closes(*next))
            {
                after = place + closing.len_utf8();
            }
        }
        let next = text[after..].trim_start();
        let next_at = text.len() - next.len();
        // The gap is passed over at once, so that long ones cost no more than their length.
        while chars.next_if(|(place, _)| *place < next_at).is_some() {}
        let breaks_line = c == '\n' || text[after..next_at].contains('\n');
        let is_end = after < next_at && is_end(text, at, &text[at..after], next)
            || breaks_line && is_line_end(&text[..after], next);
        if is_end && !next.is_empty() {
            found.push(next_at);
        }
    }
    found
}

/// Whether the marks at a place end a sentence, given what follows the gap after them.
fn is_end(text: &str, at: usize, marks: &str, next: &str) -> bool {
    let starts_lower = next.starts_with(char::is_lowercase);
    match marks {
        "\n" => false,
        ":" => next.starts_with(char::is_uppercase),
        _ if starts_lower => false,
        "." => is_stop_end(token_before(text, at), next),
        _ => true,
    }
}

/// Whether a line break ends a sentence: not before a lower-case letter, nor where the line was only too long.
fn is_line_end(before: &str, next: &str) -> bool {
    let line = before.trim_end().rsplit('\n').next().unwrap_or(before);
    let is_wrapped = line.chars().count() >= WRAPPED_LINE_CHARS && line.ends_with(char::is_alphanumeric);
    !next.starts_with(char::is_lowercase) && !is_wrapped && !line.ends_with(',')
}

fn is_stop_end(token: &str, next: &str) -> bool {
    let is_letter = token.chars().count() == 1 && token.chars().all(char::is_alphabetic);
    let is_short_number = (1..=2).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_digit());
    match look_up(token) {
        Stop::Abbreviation => false,
        Stop::MayEnd => next.starts_with(char::is_uppercase),
        Stop::Ordinary => !(is_letter || is_short_number && begins_with_month(next)),
    }
}

/// The token that ends before a stop, without the quotes and brackets in front of it.
fn token_before(text: &str, stop: usize) -> &str {
    let before = &text[..stop];
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + before[space..].chars().next().map_or(0, char::len_utf8));
    before[start..].trim_start_matches(|c: char| !c.is_alphanumeric())
}

fn begins_with_month(next: &str) -> bool {
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).take(12).collect();
    MONTHS.contains(&word.to_lowercase().as_str())
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»' | '«' | '\'' | '’' | '‘' | ')' | ']')
}

#[cfg(test)]
mod tests;
