//! What every message needs: a title, a main point, a text, and somebody to ask (codex).

use super::Check;
use crate::{Finding, Input, Weight};
use message::{MAIN_POINT_MAX, TITLE_MAX};

/// There is a title, and it is short enough to be seen whole.
pub(super) struct Title;

impl Check for Title {
    fn id(&self) -> &'static str {
        "title"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let title = input.content.title.trim();
        if title.is_empty() {
            found.push(Finding::new("title-missing", Weight::Must, "title"));
        }
        let length = title.chars().count();
        if length > TITLE_MAX {
            found.push(
                Finding::new("title-long", Weight::Must, "title")
                    .with("length", length)
                    .with("limit", TITLE_MAX),
            );
        }
    }
}

/// The main point stands first.
pub(super) struct MainPoint;

impl Check for MainPoint {
    fn id(&self) -> &'static str {
        "main-point"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let text = input.content.main_point.trim();
        if text.is_empty() {
            found.push(Finding::new("main-point-missing", Weight::Must, "main-point"));
        }
        let length = text.chars().count();
        if length > MAIN_POINT_MAX {
            let finding = Finding::new("main-point-long", Weight::Must, "main-point");
            found.push(finding.with("length", length).with("limit", MAIN_POINT_MAX));
        }
    }
}

/// There is a text.
pub(super) struct BodyText;

impl Check for BodyText {
    fn id(&self) -> &'static str {
        "body"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        if input.content.body.is_empty() {
            found.push(Finding::new("body-missing", Weight::Must, "body"));
        }
    }
}

/// Readers know whom to ask.
pub(super) struct Contact;

impl Check for Contact {
    fn id(&self) -> &'static str {
        "contact"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let contact = &input.content.contact;
        let item =
            input.strategy.codex.iter().find(|item| item.checks.contains(&strategy::words::Check::Contact));
        let weight = if input.is_external() { Weight::Must } else { Weight::Advice };
        let because = item.map(|item| format!("codex.{}", item.id)).unwrap_or_default();
        if contact.function.trim().is_empty() {
            found.push(Finding::new("contact-missing", weight, "contact-function").because(because));
        } else if contact.phone.trim().is_empty() && contact.email.trim().is_empty() {
            found.push(Finding::new("contact-unreachable", weight, "contact-phone").because(because));
        }
    }
}
