//! The text itself: pictures have words, links say where they lead, headings come in order
//! (WCAG 2.2, 1.1.1, 2.4.4 and 1.3.1).

use super::Check;
use crate::{Finding, Input, Weight};
use markup::Level;

/// A text with more words than this needs headings to find one's way by: about a page.
const WORDS_WITHOUT_HEADING: usize = 300;

/// Link texts that say nothing when they are read alone.
const EMPTY_LINK_TEXTS: &[&str] = &[
    "her",
    "klik her",
    "læs mere",
    "læs mere her",
    "se mere",
    "mere",
    "link",
    "dette link",
    "tryk her",
    "click here",
    "here",
    "read more",
    "more",
];

/// Every picture that shows something is described.
pub(super) struct AltText;

impl Check for AltText {
    fn id(&self) -> &'static str {
        "alt-text"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        for (field, text) in input.documents() {
            for picture in text.images() {
                if !picture.image.decorative && picture.image.alt.trim().is_empty() {
                    found
                        .push(Finding::new("alt-text-missing", Weight::Must, &field).in_block(picture.block));
                }
            }
        }
    }
}

/// Every link says where it leads.
pub(super) struct LinkText;

impl Check for LinkText {
    fn id(&self) -> &'static str {
        "link-text"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        for (field, text) in input.documents() {
            for link in text.links().filter(|link| says_nothing(&link.text)) {
                let finding = Finding::new("link-text-empty", Weight::Advice, &field);
                found.push(finding.with("text", &link.text).in_block(&link.place));
            }
        }
    }
}

fn says_nothing(link: &str) -> bool {
    let text = link.trim().trim_end_matches(['.', '…', '!']).to_lowercase();
    let is_address = text.starts_with("http") || text.starts_with("www.");
    is_address || EMPTY_LINK_TEXTS.contains(&text.as_str())
}

/// A small heading stands under a large one.
pub(super) struct Headings;

impl Check for Headings {
    fn id(&self) -> &'static str {
        "headings"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        for (field, text) in input.documents() {
            let words: usize = text.blocks_text().map(|part| part.text.split_whitespace().count()).sum();
            if words > WORDS_WITHOUT_HEADING && text.headings().next().is_none() {
                let finding = Finding::new("heading-missing", Weight::Advice, &field);
                found.push(finding.with("words", words).waivable());
            }
            let mut above = false;
            for heading in text.headings() {
                match heading.level {
                    Level::Two => above = true,
                    Level::Three if !above => {
                        let finding = Finding::new("heading-order", Weight::Advice, &field);
                        found.push(finding.in_block(heading.block));
                    }
                    Level::Three => {}
                }
            }
        }
    }
}
