//! What a program sends: JSON, held against the schema of the endpoint before it is read, so that
//! every fault names its field and the document says the same as the program does.

use super::{Field, Kind, Schema};
use crate::{Outcome, Refusal};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Reads a body by its schema.
///
/// # Errors
/// When it is no JSON object, or a field is unknown, missing, of another kind or too long.
pub(super) fn read<T: DeserializeOwned>(schema: &'static Schema, body: &[u8]) -> Outcome<T> {
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        Refusal::new("web-api-json").with("line", error.line()).with("column", error.column())
    })?;
    let Value::Object(object) = value else {
        return Err(Refusal::new("web-api-json").with("line", 1).with("column", 1).into());
    };
    check(schema, &object)?;
    let is_as_sent = |name: &str| schema.fields.iter().any(|field| field.name == name && field.is_as_sent);
    let kept = object.into_iter().map(|(name, value)| {
        let value = if is_as_sent(&name) { value } else { typed(value) };
        (name, value)
    });
    serde_json::from_value(Value::Object(kept.collect())).map_err(|_| Refusal::new("web-api-value").into())
}

/// The texts of a value without what nobody sees, as forms have them.
fn typed(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(markup::typed(&text)),
        Value::Array(all) => Value::Array(all.into_iter().map(typed).collect()),
        Value::Object(all) => Value::Object(all.into_iter().map(|(name, one)| (name, typed(one))).collect()),
        other => other,
    }
}

fn check(schema: &'static Schema, object: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(unknown) = object.keys().find(|name| schema.fields.iter().all(|field| field.name != *name)) {
        let known: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
        let shown: String = unknown.chars().take(40).collect();
        return Err(Refusal::new("web-api-unknown").with("name", shown).with("known", known.join(", ")));
    }
    for field in schema.fields {
        match object.get(field.name) {
            None | Some(Value::Null) if field.nullable => {}
            None | Some(Value::Null) => {
                return Err(Refusal::new("web-api-missing").with("field", field.name).at(field.name));
            }
            Some(value) => check_value(field, value)?,
        }
    }
    Ok(())
}

fn check_value(field: &'static Field, value: &Value) -> Result<(), Refusal> {
    let fits = match field.kind {
        Kind::Id => value.as_str().is_some_and(|text| text.parse::<db::Id>().is_ok()),
        Kind::Text => value.as_str().map(|text| check_text(field, text)).transpose()?.is_some(),
        Kind::Time => value.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        Kind::Number => value.is_i64(),
        Kind::Decimal => value.is_number(),
        Kind::Flag => value.is_boolean(),
        Kind::Texts => match value.as_array() {
            Some(all) => {
                check_count(field, all.len())?;
                all.iter().all(|one| one.as_str().is_some_and(is_line))
            }
            None => false,
        },
        Kind::TextMap => match value.as_object() {
            Some(all) => {
                for text in all.values().filter_map(Value::as_str) {
                    check_text(field, text)?;
                }
                all.keys().all(|key| is_line(key)) && all.values().all(Value::is_string)
            }
            None => false,
        },
        Kind::Object(schema) => match value.as_object() {
            Some(object) => {
                check(schema, object)?;
                true
            }
            None => false,
        },
        // Nothing that is sent is free or a list of objects; the document would show it as such.
        Kind::NumberMap | Kind::Free | Kind::Frees | Kind::Objects(_) => false,
    };
    if fits { Ok(()) } else { Err(Refusal::new("web-api-kind").with("field", field.name).at(field.name)) }
}

fn check_text(field: &'static Field, text: &str) -> Result<(), Refusal> {
    if text.contains('\0') {
        return Err(Refusal::new("web-api-kind").with("field", field.name).at(field.name));
    }
    if text.chars().count() > field.max {
        let refusal = Refusal::new("web-api-too-long").with("field", field.name).with("max", field.max);
        return Err(refusal.at(field.name));
    }
    Ok(())
}

fn check_count(field: &'static Field, count: usize) -> Result<(), Refusal> {
    if count > field.max {
        let refusal = Refusal::new("web-api-too-many").with("field", field.name).with("max", field.max);
        return Err(refusal.at(field.name));
    }
    Ok(())
}

/// Whether an entry of a list is a word or a short line.
fn is_line(text: &str) -> bool {
    !text.contains('\0') && text.chars().count() <= super::FIELD_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: Schema = Schema { name: "Inner", fields: &[Field::new("word", Kind::Text, "A word.")] };
    const OUTER: Schema = Schema {
        name: "Outer",
        fields: &[
            Field::new("name", Kind::Text, "A name.").max(5),
            Field::maybe("inner", Kind::Object(&INNER), "More."),
            Field::maybe("list", Kind::Texts, "Some.").max(2),
            Field::maybe("by", Kind::TextMap, "By name.").max(5),
            Field::maybe("at", Kind::Time, "When."),
            Field::maybe("id", Kind::Id, "Which."),
        ],
    };

    #[test]
    fn a_body_is_held_against_its_schema() {
        let read = |body: &str| super::read::<Value>(&OUTER, body.as_bytes());
        for body in [
            r#"{"name":"a"}"#,
            r#"{"name":"æøå","inner":{"word":"x"},"list":["a","b"],"by":{"a":"b"},"at":"2026-05-06T07:00:00Z"}"#,
            r#"{"name":"a","inner":null}"#,
        ] {
            assert!(read(body).is_ok(), "{body}");
        }
        for (body, key, field) in [
            ("", "web-api-json", None),
            ("[]", "web-api-json", None),
            (r#"{"name":"a""#, "web-api-json", None),
            ("{}", "web-api-missing", Some("name")),
            (r#"{"name":null}"#, "web-api-missing", Some("name")),
            (r#"{"name":1}"#, "web-api-kind", Some("name")),
            (r#"{"name":"a\u0000"}"#, "web-api-kind", Some("name")),
            (r#"{"name":"abcdef"}"#, "web-api-too-long", Some("name")),
            (r#"{"name":"a","Name":"b"}"#, "web-api-unknown", None),
            (r#"{"name":"a","inner":{}}"#, "web-api-missing", Some("word")),
            (r#"{"name":"a","inner":[]}"#, "web-api-kind", Some("inner")),
            (r#"{"name":"a","list":["a","b","c"]}"#, "web-api-too-many", Some("list")),
            (r#"{"name":"a","list":[1]}"#, "web-api-kind", Some("list")),
            (r#"{"name":"a","by":{"a":"abcdef"}}"#, "web-api-too-long", Some("by")),
            (r#"{"name":"a","at":"tomorrow"}"#, "web-api-kind", Some("at")),
            (r#"{"name":"a","id":"0"}"#, "web-api-kind", Some("id")),
        ] {
            let Err(crate::Stop::Refusal(refusal)) = read(body) else { panic!("{body} is refused") };
            assert_eq!((refusal.key, refusal.field), (key, field), "{body}");
        }
    }
}
