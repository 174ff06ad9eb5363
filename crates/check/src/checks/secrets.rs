//! CPR numbers never leave by an open channel (invariant 13; Datatilsynet asks for encryption).

use super::Check;
use crate::{Finding, Input, Weight};
use markup::{Doc, PartKind};
use plain_language::{Unit, cpr_numbers, from_bytes};

/// No field holds a CPR number.
pub(super) struct Cpr;

impl Check for Cpr {
    fn id(&self) -> &'static str {
        "cpr"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let content = input.content;
        let plain = [
            ("title", &content.title),
            ("main-point", &content.main_point),
            ("internal-text", &content.internal_text),
            ("contact-function", &content.contact.function),
            ("contact-phone", &content.contact.phone),
            ("contact-email", &content.contact.email),
        ];
        for (field, text) in plain {
            look_in(text, field, None, found);
        }
        for (channel, text) in &content.variants {
            let field = format!("variant-{channel}");
            let is_document = input.channels().any(|own| own.id == *channel && own.kind.is_document());
            match Doc::from_markdown(text).ok().filter(|_| is_document) {
                Some(document) => look_in_document(&document, &field, found),
                None => look_in(text, &field, None, found),
            }
        }
        look_in_document(&content.body, "body", found);
        if let Some(decision) = &content.decision {
            let all = [&decision.decision, &decision.reason, &decision.intention, &decision.legal_basis];
            if all.iter().any(|text| !cpr_numbers(text).is_empty()) {
                found.push(Finding::new("cpr", Weight::Must, "decision-decision"));
            }
        }
    }
}

fn look_in_document(document: &Doc, field: &str, found: &mut Vec<Finding>) {
    let mut number = 0;
    for part in document.blocks_text() {
        // Counted as the editor counts its lines: descriptions of pictures are none.
        let is_line = !matches!(part.kind, PartKind::Alt | PartKind::Caption);
        look_in(&part.text, field, Some((part.place.to_string(), is_line.then_some(number))), found);
        number += usize::from(is_line);
    }
}

/// What of a text is a number; a place in a document is a block and, where it has one, a line. What was found
/// is told to the one who writes and not kept.
fn look_in(text: &str, field: &str, place: Option<(String, Option<usize>)>, found: &mut Vec<Finding>) {
    for number in cpr_numbers(text) {
        let mut finding = Finding::new("cpr", Weight::Must, field);
        let line = place.as_ref().map_or(Some(0), |(_, line)| *line);
        finding.place.block = place.as_ref().map(|(block, _)| block.clone());
        if let Some(line) = line {
            let at = from_bytes(text, Unit::Utf16, &[number.start, number.end]);
            finding = finding.with("part", line).with("found", &text[number]).with("severity", "error");
            finding.place.range = Some((at[0], at[1]));
        }
        found.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use plain_language::cpr_numbers;

    #[test]
    fn numbers_that_are_and_are_not() {
        for text in ["CPR 010190-1234", "0101901234", "(311299 4321)", "nr. 010190–1234."] {
            assert!(!cpr_numbers(text).is_empty(), "{text}");
        }
        for text in
            ["55 00 00 01", "4512345678", "320190-1234", "011390-1234", "20260101-12345", "12345678901", ""]
        {
            assert!(cpr_numbers(text).is_empty(), "{text}");
        }
    }
}
