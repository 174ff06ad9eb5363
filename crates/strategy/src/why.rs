//! Why: every item of the strategy has an address, and answers with its text, source and force.
//!
//! The rest of the program shows it as "Fordi: ..." beside every refusal, requirement and proposal.

use serde::Serialize;
use serde_json::Value;

use crate::spec::{Kind, ROOT, Section, Shape};
use crate::words::{Force, Language};

/// An item of the strategy as the reader of a page meets it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Item {
    /// The address: `section.id`, such as `principle.dialogue`, or the section's own name, such as `load`.
    pub key: String,
    /// The item's name, or its text when it has none.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Section or page of the source document, or `municipal choice`.
    pub source: String,
    /// How strongly it binds.
    pub force: Force,
}

impl Item {
    /// True when the strategy itself is silent and the municipality has chosen.
    #[must_use]
    pub fn municipal_choice(&self) -> bool {
        self.source == crate::spec::MUNICIPAL_CHOICE
    }
}

impl Item {
    /// The source as a reader meets it: the section, or that the municipality has chosen.
    #[must_use]
    pub fn source_in(&self, language: Language) -> &str {
        match language {
            Language::Da if self.municipal_choice() => "kommunens eget valg",
            _ => &self.source,
        }
    }
}

/// Every item of a validated file, sorted by address.
pub(crate) fn items(plain: &Value) -> Vec<Item> {
    let mut all = Vec::new();
    visit(&ROOT, plain, &mut |section, value| all.extend(item(section, value)));
    all.sort_by(|left, right| left.key.cmp(&right.key));
    all
}

/// Visits every table of a validated file in the order of the format.
pub(crate) fn visit<'v>(
    section: &'static Section,
    value: &'v Value,
    see: &mut impl FnMut(&'static Section, &'v Value),
) {
    see(section, value);
    for field in section.fields {
        match (field.kind, value.get(field.name)) {
            (Kind::Table(child), Some(inner)) => visit(child, inner, see),
            (Kind::Tables(child), Some(Value::Array(list))) => {
                list.iter().for_each(|inner| visit(child, inner, see));
            }
            _ => {}
        }
    }
}

/// The address of an item; `None` for tables that are no items.
pub(crate) fn address(section: &Section, value: &Value) -> Option<String> {
    match section.shape {
        Shape::Many => value.get("id")?.as_str().map(|id| format!("{}.{id}", section.prefix)),
        Shape::One => section.own_address(),
        Shape::Plain => None,
    }
}

fn item(section: &Section, value: &Value) -> Option<Item> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let words = text("text")?;
    let standing_alone = || (section.shape == Shape::One).then(|| section.title_da.to_owned());
    Some(Item {
        key: address(section, value)?,
        title: text("name").or_else(standing_alone).unwrap_or_else(|| words.clone()),
        text: words,
        source: text("source")?,
        force: serde_json::from_value(value.get("force")?.clone()).ok()?,
    })
}
