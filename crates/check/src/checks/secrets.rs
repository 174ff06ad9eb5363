//! CPR numbers never leave by an open channel (invariant 13; Datatilsynet asks for encryption).

use super::Check;
use crate::{Finding, Input, Weight, fields::Fields};
use markup::{Doc, PartKind, TextPart, cpr_number_is_parted, cpr_numbers};
use message::{Content, parse_reference};
use plain_language::{Unit, from_bytes};

/// No field holds a CPR number.
pub(super) struct Cpr;

impl Check for Cpr {
    fn id(&self) -> &'static str {
        "cpr"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let is_document =
            |channel: &str| input.channels().any(|own| own.id == channel && own.kind.is_document());
        look_at(input.content, &is_document, found);
    }
}

/// Whether a CPR number stands anywhere in a content, also in the text of a channel that is not chosen.
#[must_use]
pub fn holds_cpr(content: &Content) -> bool {
    let mut found = Vec::new();
    look_at(content, &|_| false, &mut found);
    look_at(content, &|_| true, &mut found);
    !found.is_empty()
}

fn look_at(content: &Content, is_document: &dyn Fn(&str) -> bool, found: &mut Vec<Finding>) {
    let fields = Fields::of(content);
    for (field, text) in fields.plain {
        look_in(text, field, None, found);
    }
    for (channel, text) in fields.variants {
        let field = format!("variant-{channel}");
        match Doc::from_markdown(text).ok().filter(|_| is_document(channel)) {
            Some(document) => look_in_document(&document, &field, found),
            None => look_in(text, &field, None, found),
        }
    }
    look_in_document(&content.body, "body", found);
}

fn look_in_document(document: &Doc, field: &str, found: &mut Vec<Finding>) {
    let mut number = 0;
    let parts: Vec<TextPart<'_>> = document.blocks_text().collect();
    for part in &parts {
        // Counted as the editor counts its lines: descriptions of pictures are none.
        let is_line = !matches!(part.kind, PartKind::Alt | PartKind::Caption);
        look_in(&part.text, field, Some((part.place.to_string(), is_line.then_some(number))), found);
        number += usize::from(is_line);
    }
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    for (at, part) in parts.iter().enumerate().skip(1) {
        if cpr_number_is_parted(&texts[..at], &texts[at..]) {
            found.push(finding(field, "text").in_block(&part.place));
        }
    }
    for link in document.links().filter(|link| !cpr_numbers(link.href.as_str()).is_empty()) {
        found.push(finding(field, "address").in_block(&link.place));
    }
    // The library names its pictures by itself; what is named otherwise was named by somebody.
    let named = document.images().filter(|picture| parse_reference(picture.image.media.as_str()).is_none());
    for picture in named.filter(|picture| !cpr_numbers(picture.image.media.as_str()).is_empty()) {
        found.push(finding(field, "address").in_block(picture.block));
    }
}

fn finding(field: &str, stands: &str) -> Finding {
    Finding::new("cpr", Weight::Must, field).with("stands", stands)
}

/// What of a text is a number; a place in a document is a block and, where it has one, a line. What was found
/// is told to the one who writes and not kept.
fn look_in(text: &str, field: &str, place: Option<(String, Option<usize>)>, found: &mut Vec<Finding>) {
    for number in cpr_numbers(text) {
        let mut finding = finding(field, "text");
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
    use super::*;
    use db::Id;
    use message::Decision;

    fn fields_of(change: impl FnOnce(&mut Content)) -> Vec<String> {
        let mut content = Content::new(Id::at(1));
        change(&mut content);
        let mut found = Vec::new();
        look_at(&content, &|channel| channel == "website", &mut found);
        assert_eq!(holds_cpr(&content), !found.is_empty());
        found.into_iter().map(|finding| finding.place.field).collect()
    }

    #[test]
    fn every_field_is_looked_at() {
        let number = || "Sag 010190\u{2011}1234".to_owned();
        let decision = |change: fn(&mut Decision, String)| {
            fields_of(|content| change(content.decision.get_or_insert_default(), number()))
        };
        assert_eq!(fields_of(|content| content.title = number()), ["title"]);
        assert_eq!(fields_of(|content| content.main_point = number()), ["main-point"]);
        assert_eq!(fields_of(|content| content.internal_text = number()), ["internal-text"]);
        assert_eq!(fields_of(|content| content.contact.function = number()), ["contact-function"]);
        assert_eq!(fields_of(|content| content.contact.phone = "010190 1234".to_owned()), ["contact-phone"]);
        assert_eq!(
            fields_of(|content| content.contact.email = "0101901234@x.dk".to_owned()),
            ["contact-email"]
        );
        for channel in ["website", "sms"] {
            let found = fields_of(|content| _ = content.variants.insert(channel.to_owned(), number()));
            assert_eq!(found, [format!("variant-{channel}")]);
        }
        assert_eq!(decision(|decision, text| decision.decision = text), ["decision-decision"]);
        assert_eq!(decision(|decision, text| decision.reason = text), ["decision-reason"]);
        assert_eq!(decision(|decision, text| decision.intention = text), ["decision-intention"]);
        assert_eq!(decision(|decision, text| decision.legal_basis = text), ["decision-legal-basis"]);
        assert!(fields_of(|content| content.title = "Sag 2026-010190".to_owned()).is_empty());
    }

    #[test]
    fn every_part_of_a_body_is_looked_at() {
        let body = |text: &str| fields_of(|content| content.body = Doc::from_markdown(text).unwrap());
        for text in [
            "Borgeren 010190\u{2212}1234 har fået svar.",
            "Borgeren **010190**-1234",
            "Borgeren 010190-\n1234",
            "Borgeren 010190-\n\n1234 har fået svar.",
            "- CPR 010190\n- 1234",
            "- 010190\n- 1234",
            "## 010190 1234",
            "> Mit nummer er 01 01 90 1234.\n>\n> — Ida",
            "> Tak.\n>\n> — Ida, 010190-1234",
            "![Pas 010190-1234](media:abc)",
            "![Pas](media:abc \"Ida 0101901234\")",
            "![Pas](media:010190-1234)",
            "[Skriv](mailto:vej@sundby.example?subject=010190-1234)",
            "[Se](https://x.dk/?q=010190%E2%80%911234)",
            "[Se](https://x.dk/a#010190-1234)",
            "| Navn | CPR | |\n|---|---|---|\n| Ida | 010190 | 1234 |",
        ] {
            assert_eq!(body(text), ["body"], "{text}");
        }
        for text in [
            "Ring på 55 00 03 00.",
            "- 120500\n- 1300\n- 1200",
            "| 2025 | 2026 | 2027 |\n|---|---|---|\n| 120500 | 1300 | 1200 |",
            "[Se](https://x.dk/sag/2026-010190)",
            "Den 01.01.90 1234 borgere",
        ] {
            assert!(body(text).is_empty(), "{text}");
        }
    }
}
