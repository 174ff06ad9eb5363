//! The same word twice in a row.

use crate::class::Class;
use crate::{Finding, Line, Reading, Rule};

/// Words that may stand twice: "det, det" is caught by the comma, "der der" is right in some sentences.
const MAY_REPEAT: &[&str] = &[
    "der", "som", "på", "af", "så", "ja", "nej", "blah", "ha", "bla", "i", "for", "meget", "at", "vi",
    "that", "had", "on",
];

/// Finds the second of two equal words with only a space between. Inside a sentence one with a capital and one without
/// are two words: "Click To to choose".
pub(super) fn doubled_word(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::DOUBLED) {
        let (first, second) = (&line.tokens[at - 1], &line.tokens[at]);
        let block = &reading.document.blocks[line.sentence.block];
        let between = &block.text[first.word().end..second.word().start];
        let is_named = at > 1 && first.text != second.text;
        let may = is_named || line.is_one_of(at - 1, MAY_REPEAT) || first.word().letters == 0;
        if !may && between.chars().all(char::is_whitespace) {
            let finding = reading.finding(rule, line.sentence.block, first.word().start, second.word().end);
            found.extend(finding.map(|mut finding| {
                finding.suggestions = vec![first.text.to_owned()];
                finding
            }));
        }
    }
}
