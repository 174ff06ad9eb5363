//! The fields of a content that hold text, each with its name; whoever looks at every text that leaves goes by these.

use message::{Contact, Content, Decision};
use std::collections::BTreeMap;

/// The text of a content, by field; the body besides is a document of its own.
pub(crate) struct Fields<'a> {
    /// Plain text.
    pub(crate) plain: Vec<(&'static str, &'a str)>,
    /// The texts of channels, also of those that are not chosen.
    pub(crate) variants: &'a BTreeMap<String, String>,
}

impl<'a> Fields<'a> {
    /// Takes a content apart whole, so that a field that comes later is not forgotten here.
    pub(crate) fn of(content: &'a Content) -> Self {
        let Content {
            title,
            main_point,
            body: _,
            contact: Contact { function, phone, email },
            variants,
            internal_text,
            decision,
            language: _,
            side: _,
            role: _,
            character: _,
            theme: _,
            goal: _,
            unit: _,
            target_groups: _,
            topics: _,
            channels: _,
            affected_units: _,
            audiences: _,
        } = content;
        let mut plain = vec![
            ("title", title.as_str()),
            ("main-point", main_point),
            ("internal-text", internal_text),
            ("contact-function", function),
            ("contact-phone", phone),
            ("contact-email", email),
        ];
        if let Some(Decision { decision, reason, intention, legal_basis, is_in_full: _ }) = decision {
            plain.extend([
                ("decision-decision", decision.as_str()),
                ("decision-reason", reason),
                ("decision-intention", intention),
                ("decision-legal-basis", legal_basis),
            ]);
        }
        Self { plain, variants }
    }
}
