//! The format against itself and against the typed model.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Kind, ROOT, Section, Shape, sections, words};
use crate::model::Content;

/// A table with every key, or with the required ones only.
fn sample(section: &Section, every: bool) -> Value {
    let fields = section.all_fields().filter(|field| every || field.required);
    Value::Object(
        fields.map(|field| (field.name.to_owned(), value(field.kind, every))).collect::<Map<_, _>>(),
    )
}

fn value(kind: Kind, every: bool) -> Value {
    match kind {
        Kind::Text | Kind::Id | Kind::Ref(_) | Kind::Link | Kind::Colour => json!("x"),
        Kind::LanguageRule => json!("spelling"),
        Kind::OneOf(vocabulary) => json!(vocabulary.words[0].0),
        Kind::Date => json!("2026-01-31"),
        Kind::Time => json!("21:30"),
        Kind::Integer { min, .. } => json!(min),
        Kind::Bool => json!(true),
        Kind::List(inner) => json!([value(*inner, every)]),
        Kind::Table(section) => sample(section, every),
        Kind::Tables(section) => json!([sample(section, every)]),
    }
}

/// W1: the model has every key of the format and no other.
#[test]
fn the_model_keeps_every_key() {
    let whole = sample(&ROOT, true);
    let content: Content = serde_json::from_value(whole.clone()).unwrap();
    let back = serde_json::to_string(&content).unwrap().replace("21:30:00", "21:30");
    assert_eq!(serde_json::from_str::<Value>(&back).unwrap(), whole);
}

/// Each table alone, with its required keys only, fits the model.
#[test]
fn the_model_needs_only_required_keys() {
    let mut least = sample(&ROOT, false);
    serde_json::from_value::<Content>(least.clone()).unwrap();
    for (field, section) in ROOT.children() {
        let with_children = |section: &Section| {
            let mut inner = sample(section, false);
            for (key, child) in section.children() {
                let mut innermost = sample(child, false);
                for (deep, grandchild) in child.children() {
                    innermost[deep.name] = held(deep.kind, sample(grandchild, false));
                }
                inner[key.name] = held(key.kind, innermost);
            }
            inner
        };
        least[field.name] = held(field.kind, with_children(section));
    }
    serde_json::from_value::<Content>(least).unwrap();
}

fn held(kind: Kind, table: Value) -> Value {
    if matches!(kind, Kind::Tables(_)) { json!([table]) } else { table }
}

/// Every word of every vocabulary is a variant, and every variant a word.
#[test]
fn the_vocabularies_are_the_enums() {
    let mut used = BTreeSet::new();
    for section in sections() {
        for field in section.all_fields() {
            let kind = if let Kind::List(inner) = field.kind { *inner } else { field.kind };
            let Kind::OneOf(vocabulary) = kind else { continue };
            used.insert(vocabulary.name);
            for (word, meaning) in vocabulary.words {
                assert!(!meaning.is_empty());
                let mut table = sample(&ROOT, true);
                replace(&mut table, section, field.name, word);
                serde_json::from_value::<Content>(table)
                    .unwrap_or_else(|error| panic!("{} {word}: {error}", vocabulary.name));
            }
            let mut table = sample(&ROOT, true);
            replace(&mut table, section, field.name, "no-such-word");
            let refused = serde_json::from_value::<Content>(table).unwrap_err().to_string();
            assert_eq!(
                refused.matches('`').count(),
                2 + 2 * vocabulary.words.len(),
                "{}: {refused}",
                vocabulary.name
            );
        }
    }
    assert_eq!(used.len(), words::ALL.len());
}

/// Puts a word into the sample, at a section's key.
fn replace(table: &mut Value, section: &Section, key: &str, word: &str) {
    let mut at = table;
    for part in section.path.split('.').filter(|part| !part.is_empty()) {
        at = &mut at[part];
        if at.is_array() {
            at = &mut at[0];
        }
    }
    let word = if at[key].is_array() { json!([word]) } else { json!(word) };
    at[key] = word;
}

#[test]
fn the_table_is_well_formed() {
    let all = sections();
    let paths: BTreeSet<&str> = all.iter().map(|section| section.path).collect();
    assert_eq!(paths.len(), all.len());
    for section in &all {
        let names: Vec<&str> = section.all_fields().map(|field| field.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{}", section.path);
        assert!(section.doc.ends_with('.') && !section.requirements.is_empty(), "{}", section.path);
        for field in section.all_fields() {
            assert!(field.doc.ends_with('.') && !field.requirement.is_empty(), "{}", field.name);
            let kind = if let Kind::List(inner) = field.kind { *inner } else { field.kind };
            if let Kind::Ref(target) = kind {
                assert!(
                    all.iter().any(|section| section.path == target && section.shape == Shape::Many),
                    "{target}"
                );
            }
        }
    }
}
