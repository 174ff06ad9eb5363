//! What stands for a picture to those who cannot see it.

use crate::{BlockKind, Finding, NO_ALT, Reading, Rule};

fn pictures<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, &'a str)> {
    let blocks = reading.document.blocks.iter().enumerate();
    blocks.filter(|(_, block)| block.kind == BlockKind::Alt).map(|(at, block)| (at, block.text))
}

/// Finds pictures that nothing stands for.
pub(super) fn no_alt(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (block, text) in pictures(reading).filter(|(_, text)| *text == NO_ALT) {
        found.extend(reading.finding(rule, block, 0, text.len()));
    }
}

/// Finds descriptions that begin by saying that this is a picture.
pub(super) fn alt_opening(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (block, text) in pictures(reading) {
        let lower = text.to_lowercase();
        let opening = rule.words.iter().find(|opening| lower.starts_with(opening.as_str()));
        if let Some(opening) = opening.filter(|opening| text.is_char_boundary(opening.len())) {
            found.extend(reading.finding(rule, block, 0, opening.len()));
        }
    }
}

/// Finds descriptions of more than `characters` characters.
pub(super) fn long_alt(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (block, text) in pictures(reading) {
        let characters = text.chars().count();
        if characters > rule.limit("characters") {
            found.extend(reading.finding(rule, block, 0, text.len()).map(|mut finding| {
                finding.facts.push(("n", characters.to_string()));
                finding
            }));
        }
    }
}
