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
    // Sentences and words of each block, counted in one pass.
    let mut counts = vec![(0, 0); reading.document.blocks.len()];
    for line in &reading.lines {
        if let Some((sentences, words)) = counts.get_mut(line.sentence.block) {
            *sentences += 1;
            *words += line.tokens.len();
        }
    }
    for (index, (block, (sentences, words))) in reading.document.blocks.iter().zip(counts).enumerate() {
        let is_long = sentences > rule.limit("sentences") || words > rule.limit("words");
        if block.kind == BlockKind::Paragraph && is_long {
            let finding = reading.finding(rule, index, 0, block.text.len());
            found.extend(finding.map(|mut finding| {
                finding.facts.push(("sentences", sentences.to_string()));
                finding.facts.push(("words", words.to_string()));
                finding
            }));
        }
    }
}
