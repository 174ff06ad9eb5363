//! Addresses a link may have, checked once when they are made so that no later step has to ask again.
//! Allowed: https:, http:, mailto:, tel: and root-relative paths. It is not a full URL parser.

use std::borrow::Cow;
use std::fmt;

use crate::address::Address;
use crate::tracking::unwrapped;

/// The longest address that is accepted, in bytes.
const MAX_HREF_BYTES: usize = 2_000;

/// A link address that is safe to put into an `href` attribute once it is escaped as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Href(String);

impl Href {
    /// Reads an address; `None` when its scheme is not allowed, it has no target or it is too long.
    ///
    /// Characters that have no place in an address (spaces, quotes, backslashes) become percent codes.
    pub fn parse(raw: &str) -> Option<Self> {
        let visible: String = raw.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let clean = percent_encoded(visible.trim());
        (clean.len() <= MAX_HREF_BYTES && is_allowed(&clean)).then_some(Self(clean))
    }

    /// Reads an address that somebody pasted or sent: as `parse`, without what mail filters put around it and without
    /// what names the one who clicked. What is stored already is read by `parse`, as it was approved.
    pub fn meant(raw: &str) -> Option<Self> {
        Self::parse(&unwrapped(raw).unwrap_or_else(|| raw.to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole address of a link, for whoever reads it outside the house; `base` is ours, without a stroke at its end.
    pub fn absolute(&self, base: Option<&str>) -> Cow<'_, str> {
        match base {
            Some(base) if self.0.starts_with('/') => Cow::Owned(format!("{base}{}", self.0)),
            _ => Cow::Borrowed(&self.0),
        }
    }

    /// The host of an http(s) address in lower case, without its port; `None` for other addresses.
    pub fn host(&self) -> Option<String> {
        Address::read(&self.0).map(|read| read.host().to_owned())
    }

    /// Whether another address is a page of the same site, asked for in the same way: scheme, host, port and what is asked
    /// for (`?…`) are the same, as a page may be asked to lead elsewhere. A mail address and a telephone number are beside
    /// no other, since another one is another receiver.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        let is_path = |href: &Self| href.0.starts_with('/');
        let query = |href: &Self| {
            let page = href.0.split('#').next().unwrap_or_default();
            page.split_once('?').map(|(_, query)| query.to_owned())
        };
        // A page that has another address in its path leads there.
        let leads_on = |href: &Self| {
            let path = href.0.split(['?', '#']).next().unwrap_or_default().to_lowercase();
            let rest = path.split_once("://").map_or(path.as_str(), |(_, rest)| rest);
            ["//", "%2f", "%3a", ":/", "http:", "https:"].iter().any(|mark| rest.contains(mark))
        };
        let same_site = match (Address::read(&self.0), Address::read(&other.0)) {
            (Some(own), Some(other)) => own.site() == other.site(),
            (None, None) => is_path(self) && is_path(other),
            _ => false,
        };
        same_site && query(self) == query(other) && !leads_on(other)
    }
}

impl fmt::Display for Href {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_allowed(href: &str) -> bool {
    if let Some(path) = href.strip_prefix('/') {
        return !path.starts_with('/');
    }
    if let Some(rest) = after_scheme(href, "https://").or_else(|| after_scheme(href, "http://")) {
        let host = authority(rest);
        // A user name before the host only serves to make a foreign host look like a known one.
        return !host.is_empty() && !host.starts_with(':') && !host.contains('@');
    }
    if let Some(rest) = after_scheme(href, "mailto:") {
        return rest.contains('@');
    }
    after_scheme(href, "tel:").is_some_and(|rest| rest.bytes().any(|byte| byte.is_ascii_digit()))
}

fn after_scheme<'a>(href: &'a str, scheme: &str) -> Option<&'a str> {
    let head = href.get(..scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then(|| &href[scheme.len()..])
}

fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn percent_encoded(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        if needs_code(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn needs_code(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// H2: what an author may link to.
    #[test]
    fn allowed_addresses_are_kept() {
        for (raw, kept) in [
            ("https://www.sundby.dk/borger?a=1&b=2#top", "https://www.sundby.dk/borger?a=1&b=2#top"),
            ("  HTTP://Sundby.dk ", "HTTP://Sundby.dk"),
            ("mailto:post@sundby.dk", "mailto:post@sundby.dk"),
            ("tel:+45 55 88 10 00", "tel:+45%2055%2088%2010%2000"),
            ("/nyheder/år", "/nyheder/år"),
            ("/", "/"),
            ("https://sundby.dk/a b\"c", "https://sundby.dk/a%20b%22c"),
            ("/\\sundby.dk", "/%5Csundby.dk"),
        ] {
            assert_eq!(Href::parse(raw).as_ref().map(Href::as_str), Some(kept), "{raw}");
        }
    }

    /// H2: what never becomes a link.
    #[test]
    fn other_addresses_are_refused() {
        for raw in [
            "",
            "#top",
            "side.html",
            "www.sundby.dk",
            "//evil.example/x",
            "/\t/evil.example",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///c:/x",
            "ftp://x.dk",
            "https:/x.dk",
            "https://",
            "https://:80",
            "https://sundby.dk@evil.example/",
            "mailto:",
            "tel:",
            "\u{1}javascript:alert(1)",
        ] {
            assert_eq!(Href::parse(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn host_is_lower_case_and_without_port() {
        let host = |raw| Href::parse(raw).and_then(|href| href.host());
        assert_eq!(host("https://WWW.Sundby.dk:8443/x"), Some("www.sundby.dk".to_owned()));
        assert_eq!(host("/x"), None);
    }

    #[test]
    fn parsing_twice_changes_nothing() {
        for raw in ["https://x.dk/a b|c%20", "mailto:a@b.dk?subject=Æ ø", "/x^y"] {
            let once = Href::parse(raw).unwrap();
            assert_eq!(Href::parse(once.as_str()), Some(once));
        }
    }

    /// P4: a link that keeps the yes leads to another page of the same site, and nowhere else by a detour.
    #[test]
    fn a_page_of_the_same_site_is_beside() {
        let is_beside =
            |from: &str, to: &str| Href::parse(from).unwrap().is_beside(&Href::parse(to).unwrap());
        for (from, to) in [
            ("https://sundby.dk/a", "https://sundby.dk/b"),
            ("https://sundby.dk/a", "https://SUNDBY.dk:443/b#top"),
            ("https://sundby.dk/a?side=2", "https://sundby.dk/b?side=2"),
            ("/a", "/b"),
        ] {
            assert!(is_beside(from, to), "{from} {to}");
        }
        for (from, to) in [
            ("https://sundby.dk/a", "https://sundby.dk/r?u=https://evil.example/"),
            ("https://sundby.dk/a", "https://sundby.dk/login?next=%2F%2Fevil.example"),
            ("https://sundby.dk/a", "https://sundby.dk:8443/a"),
            ("https://sundby.dk/a", "http://sundby.dk/a"),
            ("https://sundby.dk/a", "https://sundby.dk/a?utm_source=nyhed&uid=12345"),
            ("https://sundby.dk/a", "https://sundby.dk/goto/https://evil.example/"),
            ("https://sundby.dk/a", "https://sundby.dk//evil.example"),
            ("https://sundby.dk/a", "https://vej.sundby.dk/a"),
            ("https://sundby.dk/a", "/a"),
            ("/a", "/r?u=https://evil.example/"),
            ("mailto:a@sundby.dk", "mailto:b@sundby.dk"),
            ("tel:+4555000000", "tel:+4555000001"),
        ] {
            assert!(!is_beside(from, to), "{from} {to}");
        }
    }
}
