//! Compounds that are too long to take in.

use crate::{Finding, Reading, Rule};

/// Finds words of `letters` letters or more, with where they could be parted.
pub(super) fn long_compound(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let limit = rule.limit("letters");
    for line in reading.own_lines(rule).filter(|line| line.counts.longest >= limit) {
        for token in line.tokens.iter().filter(|token| token.word().letters >= limit) {
            if token.text.contains(['.', '@', '/']) || reading.house.has(token.text) {
                continue;
            }
            let word = token.word();
            found.extend(reading.finding(rule, line.sentence.block, word.start, word.end).map(
                |mut finding| {
                    finding.facts.push(("n", word.letters.to_string()));
                    finding
                },
            ));
        }
    }
}
