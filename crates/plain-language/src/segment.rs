//! Sentences: where they end inside a block, and the words in them.
//! The rule is 4.2 of the project's readability definition. It needs no dictionary beyond the abbreviations.

use crate::abbreviations::{Stop, look_up};
use crate::block::Block;
use crate::word::{Word, add_words, char_at};

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
    let mut segmenter = Segmenter::default();
    for (block, Block { text, .. }) in blocks.iter().enumerate() {
        segmenter.each(text, |start, end, words| {
            sentences.push(Sentence { block, start, end, words: words.to_vec() });
        });
    }
    sentences
}

/// Finds sentences, block after block; what it needs meanwhile is kept from one to the next.
#[derive(Default)]
pub(crate) struct Segmenter {
    words: Vec<Word>,
    marks: Vec<usize>,
    ends: Vec<usize>,
}

impl Segmenter {
    /// Calls back with the place of every sentence of a block, and its words.
    pub(crate) fn each(&mut self, text: &str, mut found: impl FnMut(usize, usize, &[Word])) {
        self.words.clear();
        self.marks.clear();
        add_words(text, &mut self.words, &mut self.marks);
        self.ends.clear();
        add_ends(text, &self.marks, &mut self.ends);
        self.ends.push(text.len());
        let mut words = self.words.as_slice();
        let mut from = 0;
        for to in &self.ends {
            let number = words.iter().position(|word| word.start >= *to).unwrap_or(words.len());
            let (own, rest) = words.split_at(number);
            if !own.is_empty() {
                let piece = &text[from..*to];
                let start = from + piece.len() - piece.trim_start().len();
                found(start, from + piece.trim_end().len(), own);
            }
            words = rest;
            from = *to;
        }
    }
}

/// Where sentences end inside a text, as the places where the next ones begin; given where marks stand that may end one.
fn add_ends(text: &str, marks: &[usize], found: &mut Vec<usize>) {
    let mut from = 0;
    for at in marks.iter().copied() {
        // Passed over with a mark before it.
        if at < from {
            continue;
        }
        let Some(c) = char_at(text, at) else { break };
        let mut after = at + c.len_utf8();
        if is_end_mark(c) {
            // "!?", "..." and closing quotes belong to the sentence they end.
            while let Some(closing) = char_at(text, after).filter(|c| is_end_mark(*c) || closes(*c)) {
                after += closing.len_utf8();
            }
        }
        let next = text[after..].trim_start();
        let next_at = text.len() - next.len();
        // The gap is passed over at once, so that long ones cost no more than their length.
        from = next_at;
        let breaks_line = c == '\n' || text[after..next_at].contains('\n');
        let is_end = after < next_at && is_end(text, at, &text[at..after], next)
            || breaks_line && is_line_end(&text[..after], next);
        if is_end && !next.is_empty() {
            found.push(next_at);
        }
    }
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
