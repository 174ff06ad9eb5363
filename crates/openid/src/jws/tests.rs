//! Signatures that hold, those that were changed, and algorithms that are refused.

use super::*;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;

/// A public key and tokens of the same claims, made with Node's crypto; the private key is gone.
const RSA_N: &str = "pHQ1Kfdkb4G0etqf8HJdKR5oDiM03AfF5fO_-nDCm6fC8yuD-Ya0h-bXhKNAirted4Nb6wGtia96dtUF4riVyTGnNL3qu8SNslgsLydzvu5lU7VeD71Dfo4MEDOnyjgdx9cQfRD0f4E3qwCwnzd0xYIHVkcdEgDCs5Aj_bzIBl0UYIFCf92sz3I-az2kraYXvmt5Y9ZiRvqhxmo5GvIVyGAqinS5JyaTH9JLRVOYFN3cpCOY5kszXDbiT0CjwHqdPue9zuwVnwQuoEGf6Gkz486YwGKdgDnVrr6VDYqyW8ZWj_y8jEJba0o_Bb2gjMSF7BRFdGfRCNosOBmwtrMmcw";
const RS256: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJzdWIiOiI0MiJ9.T2ZAdTu1F4Bd-ueZstS4VgNeku5y_v7gcwk-1L4uZzlrOy7qw4uUBWm7QpIEZXZfNuJTPAwM03viVr__Kv1AqbT2hpmiJojIDcvSugrLN0HznZR3lkis8Ijp27uFeXRy6QU1PBjxVMJj5geutrD2cDkLExfoqhUgo3i8V63SZL70fxWsjDZanCQCWvtl2dn7tqcjus1VOImsZUvacXaBMVQFYEVSvZGZMnU2NvKEKPJ-rRnkCdjDWsttQhR9lptO_tXkt7ZyK-k3ePk83RLh4_S7Viar1h0sxz1dX9eYmRg5ACwFRSy4RNxvqBSqpFw9mWQQHJSOMeKCXRlV6IsHfw";
const PS256: &str = "eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJzdWIiOiI0MiJ9.l3RLLjpUub2ym9OU5lA1cJI8i40HJrfG_m5Uos3PqksGopteYeGJk5AWdEDBULxs_TFxH4m8RqJtDZwkOAQZQ_eBlTTFaHMTyfe5TPMfTp1cTVwNfhJcTczWiMVGvg67FYYCAV2nS4s9KebGV5WLMU39EpyW2daZmH-BFf4xucrpjbIKAD3VHIj5LYpIGeBvT180YYJD_qp7CLBGiTfC0iJjAcDVqAroZflM65hWvuqEnyqg3Y2znzTZefPgTEe5tCVygT45Uaco44m2ZP9G2BV9rYsv8wFQfzwiLncQ7NKa1jKqQRW1RCE_ZxELFetkY5iah-hbedtfs_r7P8Vl-w";

fn set(all: Value) -> Vec<Key> {
    keys(&json!({ "keys": all }))
}

/// A token signed with ES256, and the key that opens it.
fn signed(header: &Value, claims: &Value) -> (String, Value) {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
    let text = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
    let signature = BASE64.encode(pair.sign(&random, text.as_bytes()).unwrap());
    let point = pair.public_key().as_ref();
    let key = json!({ "kty": "EC", "crv": "P-256", "kid": "k", "use": "sig",
        "x": BASE64.encode(&point[1..33]), "y": BASE64.encode(&point[33..]) });
    (format!("{text}.{signature}"), key)
}

#[test]
fn what_was_signed_with_rsa_holds_and_what_was_changed_does_not() {
    let keys = set(json!([{ "kty": "RSA", "n": RSA_N, "e": "AQAB" }]));
    for token in [RS256, PS256] {
        assert_eq!(Token::read(token).unwrap().claims(&keys).unwrap()["sub"], "42");
        let part = token.split('.').nth(1).unwrap();
        let other = BASE64.encode(r#"{"iss":"https://id.example","sub":"43"}"#);
        let fault = Token::read(&token.replace(part, &other)).unwrap().claims(&keys).unwrap_err();
        assert_eq!(fault, Fault::Untrue("the signature does not hold"));
    }
    // The signature of one algorithm does not stand for another.
    let swapped = format!("{}.{}", PS256.rsplit_once('.').unwrap().0, RS256.rsplit_once('.').unwrap().1);
    assert!(Token::read(&swapped).unwrap().claims(&keys).is_err());
}

#[test]
fn a_key_is_used_only_for_what_it_is_for() {
    let (token, key) = signed(&json!({ "alg": "ES256", "kid": "k" }), &json!({ "sub": "1" }));
    let token = Token::read(&token).unwrap();
    let with = |name: &str, value: Value| {
        let mut key = key.clone();
        key[name] = value;
        set(json!([key]))
    };
    assert_eq!(token.claims(&with("kid", json!("k"))).unwrap()["sub"], "1");
    for (name, value) in [
        ("kid", json!("other")),
        ("use", json!("enc")),
        ("alg", json!("RS256")),
        ("crv", json!("P-384")),
        ("kty", json!("RSA")),
        ("x", json!("AAAA")),
    ] {
        assert!(token.claims(&with(name, value.clone())).is_err(), "{name} {value}");
    }
    assert!(!token.has_key(&with("kid", json!("other"))) && token.claims(&[]).is_err());
}

#[test]
fn weak_algorithms_and_unknown_demands_are_refused() {
    for header in
        [json!({ "alg": "none" }), json!({ "alg": "HS256", "kid": "k" }), json!({ "alg": "RS1", "kid": "k" })]
    {
        let (token, key) = signed(&header, &json!({ "sub": "1" }));
        let fault = Token::read(&token).unwrap().claims(&set(json!([key]))).unwrap_err();
        assert_eq!(fault, Fault::Untrue("the algorithm is not one of ours"), "{header}");
    }
    let (token, _) = signed(&json!({ "alg": "ES256", "crit": ["b64"], "b64": false }), &json!({}));
    for text in [token.as_str(), "", ".", "..", "a.b.c", "e30.e30.", &"x".repeat(200_000)] {
        assert!(Token::read(text).is_err(), "{:.20}", text);
    }
}
