//! The same addresses as the editor's tests read.

use super::*;
use crate::Doc;
use proptest::prelude::*;

const CASES: &str = include_str!("../../../../assets/test/addresses.json");

fn cases() -> serde_json::Value {
    serde_json::from_str(CASES).unwrap()
}

fn texts(of: &str) -> Vec<String> {
    serde_json::from_value(cases()[of].clone()).unwrap()
}

#[test]
fn the_address_that_was_meant_is_read() {
    let pairs: Vec<(String, String)> = serde_json::from_value(cases()["unwrapped"].clone()).unwrap();
    for (address, meant) in pairs {
        assert_eq!(unwrapped(&address).as_deref(), Some(meant.as_str()), "{address}");
        assert_eq!((unwrapped(&meant), tracking(&meant)), (None, None), "{meant}");
    }
    for address in texts("left") {
        assert_eq!((unwrapped(&address), tracking(&address)), (None, None), "{address}");
    }
}

#[test]
fn what_cannot_be_read_is_found() {
    for address in texts("wrapped") {
        assert_eq!(tracking(&address), Some(Tracking::Wrapped), "{address}");
    }
    for address in [
        "https://x.example/#email=a@b.dk",
        "https://x.example/a@b.dk/unsub",
        "https://x.example/?q=a%2540b.dk",
    ] {
        assert_eq!(tracking(address), Some(Tracking::Named), "{address}");
    }
    for address in texts("shared") {
        let left = unwrapped(&address).unwrap_or_else(|| address.clone());
        assert_eq!(tracking(&left), Some(Tracking::Shared), "{address}");
    }
}

#[test]
fn wrappers_without_end_are_found_and_not_followed() {
    let mut address = "https://sundby.example/".to_owned();
    for _ in 0..DEPTH_MAX + 1 {
        address = format!("https://www.google.com/url?q={}", address.replace('%', "%25").replace('&', "%26"));
    }
    assert_eq!(tracking(&unwrapped(&address).unwrap()), Some(Tracking::Wrapped));
}

#[test]
fn addresses_in_a_text_are_found_where_they_stand() {
    let text = "Læs (https://www.google.com/url?sa=t), og se https://sundby.example/ på nettet.";
    let found: Vec<_> = tracked_addresses(text).into_iter().map(|(range, _)| &text[range]).collect();
    assert_eq!(found, ["https://www.google.com/url?sa=t"]);
    assert_eq!(tracked_addresses("a://b ://"), []);
}

#[test]
fn a_text_that_comes_in_has_the_addresses_that_were_meant() {
    let address =
        "https://eur05.safelinks.protection.outlook.com/?url=https%3A%2F%2Fsundby.example%2Fveje&data=05";
    let markdown = format!("Se [vejene]({address}) og <{address}>.");
    let html = format!("<p>Se <a href='{address}'>vejene</a> og <a href='{address}'>{address}</a>.</p>");
    for doc in [Doc::from_markdown(&markdown).unwrap(), Doc::from_html(&html)] {
        let links: Vec<_> = doc.links().map(|link| (link.href.to_string(), link.text)).collect();
        let meant = "https://sundby.example/veje".to_owned();
        assert_eq!(links, [(meant.clone(), "vejene".to_owned()), (meant.clone(), meant)]);
    }
}

proptest! {
    /// No address makes it fall, and reading twice reads no more.
    #[test]
    fn any_address_can_be_read(
        host in "(eur05.safelinks.protection.outlook.com|urldefense.com|www.google.com|l.facebook.com|x.sharepoint.com|[a-z.]{1,9})",
        rest in "(/url|/v3/__|/v2/url|/l.php|/L0/)?[?]?(url=|u=|q=)?(\\PC|%[0-9a-f]{2}|[*_;!&=/-]){0,40}",
    ) {
        let address = format!("https://{host}{rest}");
        let _ = (tracking(&address), tracked_addresses(&address));
        if let Some(meant) = unwrapped(&address) {
            prop_assert!(meant.len() <= address.len() + 8);
        }
    }
}
