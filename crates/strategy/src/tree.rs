//! The file as a tree of plain values: what the typed model, the comparison and the address book
//! are made from. Dates and times become text.

use serde_json::{Map, Number, Value};
use toml::de::{DeTable, DeValue};

/// The value of a whole table.
pub(crate) fn table_value(table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(key, value)| (key.get_ref().to_string(), value_of(value.get_ref())));
    Value::Object(entries.collect::<Map<String, Value>>())
}

/// The value of one node. Floating-point numbers and over-long integers become null: the format has none.
pub(crate) fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(_) => {
            integer(value).map_or(Value::Null, |number| Value::Number(Number::from(number)))
        }
        DeValue::Float(_) => Value::Null,
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(moment) => Value::String(moment.to_string()),
        DeValue::Array(list) => Value::Array(list.iter().map(|entry| value_of(entry.get_ref())).collect()),
        DeValue::Table(table) => table_value(table),
    }
}

/// The whole number of a node, when it is one and fits.
pub(crate) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let written = value.as_integer()?;
    i64::from_str_radix(written.as_str(), written.radix()).ok()
}
