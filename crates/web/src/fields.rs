//! The fields of a submitted form: bounded, trimmed, line breaks as `\n`, nothing unseen in them. Reading a field never
//! fails; what is wrong is collected as `Wrong` and shown beside the field with what was typed.

use crate::{Refusal, Stop};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};

/// How many bytes a form may have.
pub(crate) const FORM_MAX: usize = 1_000_000;
/// How many fields a form may have.
const FIELDS_MAX: usize = 2_000;

/// The fields of a form, in order; a name may occur more than once.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field's name, which is also the id of its input.
    pub field: &'static str,
    /// What to do, in the person's language.
    pub text: String,
}

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// When it is no such form or has too many fields.
    pub fn parse(body: &[u8]) -> Result<Self, Refusal> {
        let mut fields = Vec::new();
        let text = std::str::from_utf8(body).map_err(|_| Refusal::new("web-form-unreadable"))?;
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            if fields.len() >= FIELDS_MAX {
                return Err(Refusal::new("web-form-unreadable"));
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?.replace("\r\n", "\n"));
            // A password is the bytes that it was chosen as.
            let value = if name.contains("password") { value } else { markup::typed(&value) };
            fields.push((name, value));
        }
        Ok(Self(fields))
    }

    /// The trimmed value of a field; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// The value of a field that holds one line: single spaces, no line breaks.
    #[must_use]
    pub fn line(&self, name: &str) -> String {
        markup::line(self.get(name))
    }

    /// Whether the field was sent at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Every value of a field that may be sent more than once.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }

    /// Every field with its value.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }
}

fn decode(text: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => match (rest.next().and_then(hex), rest.next().and_then(hex)) {
                (Some(high), Some(low)) => high * 16 + low,
                _ => return Err(Refusal::new("web-form-unreadable")),
            },
            other => other,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| Refusal::new("web-form-unreadable"))?;
    if text.contains('\0') { Err(Refusal::new("web-form-unreadable")) } else { Ok(text) }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Self, Stop> {
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Refusal { status: 413, ..Refusal::new("web-form-too-large") })?;
        Ok(Self::parse(&body)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_typed() {
        let fields = Fields::parse("a=B%C3%B8f+og+l%C3%B8g&a=2&b=x%0D%0Ay&c".as_bytes()).unwrap();
        assert_eq!(fields.get("a"), "Bøf og løg");
        assert_eq!(fields.all("a").count(), 2);
        assert_eq!(fields.get("b"), "x\ny");
        assert!(fields.has("c") && !fields.has("d"));
    }

    #[test]
    fn letters_in_two_parts_become_one() {
        let fields = Fields::parse(b"title=A%CC%8Aen&password=a%CC%8A").unwrap();
        assert_eq!(fields.get("title"), "Åen");
        assert_eq!(fields.get("password"), "a\u{30a}");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_field() {
        let fields =
            Fields::parse("title=Ve%E2%80%AEjen%0Aer+%07lukket&password=a%E2%80%AE".as_bytes()).unwrap();
        assert_eq!(
            (fields.get("title"), fields.line("title").as_str()),
            ("Vejen\ner lukket", "Vejen er lukket")
        );
        assert_eq!(fields.get("password"), "a\u{202e}");
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for body in ["a=%", "a=%zz", "a=%ff", "a=%00"] {
            assert!(Fields::parse(body.as_bytes()).is_err(), "{body}");
        }
    }
}
