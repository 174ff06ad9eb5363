//! What the API has in common: how an endpoint describes itself beside its route, and the shape
//! of lists, times and cursors. The OpenAPI document and the page about the API read only this;
//! a test compares it with the routes. Which scopes there are belongs to `people`.

mod act;
mod document;
mod input;

pub use act::{Sent, act, forget_about, forget_old};
pub use document::document;

use crate::{Method, Outcome, Refusal};
use db::{Id, Timestamp};
use jiff::Timestamp as Instant;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most rows that a list gives at a time.
pub const LIMIT_MAX: i64 = 100;
/// The rows that a list gives where nobody asks for a number.
const LIMIT_USUAL: i64 = 20;

/// An endpoint as it stands in the document.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// Reading, making or taking back.
    pub method: Method,
    /// Path with parameters in braces, as in the route.
    pub path: &'static str,
    /// The scope that a token needs; none where everybody may read.
    pub scope: Option<&'static str>,
    /// Text key of what it gives or does.
    pub summary: &'static str,
    /// What must be sent; nothing where there is nothing to say.
    pub takes: Option<&'static Schema>,
    /// What it gives.
    pub gives: Gives,
    /// Whether it makes or changes something; what is only asked about is sent with POST because it is long.
    pub is_act: bool,
}

impl Endpoint {
    /// An endpoint that reads.
    #[must_use]
    pub const fn get(path: &'static str, scope: &'static str, summary: &'static str, gives: Gives) -> Self {
        Self { method: Method::Get, path, scope: Some(scope), summary, takes: None, gives, is_act: false }
    }

    /// An endpoint that does something; it takes an `Idempotency-Key` and answers 201.
    #[must_use]
    pub const fn post(
        path: &'static str,
        scope: &'static str,
        summary: &'static str,
        takes: Option<&'static Schema>,
        gives: &'static Schema,
    ) -> Self {
        Self {
            method: Method::Post,
            path,
            scope: Some(scope),
            summary,
            takes,
            gives: Gives::One(gives),
            is_act: true,
        }
    }

    /// An endpoint that answers a question too long for an address; it keeps nothing and answers 200.
    #[must_use]
    pub const fn question(
        path: &'static str,
        scope: &'static str,
        summary: &'static str,
        takes: &'static Schema,
        gives: &'static Schema,
    ) -> Self {
        let (takes, gives) = (Some(takes), Gives::One(gives));
        Self { method: Method::Post, path, scope: Some(scope), summary, takes, gives, is_act: false }
    }
}

/// What an endpoint answers with.
#[derive(Clone, Copy, Debug)]
pub enum Gives {
    /// One object.
    One(&'static Schema),
    /// Everything there is, as `items`.
    All(&'static Schema),
    /// `items` page by page, with `after` and `limit`.
    Paged(&'static Schema),
}

impl Gives {
    /// The schema of the object or of each item.
    #[must_use]
    pub fn schema(self) -> &'static Schema {
        match self {
            Gives::One(schema) | Gives::All(schema) | Gives::Paged(schema) => schema,
        }
    }
}

/// The shape of an object.
#[derive(Debug)]
pub struct Schema {
    /// Its name in the document.
    pub name: &'static str,
    /// Its fields. In an answer every one is always there, perhaps as null; in what is sent, those
    /// that may be null may be left out.
    pub fields: &'static [Field],
}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means, in English.
    pub text: &'static str,
    /// How much may be sent: characters of a text, entries of a list. Of no meaning in an answer.
    pub max: usize,
    /// Whether it is read as it was sent, because an answer tells of places in it.
    pub is_as_sent: bool,
}

/// How much a field takes where nobody says otherwise: a line.
const FIELD_MAX: usize = 300;

impl Field {
    /// A field that always has a value.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, text: &'static str) -> Self {
        Self { name, kind, nullable: false, text, max: FIELD_MAX, is_as_sent: false }
    }

