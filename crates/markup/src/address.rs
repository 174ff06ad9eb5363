//! An address of the web taken apart as browsers do it: whatever it is dressed in, its host, path and query come out
//! in one form. Whoever asks where an address leads asks here; nothing is ever fetched.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::plain::is_unseen;

/// How often codes within codes are read.
const DECODED_MAX: usize = 4;

/// An address of the web, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address<'a> {
    /// Scheme, user and host as they are written.
    head: &'a str,
    raw_path: &'a str,
    query: &'a str,
    fragment: &'a str,
    host: String,
    port: String,
    path: String,
}

impl<'a> Address<'a> {
    /// Reads an address with `http:` or `https:` before it; nothing for others.
    #[must_use]
    pub fn read(address: &'a str) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = address.split_once(':')?;
        let is_secure = scheme.eq_ignore_ascii_case("https");
        if !is_secure && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let strokes = ['/', '\\'];
        let rest = rest.trim_start_matches(strokes);
        let head_end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(head_end);
        let head = &address[..address.len() - rest.len()];
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (raw_path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let plain = plain_host(host);
        let (host, port) = plain.split_once(':').unwrap_or((&plain, ""));
        let usual = if is_secure { "443" } else { "80" };
        let port = if port == usual { "" } else { port };
        let host = host.trim_end_matches('.');
        (!host.is_empty()).then(|| Self {
            head,
            raw_path,
            query,
            fragment,
            host: host.to_owned(),
            port: port.to_owned(),
            path: plain_path(raw_path),
        })
    }

    /// Scheme, host and port: the site that answers.
    pub(crate) fn site(&self) -> (bool, &str, &str) {
        let is_secure = self.head.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("https:"));
        (is_secure, &self.host, &self.port)
    }

    /// The host in lower case, without user, port and stop at its end.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path in lower case, its codes read and its detours taken out; `/` where there is none.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it leads to the same house as another.
    #[must_use]
    pub fn is_of(&self, other: &Address<'_>) -> bool {
        (&self.host, &self.port) == (&other.host, &other.port)
    }

    /// Whether the host is this one or below it.
    pub(crate) fn is_at(&self, host: &str) -> bool {
        self.host.strip_suffix(host).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    }

    pub(crate) fn query(&self) -> &'a str {
        self.query
    }

    pub(crate) fn raw_path(&self) -> &'a str {
        self.raw_path
    }

    /// The decoded value of a part of the query.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let mut pairs = self.query.split(['&', ';']).filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| plain_key(key) == name).map(|(_, value)| percent_decoded(value))
    }

    /// The address with another query.
    pub(crate) fn with_query(&self, query: &str) -> String {
        let mut out = format!("{}{}", self.head, self.raw_path);
        for (mark, text) in [('?', query), ('#', self.fragment)] {
            if !text.is_empty() {
                out.push(mark);
                out.push_str(text);
            }
        }
        out
    }
}

/// The name of a part of a query; an ampersand in HTML may have been copied as text.
pub(crate) fn plain_key(key: &str) -> String {
    percent_decoded(key.strip_prefix("amp;").unwrap_or(key)).to_lowercase()
}

/// As the name is looked up: codes read, letters of every width and ring the usual ones, nothing unseen (UTS 46).
fn plain_host(host: &str) -> String {
    let seen = percent_decoded(host);
    let seen = seen.chars().filter(|c| !is_unseen(*c) && !c.is_control()).nfkc();
    seen.map(|c| if c == '\u{3002}' { '.' } else { c }).collect::<String>().to_lowercase()
}

fn plain_path(path: &str) -> String {
    let mut decoded = Cow::Borrowed(path);
    for _ in 0..DECODED_MAX {
        if !decoded.contains('%') {
            break;
        }
        decoded = Cow::Owned(percent_decoded(&decoded));
    }
    let mut steps: Vec<&str> = Vec::new();
    for step in decoded.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            _ => steps.push(step),
        }
    }
    let is_folder = decoded.ends_with(['/', '\\']) && !steps.is_empty();
    format!("/{}{}", steps.join("/").to_lowercase(), if is_folder { "/" } else { "" })
}

/// Percent codes read; what is no text stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_any_dress_leads_to_the_same_place() {
        for address in [
            "https://www.google.com/url?q=x",
            "HTTPS://WWW.GOOGLE.COM/URL?q=x",
            "https://www%2egoogle%2Ecom/url?q=x",
            "https://www.google.com./url?q=x",
            "https://www.google.com:443/url?q=x",
            "https://www.google.com:8443/url?q=x",
            "https://sundby.dk@www.google.com/url?q=x",
            "https://sundby.dk:x@www.google.com/url?q=x",
            "https://www．google．com/url?q=x",
            "https://www。google｡com/url?q=x",
            "https://ｗｗｗ.ｇｏｏｇｌｅ.ｃｏｍ/url?q=x",
            "https://ⓦⓦⓦ.ⓖⓞⓞⓖⓛⓔ.com/url?q=x",
            "https://www.goo\u{ad}gle.com/url?q=x",
            "https://www.google\u{200b}.com/url?q=x",
            "https://www.google.com//url?q=x",
            "https://www.google.com/./url?q=x",
            "https://www.google.com/a/../url?q=x",
            "https://www.google.com/%75rl?q=x",
            "https://www.google.com/%2575rl?q=x",
            "https:\\\\www.google.com\\url?q=x",
            "https:/www.google.com/url?q=x",
            "https:www.google.com/url?q=x",
            "https:///www.google.com/url?%71=x",
            "  https://www.google.com/url?a=1;q=x#top ",
        ] {
            let read = Address::read(address).unwrap();
            assert_eq!((read.host(), read.path()), ("www.google.com", "/url"), "{address}");
            assert_eq!(read.value("q").as_deref(), Some("x"), "{address}");
        }
        for address in
            ["mailto:a@b.dk", "/url?q=x", "https://", "https:///", "x", "https://@/a", "javascript:x"]
        {
            assert_eq!(Address::read(address), None, "{address}");
        }
    }

    #[test]
    fn the_house_is_host_and_port() {
        let own = Address::read("http://traad.test:8080").unwrap();
        for (address, wanted) in [
            ("http://TRAAD.test:8080/staff", true),
            ("http://traad%2etest:8080", true),
            ("http://traad.test/staff", false),
            ("https://nyt.traad.test:8080", false),
        ] {
            assert_eq!(Address::read(address).unwrap().is_of(&own), wanted, "{address}");
        }
    }
}
