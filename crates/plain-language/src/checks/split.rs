//! Split compounds, the classic Danish mistake: "skole leder" for "skoleleder".

use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule, Token};

/// Shorter words are too often words of their own.
const LETTERS_MIN: usize = 4;
/// What verbs and the like look like; they stand before nouns for other reasons.
const NO_PART: [Flags; 5] =
    [Flags::PRESENT, Flags::PAST, Flags::PARTICIPLE, Flags::IMPERATIVE, Flags::PASSIVE];

/// A noun, or what is no word by itself: "ejendoms".
fn is_first(flags: Flags) -> bool {
    let is_only_part = flags.has(Flags::BEGIN) && !flags.has(Flags::FORM);
    is_only_part || flags.has(Flags::NOUN) && !NO_PART.iter().any(|no| flags.has(*no))
}

/// A noun, also one that looks like a verb: "leder"; or what no verb looks like.
fn is_last(flags: Flags) -> bool {
    flags.has(Flags::NOUN) || !NO_PART.iter().any(|no| flags.has(*no))
}

/// The class of a word that by its form might be one with the word before it.
pub(crate) fn may_be_one(first: &Token<'_>, second: &Token<'_>) -> Class {
    let is_long = first.word().letters >= LETTERS_MIN && second.word().letters >= LETTERS_MIN;
    Class::SPLIT.when(is_long && is_first(first.flags) && is_last(second.flags))
}

/// Finds two small words that are one.
pub(super) fn split_compound(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let Some(dictionary) = reading.dictionary else { return };
    let block = reading.document.blocks[line.sentence.block].text;
    for at in line.places(Class::SPLIT) {
        let (first, second) = (&line.tokens[at - 1], &line.tokens[at]);
        let is_gap = block[first.word().end..second.word().start].chars().all(|c| c == ' ');
        // A capital may begin the sentence; elsewhere it is a name.
        let is_first_word = first.word().start == line.sentence.start;
        let is_small = |text: &str| text.chars().skip(usize::from(is_first_word)).all(char::is_lowercase);
        if !is_gap || !is_small(first.text) || !is_small(second.text) {
            continue;
        }
        let joined = format!("{}{}", first.text, second.text);
        let is_listed = dictionary.flags(&joined).has(Flags::FORM | Flags::NOUN);
        let is_exempt = rule.words.iter().any(|words| *words == format!("{} {}", first.text, second.text));
        if is_listed && !is_exempt {
            let finding = reading.finding(rule, line.sentence.block, first.word().start, second.word().end);
            found.extend(finding.map(|mut finding| {
                finding.suggestions = vec![joined];
                finding
            }));
        }
    }
}
