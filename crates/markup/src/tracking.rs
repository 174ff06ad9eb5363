//! Addresses that mail filters, search engines and mail programs put around the one that was meant. They tell who
//! clicked, and some carry an employee's e-mail address. What can be read is read here; nothing is ever fetched.

mod coded;
mod table;

use std::ops::Range;

use table::{OPAQUE, PERSONAL, SHAREPOINT_PERSONAL, WRAPPERS};

/// How many wrappers around one another are taken off.
const DEPTH_MAX: usize = 6;
/// What ends an address that stands in a text.
const ENDS: [char; 8] = ['<', '>', '"', '»', '«', '”', '|', ')'];

/// What is the matter with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracking {
    /// It leads through a service that notes who clicked, and where it leads cannot be read.
    Wrapped,
    /// It leads to somebody's files, or to files that were shared with some.
    Shared,
}

/// The address that was meant, where it is wrapped in others or has something in it that names a person.
#[must_use]
pub fn unwrapped(address: &str) -> Option<String> {
    let mut meant = address.trim().to_owned();
    for _ in 0..DEPTH_MAX {
        match unwrapped_once(&meant) {
            Some(inner) => meant = inner,
            None => break,
        }
    }
    let meant = without_persons(&meant).unwrap_or(meant);
    (meant != address.trim()).then_some(meant)
}

/// What is the matter with an address; nothing with most.
#[must_use]
pub fn tracking(address: &str) -> Option<Tracking> {
    let parts = Parts::of(address)?;
    let is_at = |host: &str, path: &str| parts.is_at(host) && parts.path.starts_with(path);
    let is_wrapped = WRAPPERS.iter().any(|(host, path, _)| is_at(host, path))
        || OPAQUE.iter().any(|(host, path)| is_at(host, path))
        || is_redirect(&parts)
        || parts.path.contains("/ls/click") && parts.value("upn").is_some();
    if is_wrapped {
        return Some(Tracking::Wrapped);
    }
    let is_sharepoint = parts.is_at("sharepoint.com");
    let path = coded::percent_decoded(parts.path);
    let is_shared = is_sharepoint
        && (parts.host.contains("-my.") || path.contains("/personal/") || path.starts_with("/:"))
        || parts.is_at("1drv.ms")
        || parts.is_at("onedrive.live.com");
    is_shared.then_some(Tracking::Shared)
}

/// Where in a text addresses stand that something is the matter with, in bytes.
#[must_use]
pub fn tracked_addresses(text: &str) -> Vec<(Range<usize>, Tracking)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("://").map(|at| from + at) {
        let begin =
            text[..start].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + char_at(text, at));
        let end = text[start..]
            .find(|c: char| c.is_whitespace() || ENDS.contains(&c))
            .map_or(text.len(), |at| start + at);
        let address = text[begin..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        found.extend(tracking(address).map(|what| (begin..begin + address.len(), what)));
        from = end.max(start + 3);
    }
    found
}

fn char_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// An address of the web, taken apart.
struct Parts<'a> {
    /// Scheme and `://`.
    scheme: &'a str,
    /// In lower case, without a port.
    host: String,
    authority: &'a str,
    path: &'a str,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Option<Self> {
        let at = address.find("://")? + 3;
        let (scheme, rest) = address.split_at(at);
        let is_web = scheme.eq_ignore_ascii_case("https://") || scheme.eq_ignore_ascii_case("http://");
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let slash = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(slash);
        let host = authority.split(':').next().unwrap_or(authority).trim_end_matches('.').to_lowercase();
        (is_web && !host.is_empty()).then_some(Self { scheme, host, authority, path, query, fragment })
    }

    /// Whether the host is this one or below it.
    fn is_at(&self, host: &str) -> bool {
        self.host.strip_suffix(host).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    }

    /// The decoded value of a part of the query.
    fn value(&self, name: &str) -> Option<String> {
        // An ampersand in HTML that was copied as text.
        let pairs = self.query.split('&').map(|pair| pair.strip_prefix("amp;").unwrap_or(pair));
        let mut found =
            pairs.filter_map(|pair| pair.split_once('=')).filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| coded::percent_decoded(value))
    }
}

/// A search engine's address of a result: google.dk/url and its like, in every country.
fn is_redirect(parts: &Parts<'_>) -> bool {
    let names: Vec<&str> = parts.host.strip_prefix("www.").unwrap_or(&parts.host).split('.').collect();
    let is_google = names.first() == Some(&"google") && (2..=3).contains(&names.len());
    is_google && parts.path == "/url"
}

fn unwrapped_once(address: &str) -> Option<String> {
    let parts = Parts::of(address)?;
    let named =
        |names: &[&str]| names.iter().find_map(|name| parts.value(name)).filter(|inner| is_meant(inner));
    let known = WRAPPERS.iter().filter(|(host, path, _)| parts.is_at(host) && parts.path.starts_with(path));
    let mut found = known.filter_map(|(_, _, names)| named(names));
    found
        .next()
        .or_else(|| is_redirect(&parts).then(|| named(&["q", "url"])).flatten())
        .or_else(|| coded::by_host(&parts, address).filter(|inner| is_meant(inner)))
}

/// Whether what was read is an address that a text may link to.
fn is_meant(inner: &str) -> bool {
    let lower = inner.to_ascii_lowercase();
    let is_known = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
    is_known && !inner.contains(char::is_whitespace) && crate::Href::parse(inner).is_some()
}

/// The address without what names the one who clicked or shared it.
fn without_persons(address: &str) -> Option<String> {
    let parts = Parts::of(address).filter(|parts| !parts.query.is_empty())?;
    let is_sharepoint = parts.is_at("sharepoint.com");
    let is_personal = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default().trim_start_matches("amp;").to_ascii_lowercase();
        PERSONAL.contains(&name.as_str()) || is_sharepoint && SHAREPOINT_PERSONAL.contains(&name.as_str())
    };
    let kept: Vec<&str> = parts.query.split('&').filter(|pair| !is_personal(pair)).collect();
    let query = kept.join("&");
    if query == parts.query {
        return None;
    }
    let mut out = format!("{}{}{}", parts.scheme, parts.authority, parts.path);
    for (mark, text) in [('?', query.as_str()), ('#', parts.fragment)] {
        if !text.is_empty() {
            out.push(mark);
            out.push_str(text);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests;
