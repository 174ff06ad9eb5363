//! Links: what they are called, and what they lead to.

use crate::{Finding, Mark, MarkKind, Reading, Rule};
use std::collections::HashMap;

/// Endings of addresses of PDF files.
const PDF: &str = ".pdf";

/// Every link with its text as it is read and its address.
fn links<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (&'a Mark<'a>, String, &'a str)> {
    reading.marks.iter().filter_map(|mark| {
        let MarkKind::Link(address) = mark.kind else { return None };
        let text = reading.document.blocks.get(mark.block)?.text.get(mark.start..mark.end)?;
        Some((mark, plain(text), address))
    })
}

/// In small letters, without what stands around the words.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn add(reading: &Reading<'_>, rule: &Rule, mark: &Mark<'_>, found: &mut Vec<Finding>) {
    found.extend(reading.finding(rule, mark.block, mark.start, mark.end));
}

/// Finds links that say nothing of where they lead: "klik her".
pub(super) fn link_text(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (mark, text, _) in links(reading) {
        if rule.words.contains(&text) {
            add(reading, rule, mark, found);
        }
    }
}

/// Finds links that are called as one before them and lead elsewhere.
pub(super) fn same_link_text(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (mark, text, address) in links(reading) {
        if text.is_empty() {
            continue;
        }
        if *seen.entry(text).or_insert(address) != address {
            add(reading, rule, mark, found);
        }
    }
}

/// Finds links to PDF files that do not say so.
pub(super) fn pdf_link(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (mark, text, address) in links(reading) {
        let path = address.split(['?', '#']).next().unwrap_or_default().to_lowercase();
        if path.ends_with(PDF) && !text.contains("pdf") {
            // "(pdf, 2 MB)" may stand after the link as well.
            let after = reading.document.blocks[mark.block].text.get(mark.end..).unwrap_or_default();
            if !after.trim_start().to_lowercase().starts_with("(pdf") {
                add(reading, rule, mark, found);
            }
        }
    }
}

/// Finds parts of a newsletter, each under a heading of its own, that lead nowhere.
pub(super) fn part_without_link(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let headings: Vec<&Mark<'_>> = reading
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Heading(level) if level > 1))
        .collect();
    for (at, heading) in headings.iter().enumerate() {
        let end = headings.get(at + 1).map_or(reading.document.blocks.len(), |next| next.block);
        let has_link = links(reading).any(|(mark, ..)| (heading.block..end).contains(&mark.block));
        if !has_link {
            add(reading, rule, heading, found);
        }
    }
}
