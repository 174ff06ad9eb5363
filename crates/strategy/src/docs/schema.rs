//! The JSON Schema (2020-12) of the format, for editors that complete and explain keys.
//!
//! It says what each key may be; references, periods and rules are left to the validator.

use serde_json::{Map, Value, json};

use crate::spec::{Field, Kind, ROOT, Section, Vocabulary, words};

/// The whole schema.
#[must_use]
pub fn schema() -> Value {
    let mut schema = table(&ROOT);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Traad: communication strategy, format 1");
    let vocabularies =
        words::ALL.iter().map(|vocabulary| (vocabulary.name.to_owned(), closed_list(vocabulary)));
    schema["$defs"] = Value::Object(vocabularies.collect());
    in_order(schema)
}

/// A vocabulary as one definition, with the meaning of each word.
fn closed_list(vocabulary: &Vocabulary) -> Value {
    let words: Vec<Value> = vocabulary
        .words
        .iter()
        .map(|(word, meaning)| json!({ "const": word, "description": meaning }))
        .collect();
    json!({ "type": "string", "description": vocabulary.doc, "oneOf": words })
}

fn table(section: &Section) -> Value {
    let properties: Map<String, Value> =
        section.all_fields().map(|field| (field.name.to_owned(), described(field))).collect();
    let required: Vec<&str> =
        section.all_fields().filter(|field| field.required).map(|field| field.name).collect();
    json!({
        "type": "object",
        "description": section.doc,
        "additionalProperties": false,
        "properties": properties,
        "required": required,
    })
}

fn described(field: &Field) -> Value {
    let mut schema = value(field.kind);
    let reference = match field.kind {
        Kind::Ref(section) => format!(" The id of an item under [[{section}]]."),
        Kind::List(Kind::Ref(section)) => format!(" Ids of items under [[{section}]]."),
        _ => String::new(),
    };
    schema["description"] = json!(format!("{}{reference} ({})", field.doc, field.requirement));
    schema
}

fn value(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string", "pattern": "\\S" }),
        Kind::Id | Kind::Ref(_) | Kind::LanguageRule => {
            json!({ "type": "string", "pattern": "^[a-z]([a-z0-9-]*[a-z0-9])?$", "maxLength": 60 })
        }
        Kind::Link => json!({ "type": "string", "pattern": "^https?://\\S+$" }),
        Kind::Colour => json!({ "type": "string", "pattern": "^#[0-9a-fA-F]{6}$" }),
        Kind::OneOf(vocabulary) => json!({ "$ref": format!("#/$defs/{}", vocabulary.name) }),
        // Editors give TOML dates to the schema as text in this form.
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Time => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
        Kind::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::List(inner) => json!({ "type": "array", "uniqueItems": true, "items": value(*inner) }),
        Kind::Table(section) => table(section),
        Kind::Tables(section) => json!({ "type": "array", "items": table(section) }),
    }
}

/// Keys in alphabetical order, so that the file is the same however maps keep theirs.
fn in_order(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let mut sorted: Vec<(String, Value)> = entries.into_iter().collect();
            sorted.sort_by(|left, right| left.0.cmp(&right.0));
            Value::Object(sorted.into_iter().map(|(key, inner)| (key, in_order(inner))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(in_order).collect()),
        other => other,
    }
}
