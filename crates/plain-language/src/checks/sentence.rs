//! Sentences and paragraphs that are too long.

use crate::{BlockKind, Finding, Reading, Rule};

/// Finds sentences of more than `words` words, up to `words-max` where a stricter rule takes over.
pub(super) fn long_sentence(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let (limit, max) = (rule.limit("words"), rule.limit("words-max"));
    for line in reading.own_lines(rule).filter(|line| line.kind.is_running_text()) {
        let words = line.tokens.len();
        if words > limit && (max == 0 || words <= max) {
            let finding = reading.finding(rule, line.sentence.block, line.sentence.start, line.sentence.end);
            found.extend(finding.map(|mut finding| {
                finding.facts.push(("n", words.to_string()));
                finding
            }));
        }
    }
}

/// Finds paragraphs of more than `sentences` sentences or `words` words.
pub(super) fn long_paragraph(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.document.blocks.iter().enumerate() {
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let lines = || reading.lines.iter().filter(|line| line.sentence.block == index);
        let (sentences, words) = (lines().count(), lines().map(|line| line.tokens.len()).sum::<usize>());
        if sentences > rule.limit("sentences") || words > rule.limit("words") {
            let finding = reading.finding(rule, index, 0, block.text.len());
            found.extend(finding.map(|mut finding| {
                finding.facts.push(("sentences", sentences.to_string()));
                finding.facts.push(("words", words.to_string()));
                finding
            }));
        }
    }
}
