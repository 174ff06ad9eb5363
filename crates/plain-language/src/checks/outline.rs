//! Headings: their levels, what is bold in their stead, and what they may say.

use crate::{BlockKind, Finding, MarkKind, Reading, Rule};

/// Finds headings more than one level below the one before: from the second to the fourth.
pub(super) fn heading_jump(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let mut before: Option<u8> = None;
    for mark in reading.marks {
        let MarkKind::Heading(level) = mark.kind else { continue };
        if before.is_some_and(|before| level > before + 1) {
            found.extend(reading.finding(rule, mark.block, mark.start, mark.end).map(|mut finding| {
                finding.facts.push(("n", level.to_string()));
                finding.facts.push(("before", before.unwrap_or_default().to_string()));
                finding
            }));
        }
        before = Some(level);
    }
}

/// Finds paragraphs of at most `words` words that are all bold, stand before another paragraph, and do not end as a
/// sentence does.
pub(super) fn bold_heading(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for mark in reading.marks.iter().filter(|mark| mark.kind == MarkKind::Bold) {
        let Some(block) = reading.document.blocks.get(mark.block) else { continue };
        let is_followed = reading
            .document
            .blocks
            .get(mark.block + 1)
            .is_some_and(|next| matches!(next.kind, BlockKind::Paragraph | BlockKind::ListItem));
        let is_whole = block.text.trim().len() == block.text[mark.start..mark.end].trim().len();
        let is_short = block.text.split_whitespace().count() <= rule.limit("words");
        let is_open = !block.text.trim_end().ends_with(['.', '!', ',', ';']);
        if block.kind == BlockKind::Paragraph && is_followed && is_whole && is_short && is_open {
            found.extend(reading.finding(rule, mark.block, mark.start, mark.end));
        }
    }
}

/// Finds headings of the first level with more than `characters` characters, which search engines cut.
pub(super) fn long_title(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for mark in reading.marks.iter().filter(|mark| mark.kind == MarkKind::Heading(1)) {
        let words = reading.document.blocks[mark.block].text[mark.start..mark.end].split_whitespace();
        // Markup may stand in the file with line ends and blanks that nobody sees.
        let characters = words.map(|word| word.chars().count() + 1).sum::<usize>().saturating_sub(1);
        if characters > rule.limit("characters") {
            found.extend(reading.finding(rule, mark.block, mark.start, mark.end).map(|mut finding| {
                finding.facts.push(("n", characters.to_string()));
                finding
            }));
        }
    }
}

/// Finds words in headings that tell others what the case is about.
pub(super) fn telling_heading(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for line in reading.lines.iter().filter(|line| line.kind == BlockKind::Heading) {
        for token in line.tokens {
            let lower = token.lower();
            if rule.words.iter().any(|begin| lower.starts_with(begin.as_str())) {
                found.extend(reading.finding(
                    rule,
                    line.sentence.block,
                    token.word().start,
                    token.word().end,
                ));
            }
        }
    }
}
