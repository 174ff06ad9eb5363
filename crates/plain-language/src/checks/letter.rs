//! What a letter must have: a heading, a greeting, somebody who signs, somewhere to ask, and what happens now.
//! The codex of Slagelse's strategy asks for name and title, and for an invitation to ask.

use crate::{BlockKind, Finding, Reading, Rule};

/// Words that say what the reader does or what happens now.
const NEXT: &[&str] = &[
    "du skal",
    "du kan",
    "vi vil",
    "vi sender",
    "vi ringer",
    "du får",
    "du hører",
    "vi vender tilbage",
    "herefter",
    "næste skridt",
    "nu sker der",
    "vi kontakter",
    "vi behandler",
];
/// Words that ask the reader to do something.
const ASKED: &[&str] = &[
    "du skal sende",
    "du skal indsende",
    "send os",
    "du skal svare",
    "svar os",
    "vi mangler",
    "du skal betale",
    "du skal søge",
];
/// Words that name a time.
const TIMES: &[&str] = &[
    "senest",
    "inden den",
    "inden ",
    "frist",
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
    "dage",
    "uger",
];

/// A text without a heading.
pub(super) fn heading(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    missing(reading, rule, has_kind(reading, BlockKind::Heading), found);
}

/// A text without a greeting.
pub(super) fn greeting(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    missing(reading, rule, has_kind(reading, BlockKind::Greeting), found);
}

/// A text that nobody signs: a greeting at the end and a line after it.
pub(super) fn sender(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let signed = reading.document.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
    let lines: Vec<&str> = signed.flat_map(|block| block.text.lines()).collect();
    // "Venlig hilsen Mette": a name may stand on the line itself.
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && !says(&word.to_lowercase(), &["hils", "venlig"]);
    let names = |line: &&str| line.split_whitespace().skip(1).any(is_name);
    missing(reading, rule, lines.len() > 1 || lines.first().is_some_and(names), found);
}

/// A text without a telephone number or an e-mail address.
pub(super) fn contact(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let has = reading.document.blocks.iter().any(|block| block.text.contains('@') || has_phone(block.text));
    missing(reading, rule, has, found);
}

/// A text that does not say what happens now.
pub(super) fn what_now(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    missing(reading, rule, says(reading.lowered(), NEXT), found);
}

/// A text that asks for something and does not say until when.
pub(super) fn deadline(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let text = reading.lowered();
    missing(reading, rule, !says(text, ASKED) || says(text, TIMES), found);
}

/// A heading of more than `words` words.
pub(super) fn long_heading(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let blocks = reading.document.blocks.iter().enumerate();
    for (index, block) in blocks.filter(|(_, block)| block.kind == BlockKind::Heading) {
        let words = block.text.split_whitespace().count();
        if words > rule.limit("words") {
            found.extend(reading.finding(rule, index, 0, block.text.len()).map(|mut finding| {
                finding.facts.push(("n", words.to_string()));
                finding
            }));
        }
    }
}

/// Whether any of some phrases stands in a text, which is in small letters.
pub(super) fn says(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// Something about the whole text that is missing; nothing is missing where nobody has written anything yet.
pub(super) fn missing(reading: &Reading<'_>, rule: &Rule, is_there: bool, found: &mut Vec<Finding>) {
    if !is_there && !reading.lines.is_empty() {
        found.extend(reading.finding_about_all(rule));
    }
}

fn has_kind(reading: &Reading<'_>, kind: BlockKind) -> bool {
    reading.document.blocks.iter().any(|block| block.kind == kind)
}

/// Eight figures in a row, spaces between allowed.
fn has_phone(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        digits = match c {
            c if c.is_ascii_digit() => digits + 1,
            ' ' => digits,
            _ => 0,
        };
        digits >= 8
    })
}

/// An answer to a complaint that neither thanks nor says sorry.
pub(super) fn complaint(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    const COMPLAINT: &[&str] = &["din klage", "dig klage", "du klager", "du har klaget"];
    const SEEN: &[&str] = &["tak ", "beklager", "undskyld", "ked af", "forstår", "vi kan godt se"];
    let text = reading.lowered();
    missing(reading, rule, !says(text, COMPLAINT) || says(text, SEEN), found);
}
