//! What changed from one strategy to another, by address: added, removed, or which keys differ.
//!
//! Order does not count; an item that gets another id is one removed and one added (W1).

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::spec::{Kind, Section};
use crate::strategy::Strategy;
use crate::why::{address, visit};
use crate::words::Language;

/// A change of one item, or of the settings at the top of the file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The section's path, such as `approval.rule`; empty for the top of the file.
    pub section: &'static str,
    /// The item's address; the section's path for settings without one.
    pub key: String,
    /// What happened to it.
    #[serde(flatten)]
    pub kind: ChangeKind,
}

/// What happened to an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added {
        /// Its text, or nothing for settings.
        text: Option<String>,
    },
    /// It is gone.
    Removed {
        /// What it said.
        text: Option<String>,
    },
    /// Some of its keys differ.
    Changed {
        /// The keys, in alphabetical order.
        fields: Vec<FieldChange>,
    },
}

/// A key with its value before and after; null where it was not given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The key.
    pub field: String,
    /// The value before.
    pub before: Value,
    /// The value after.
    pub after: Value,
}

/// An item without the items within it.
type Flat = (&'static Section, Map<String, Value>);

/// What changed from `before` to `after`, sorted by address.
#[must_use]
pub fn diff(before: &Strategy, after: &Strategy) -> Vec<Change> {
    let (mut old, new) = (flatten(before.plain()), flatten(after.plain()));
    let mut changes = Vec::new();
    for (key, (section, value)) in new {
        let kind = match old.remove(&key) {
            None => ChangeKind::Added { text: words(&value) },
            Some((_, earlier)) if earlier == value => continue,
            Some((_, earlier)) => ChangeKind::Changed { fields: fields(&earlier, &value) },
        };
        changes.push(Change { section: section.path, key, kind });
    }
    changes.extend(old.into_iter().map(|(key, (section, value))| Change {
        section: section.path,
        key,
        kind: ChangeKind::Removed { text: words(&value) },
    }));
    changes.sort_by(|left, right| left.key.cmp(&right.key));
    changes
}

/// Every table by address. Settings belong to the item around them and stay within it.
fn flatten(plain: &Value) -> BTreeMap<String, Flat> {
    let mut all = BTreeMap::new();
    visit(&crate::spec::ROOT, plain, &mut |section, value| {
        let top = || (!section.path.contains('.')).then(|| section.path.to_owned());
        if let Some(key) = address(section, value).or_else(top) {
            all.insert(key, (section, own_keys(section, value)));
        }
    });
    all
}

/// The keys of a table without the items and sections that have addresses of their own.
fn own_keys(section: &Section, value: &Value) -> Map<String, Value> {
    let addressed = |key: &str| match section.field(key).map(|field| field.kind) {
        Some(Kind::Tables(_)) => true,
        Some(Kind::Table(child)) => section.path.is_empty() || child.own_address().is_some(),
        _ => false,
    };
    let entries = value.as_object().into_iter().flatten();
    entries.filter(|(key, _)| !addressed(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn words(value: &Map<String, Value>) -> Option<String> {
    value.get("text").and_then(Value::as_str).map(str::to_owned)
}

fn fields(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<FieldChange> {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let value = |of: &Map<String, Value>, key: &String| of.get(key).cloned().unwrap_or(Value::Null);
    let change = |key: &String| FieldChange {
        field: key.clone(),
        before: value(before, key),
        after: value(after, key),
    };
    keys.into_iter().map(change).filter(|change| change.before != change.after).collect()
}

/// The changes as text, one item a line and its keys below it.
#[must_use]
pub fn to_text(changes: &[Change], language: Language) -> String {
    let danish = language == Language::Da;
    if changes.is_empty() {
        return if danish { "Ingen forskel.\n".into() } else { "No difference.\n".into() };
    }
    let mut text = String::new();
    for change in changes {
        let key = if change.key.is_empty() { "strategy" } else { &change.key };
        let (mark, words) = match &change.kind {
            ChangeKind::Added { text } => ("+", text.as_deref()),
            ChangeKind::Removed { text } => ("-", text.as_deref()),
            ChangeKind::Changed { .. } => ("~", None),
        };
        let tail = words.map(|words| format!(": {words}")).unwrap_or_default();
        text.push_str(&format!("{mark} {key}{tail}\n"));
        if let ChangeKind::Changed { fields } = &change.kind {
            for field in fields {
                text.push_str(&format!(
                    "    {}: {} -> {}\n",
                    field.field,
                    shown(&field.before),
                    shown(&field.after)
                ));
            }
        }
    }
    text
}

/// The changes as JSON: `changes`, each with `section`, `key`, `change` (added, removed or changed) and
/// `text` or `fields` with `field`, `before` and `after`.
#[must_use]
pub fn to_json(changes: &[Change]) -> Value {
    json!({ "changes": changes })
}

fn shown(value: &Value) -> String {
    if value.is_null() { "–".into() } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{diff, to_json, to_text};
    use crate::testing::{load, sundby};
    use crate::words::Language;

    const SUNDBY: &str = include_str!("../../../strategies/sundby.toml");

    #[test]
    fn nothing_changes_from_itself() {
        assert!(diff(&sundby(), &sundby()).is_empty());
        assert_eq!(to_text(&[], Language::En), "No difference.\n");
    }

    /// W1: a new version says what it changes.
    #[test]
    fn changes_are_named_by_address_and_key() {
        let new = SUNDBY
            .replace("lead_time_minutes = 60", "lead_time_minutes = 90")
            .replace("valid_to = 2029-12-31", "valid_to = 2030-12-31")
            .replace("id = \"several-fields\"", "id = \"many-fields\"")
            .replace("recipients_over = 500", "recipients_over = 300")
            .replace("max_images = 5 }", "max_images = 6 }");
        let changes = diff(&sundby(), &load(new.as_bytes(), "new.toml"));
        insta::assert_snapshot!(to_text(&changes, Language::Da), @r#"
    ~ strategy
        valid_to: "2029-12-31" -> "2030-12-31"
    ~ approval.internal-large
        when: {"audience":"internal","recipients_over":500} -> {"audience":"internal","recipients_over":300}
    ~ channel.staff-feed
        limits: {"max_characters":5000,"max_images":5,"recommended_characters":800} -> {"max_characters":5000,"max_images":6,"recommended_characters":800}
    ~ internal-first
        lead_time_minutes: 60 -> 90
    + planning.many-fields: Er flere fagområder med i sagen?
    - planning.several-fields: Er flere fagområder med i sagen?
    "#);
        assert_eq!(to_json(&changes)["changes"][0]["change"], "changed");
    }
}
