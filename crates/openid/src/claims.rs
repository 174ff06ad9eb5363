//! What an id token must say before it is believed (OpenID Connect Core 1.0, section 3.1.3.7),
//! and what is read of it.

use crate::{Fault, secret::same};
use serde_json::{Map, Value};

/// How far the provider's clock may be from ours, in seconds.
const SKEW_S: i64 = 120;
/// How old a token may be when it comes, in seconds: it was made for this sign-in.
const AGE_MAX_S: i64 = 900;
/// The longest subject (OpenID Connect Core 1.0, section 2), in bytes.
const SUBJECT_MAX: usize = 255;
/// How many groups are read; providers leave them out above some hundreds.
const GROUPS_MAX: usize = 2_000;

/// Who signed in, as the provider says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// The provider's own lasting name for the person, unique with the issuer.
    pub subject: String,
    /// Their e-mail, in lower case.
    pub email: Option<Email>,
    /// The groups they are in; empty also where the provider does not say.
    pub groups: Vec<String>,
}

/// An e-mail address and what the provider says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// The address, in lower case.
    pub address: String,
    /// Whether the provider has verified it; some never say.
    pub verified: Option<bool>,
}

/// What a token is held against.
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client_id: &'a str,
    pub(crate) nonce: &'a str,
    /// Now, in seconds since 1970.
    pub(crate) now_s: i64,
}

/// Checks the claims of a token whose signature holds.
pub(crate) fn check(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), Fault> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let seconds = |name: &str| claims.get(name).and_then(number);
    if text("iss") != Some(expected.issuer) {
        return Err(Fault::Untrue("another issuer"));
    }
    let (is_ours, others) = match claims.get("aud") {
        Some(Value::String(one)) => (one == expected.client_id, false),
        Some(Value::Array(many)) => {
            (many.iter().any(|one| one.as_str() == Some(expected.client_id)), many.len() > 1)
        }
        _ => (false, false),
    };
    let azp = text("azp");
    if !is_ours || (others && azp.is_none()) || azp.is_some_and(|azp| azp != expected.client_id) {
        return Err(Fault::Untrue("another audience"));
    }
    if seconds("exp").is_none_or(|at| at + SKEW_S <= expected.now_s) {
        return Err(Fault::Untrue("expired"));
    }
    if seconds("iat").is_none_or(|at| at - SKEW_S > expected.now_s || at + AGE_MAX_S < expected.now_s) {
        return Err(Fault::Untrue("made at another time"));
    }
    if seconds("nbf").is_some_and(|at| at - SKEW_S > expected.now_s) {
        return Err(Fault::Untrue("not valid yet"));
    }
    if !text("nonce").is_some_and(|nonce| same(nonce, expected.nonce)) {
        return Err(Fault::Untrue("another nonce"));
    }
    if !text("sub").is_some_and(|sub| !sub.is_empty() && sub.len() <= SUBJECT_MAX) {
        return Err(Fault::Untrue("no subject"));
    }
    Ok(())
}

/// Seconds may have a fraction (RFC 7519 section 2); it says nothing here.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
}

/// Reads who it is from the id token and, where there is one, what the provider said of them
/// besides.
pub(crate) fn identity(
    issuer: &str,
    claims: &Map<String, Value>,
    user_info: &Map<String, Value>,
    (email_claim, groups_claim): (&str, &str),
) -> Identity {
    let find = |name: &str| user_info.get(name).or_else(|| claims.get(name));
    let address = find(email_claim).and_then(Value::as_str).map(|text| text.trim().to_lowercase());
    let email = address.filter(|text| !text.is_empty()).map(|address| Email {
        address,
        // What the provider verified is the claim `email`; of another one it says nothing.
        verified: find("email_verified").filter(|_| email_claim == "email").and_then(|value| match value {
            Value::Bool(known) => Some(*known),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }),
    });
    let groups = match find(groups_claim) {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => {
            many.iter().take(GROUPS_MAX).filter_map(|one| one.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    };
    let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned();
    Identity { issuer: issuer.to_owned(), subject, email, groups }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fault_of(change: impl Fn(&mut Value)) -> Option<&'static str> {
        let mut claims = json!({
            "iss": "https://id.example", "aud": "traad", "sub": "42", "nonce": "n",
            "iat": 1_000, "exp": 1_300, "nbf": 1_000,
        });
        change(&mut claims);
        let expected =
            Expected { issuer: "https://id.example", client_id: "traad", nonce: "n", now_s: 1_010 };
        match check(claims.as_object().unwrap(), &expected) {
            Ok(()) => None,
            Err(Fault::Untrue(what)) => Some(what),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_a_token_made_for_us_and_now_is_believed() {
        assert_eq!(fault_of(|_| ()), None);
        let cases: &[(&str, Value, Option<&str>)] = &[
            ("iss", json!("https://id.example/"), Some("another issuer")),
            ("iss", json!(null), Some("another issuer")),
            ("aud", json!("other"), Some("another audience")),
            ("aud", json!(["other"]), Some("another audience")),
            ("aud", json!(["traad"]), None),
            ("aud", json!(["traad", "other"]), Some("another audience")),
            ("aud", json!(null), Some("another audience")),
            ("azp", json!("other"), Some("another audience")),
            ("azp", json!("traad"), None),
            ("exp", json!(890), Some("expired")),
            ("exp", json!(900), None),
            ("exp", json!("1300"), Some("expired")),
            ("exp", json!(null), Some("expired")),
            ("iat", json!(2_000), Some("made at another time")),
            ("iat", json!(10), Some("made at another time")),
            ("nbf", json!(1_200), Some("not valid yet")),
            ("nonce", json!("m"), Some("another nonce")),
            ("nonce", json!(null), Some("another nonce")),
            ("sub", json!(""), Some("no subject")),
            ("sub", json!("x".repeat(256)), Some("no subject")),
        ];
        for (name, value, wanted) in cases {
            assert_eq!(fault_of(|claims| claims[*name] = value.clone()), *wanted, "{name} {value}");
        }
        let both = |claims: &mut Value| {
            claims["aud"] = json!(["traad", "other"]);
            claims["azp"] = json!("traad");
        };
        assert_eq!(fault_of(both), None);
    }

    #[test]
    fn groups_and_address_are_read_from_either_place() {
        let object = |value: Value| value.as_object().unwrap().clone();
        let claims = object(json!({ "sub": "42", "email": "OLD@x.dk", "groups": "one" }));
        let none = Map::new();
        let known = identity("i", &claims, &none, ("email", "groups"));
        assert_eq!(known.groups, ["one"]);
        assert_eq!(known.email, Some(Email { address: "old@x.dk".to_owned(), verified: None }));
        let more = object(
            json!({ "email": "New@X.dk", "email_verified": "true", "roles": ["a", 7, "b"], "upn": "u@x.dk" }),
        );
        let known = identity("i", &claims, &more, ("email", "roles"));
        assert_eq!(known.groups, ["a", "b"]);
        assert_eq!(known.email, Some(Email { address: "new@x.dk".to_owned(), verified: Some(true) }));
        let name = Email { address: "u@x.dk".to_owned(), verified: None };
        assert_eq!(identity("i", &claims, &more, ("upn", "roles")).email, Some(name));
        assert_eq!(identity("i", &none, &none, ("email", "groups")).email, None);
    }
}