    /// A field that may be null.
    #[must_use]
    pub const fn maybe(name: &'static str, kind: Kind, text: &'static str) -> Self {
        Self { name, kind, nullable: true, text, max: FIELD_MAX, is_as_sent: false }
    }

    /// The same field with another limit.
    #[must_use]
    pub const fn max(self, max: usize) -> Self {
        Self { max, ..self }
    }

    /// The same field, read as it was sent, also where nobody sees what stands in it.
    #[must_use]
    pub const fn as_sent(self) -> Self {
        Self { is_as_sent: true, ..self }
    }
}

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// An id in base58.
    Id,
    /// A text.
    Text,
    /// A moment, RFC 3339 in UTC.
    Time,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
    /// True or false.
    Flag,
    /// A list of texts.
    Texts,
    /// Texts by name.
    TextMap,
    /// Whole numbers by name.
    NumberMap,
    /// An object whose shape is described elsewhere.
    Free,
    /// A list of such objects.
    Frees,
    /// An object.
    Object(&'static Schema),
    /// A list of objects.
    Objects(&'static Schema),
}

/// A list as the API gives it.
#[derive(Debug, Serialize)]
pub struct List<T> {
    /// The rows.
    pub items: Vec<T>,
    /// What to send as `after` for the rows that follow; null where there are none.
    pub next: Option<Id>,
}

impl<T> List<T> {
    /// A list that is complete.
    #[must_use]
    pub fn all(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

/// What a program asked for of a paged list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The last row that it has seen.
    pub after: Option<Id>,
    /// How many rows it wants.
    pub limit: i64,
}

impl Cursor {
    /// Reads `after` and `limit` of a query.
    ///
    /// # Errors
    /// When one of them cannot be read; the refusal names it.
    pub fn read(query: &BTreeMap<String, String>) -> Outcome<Self> {
        let after = match query.get("after") {
            Some(text) => Some(text.parse().map_err(|_| Refusal::new("web-api-after").at("after"))?),
            None => None,
        };
        let limit = match query.get("limit") {
            Some(text) => text.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit)),
            None => Some(LIMIT_USUAL),
        };
        let limit = limit.ok_or_else(|| Refusal::new("web-api-limit").with("max", LIMIT_MAX).at("limit"))?;
        Ok(Self { after, limit })
    }
}

/// The id in a path; a text that is no id leads nowhere, like an unknown id.
///
/// # Errors
/// When it is no id.
pub fn id(text: &str) -> Outcome<Id> {
    text.parse().map_err(|_| Refusal::not_found().into())
}

/// A moment as a program sends it; the schema has been asked before whether it is one.
#[must_use]
pub fn moment(text: &str) -> Option<Timestamp> {
    text.parse::<Instant>().ok().map(Instant::as_millisecond)
}

/// A moment as the API writes it: RFC 3339 in UTC.
#[must_use]
pub fn time(at: Timestamp) -> String {
    Instant::from_millisecond(at).unwrap_or(Instant::UNIX_EPOCH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_cursor_is_read_or_its_field_is_named() {
        let id = Id::at(1_000);
        let read = Cursor::read(&query(&[("after", &id.to_string()), ("limit", "100")])).unwrap();
        assert_eq!(read, Cursor { after: Some(id), limit: 100 });
        assert_eq!(Cursor::read(&query(&[])).unwrap(), Cursor { after: None, limit: 20 });
        for (name, value) in [("after", "x"), ("after", ""), ("limit", "0"), ("limit", "101"), ("limit", "-")]
        {
            let Err(crate::Stop::Refusal(refusal)) = Cursor::read(&query(&[(name, value)])) else {
                panic!("{name}={value} is refused")
            };
            assert_eq!((refusal.field, refusal.status), (Some(name), 422), "{value}");
        }
    }

    #[test]
    fn times_are_rfc_3339() {
        assert_eq!(time(1_780_000_000_000), "2026-05-28T20:26:40Z");
    }
}
