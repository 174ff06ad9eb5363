//! CPR numbers never leave by an open channel (invariant 13; Datatilsynet asks for encryption).
//! Since 2007 a CPR number need not pass modulus 11, so the date is what is tested.

use super::Check;
use crate::{Finding, Input, Weight};

/// No field holds a CPR number.
pub(super) struct Cpr;

impl Check for Cpr {
    fn id(&self) -> &'static str {
        "cpr"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let content = input.content;
        let body: Vec<(Option<String>, String)> =
            content.body.blocks_text().map(|part| (Some(part.place.to_string()), part.text)).collect();
        let fields = [
            ("title", &content.title),
            ("main-point", &content.main_point),
            ("internal-text", &content.internal_text),
            ("contact-function", &content.contact.function),
            ("contact-phone", &content.contact.phone),
            ("contact-email", &content.contact.email),
        ];
        for (field, text) in fields {
            if holds_cpr(text) {
                found.push(Finding::new("cpr", Weight::Must, field));
            }
        }
        for (channel, text) in &content.variants {
            if holds_cpr(text) {
                found.push(Finding::new("cpr", Weight::Must, &format!("variant-{channel}")));
            }
        }
        for (block, text) in body {
            if holds_cpr(&text) {
                found.push(Finding::new("cpr", Weight::Must, "body").in_block(block.unwrap_or_default()));
            }
        }
        if let Some(decision) = &content.decision {
            let all = [&decision.decision, &decision.reason, &decision.intention, &decision.legal_basis];
            if all.iter().any(|text| holds_cpr(text)) {
                found.push(Finding::new("cpr", Weight::Must, "decision-decision"));
            }
        }
    }
}

/// Whether a text holds ten digits that are a CPR number: a date, then four digits, with or
/// without a hyphen or a space between.
#[must_use]
pub(crate) fn holds_cpr(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|start| {
        let free_before = start == 0 || !chars[start - 1].is_ascii_digit();
        free_before && cpr_at(&chars[start..])
    })
}

fn cpr_at(chars: &[char]) -> bool {
    let digits = |slice: &[char]| slice.iter().all(char::is_ascii_digit);
    if chars.len() < 10 || !digits(&chars[..6]) {
        return false;
    }
    let rest = match chars[6] {
        '-' | '–' | ' ' => &chars[7..],
        _ => &chars[6..],
    };
    if rest.len() < 4 || !digits(&rest[..4]) || rest.get(4).is_some_and(char::is_ascii_digit) {
        return false;
    }
    let number = |slice: &[char]| slice.iter().fold(0, |sum, c| sum * 10 + c.to_digit(10).unwrap_or(0));
    (1..=31).contains(&number(&chars[..2])) && (1..=12).contains(&number(&chars[2..4]))
}

#[cfg(test)]
mod tests {
    use super::holds_cpr;

    #[test]
    fn numbers_that_are_and_are_not() {
        for text in ["CPR 010190-1234", "0101901234", "(311299 4321)", "nr. 010190–1234."] {
            assert!(holds_cpr(text), "{text}");
        }
        for text in
            ["55 00 00 01", "4512345678", "320190-1234", "011390-1234", "20260101-12345", "12345678901", ""]
        {
            assert!(!holds_cpr(text), "{text}");
        }
    }
}
