//! Addresses that mail filters, search engines and mail programs put around the one that was meant. They tell who
//! clicked, and some carry an employee's e-mail address. What can be read is read here; nothing is ever fetched.

mod coded;
mod table;

use std::borrow::Cow;
use std::ops::Range;

use crate::address::{Address, percent_decoded, plain_key};

use table::{ADDRESSEE, OPAQUE, PERSONAL, SHAREPOINT_PERSONAL, WRAPPERS};

/// How many wrappers around one another are taken off.
const DEPTH_MAX: usize = 6;
/// What ends an address that stands in a text.
const ENDS: [char; 11] = ['<', '>', '"', '»', '«', '”', '|', '(', ')', '[', ']'];

/// What is the matter with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracking {
    /// It leads through a service that notes who clicked, and where it leads cannot be read.
    Wrapped,
    /// It leads to somebody's files, or to files that were shared with some.
    Shared,
    /// It leads where it says, with something in it that names the one who clicked or got the mail.
    Named,
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

/// What is the matter with an address, or with one that it leads on to; nothing with most.
#[must_use]
pub fn tracking(address: &str) -> Option<Tracking> {
    let own = Address::read(address).and_then(|read| tracking_of(&read, address));
    own.or_else(|| tracking_within(address, DEPTH_MAX))
}

/// What is the matter with an address that stands in another: `?to=https://www.google.com/url?q=...`.
fn tracking_within(address: &str, depth: usize) -> Option<Tracking> {
    let rest = address.split_once(':')?.1;
    let decoded = percent_decoded(rest);
    let inner = decoded.to_ascii_lowercase().find("http").map(|at| &decoded[at..])?;
    let found = Address::read(inner).and_then(|read| tracking_of(&read, inner));
    let found = found.filter(|what| *what != Tracking::Shared);
    found.or_else(|| depth.checked_sub(1).and_then(|depth| tracking_within(inner, depth)))
}

fn tracking_of(parts: &Address<'_>, address: &str) -> Option<Tracking> {
    let is_at = |host: &str, path: &str| parts.is_at(host) && is_below(parts, path);
    let is_wrapped = WRAPPERS.iter().any(|(host, path, _)| is_at(host, path))
        || OPAQUE.iter().any(|(host, path)| is_at(host, path))
        || is_redirect(parts)
        || is_webmail(parts)
        || parts.path().contains("/ls/click") && parts.value("upn").is_some();
    if is_wrapped {
        return Some(Tracking::Wrapped);
    }
    let path = parts.path();
    let is_shared = parts.is_at("sharepoint.com")
        && (parts.host().contains("-my.") || path.contains("/personal/") || path.starts_with("/:"))
        || parts.is_at("1drv.ms")
        || parts.is_at("onedrive.live.com");
    let is_named = || without_persons(address).is_some() || names_somebody(address);
    if is_shared { Some(Tracking::Shared) } else { is_named().then_some(Tracking::Named) }
}

/// Whether an e-mail address stands in the path, the query or the fragment of an address: that of whoever got the mail.
/// The names of accounts, as in "/@sundby" and "/@sundby@example.org", are none.
fn names_somebody(address: &str) -> bool {
    let Some(rest) = address.split_once("://").and_then(|(_, rest)| rest.split_once(['/', '?', '#'])) else {
        return false;
    };
    let text = percent_decoded(&percent_decoded(rest.1));
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    text.match_indices('@').any(|(at, _)| {
        let local = text[..at].len() - text[..at].trim_end_matches(is_local).len();
        let before = text[..at - local].chars().next_back();
        let domain: String =
            text[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || ".-".contains(*c)).collect();
        local > 0 && before != Some('@') && domain.trim_end_matches('.').contains('.')
    })
}

fn is_below(parts: &Address<'_>, path: &str) -> bool {
    parts.path().starts_with(path) || path.strip_suffix('/') == Some(parts.path())
}

/// Where in a text addresses stand that something is the matter with, in bytes.
#[must_use]
pub fn tracked_addresses(text: &str) -> Vec<(Range<usize>, Tracking)> {
    let is_end = |c: char| c.is_whitespace() || ENDS.contains(&c);
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = text[from..].find(|c| !is_end(c)).map(|at| from + at) {
        let end = text[start..].find(is_end).map_or(text.len(), |at| start + at);
        let word = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        if let Some((address, begin)) = address_in(word) {
            found.extend(tracking(&address).map(|what| (start + begin..start + word.len(), what)));
        }
        from = end;
    }
    found
}

/// The address in a word and where it begins; one without a scheme is read as mail programs read it.
fn address_in(word: &str) -> Option<(Cow<'_, str>, usize)> {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let host = bare.split(['/', '?']).next().unwrap_or(bare);
    let is_stop = |c: char| matches!(c, '.' | '\u{ff0e}' | '\u{3002}' | '\u{ff61}' | '%');
    if host.len() < bare.len() && host.contains(is_stop) && !host.ends_with(':') {
        return Some((Cow::Owned(format!("https://{bare}")), word.len() - bare.len()));
    }
    let lower = word.to_ascii_lowercase();
    let begin = ["https:", "http:"].iter().filter_map(|scheme| lower.find(scheme)).min()?;
    Some((Cow::Borrowed(&word[begin..]), begin))
}

/// A search engine's address of a result: google.dk/url and its like, in every country and from every service.
fn is_redirect(parts: &Address<'_>) -> bool {
    let mut names = parts.host().rsplit('.').skip(1).take(2);
    names.any(|name| name == "google") && parts.path().trim_end_matches('/') == "/url"
}

/// The page that Outlook on the web puts in front of every address, on a server of the house or Microsoft's.
fn is_webmail(parts: &Address<'_>) -> bool {
    parts.path().ends_with("/owa/redir.aspx")
}

fn unwrapped_once(address: &str) -> Option<String> {
    let parts = Address::read(address)?;
    let named =
        |names: &[&str]| names.iter().find_map(|name| parts.value(name)).filter(|inner| is_meant(inner));
    let is_at = |host: &str, path: &str| parts.is_at(host) && is_below(&parts, path);
    let known = WRAPPERS.iter().filter(|(host, path, _)| is_at(host, path));
    let mut found = known.filter_map(|(_, _, names)| named(names));
    found
        .next()
        .or_else(|| is_redirect(&parts).then(|| named(&["q", "url"])).flatten())
        .or_else(|| is_webmail(&parts).then(|| named(&["url"])).flatten())
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
    let parts = Address::read(address)?;
    let is_sharepoint = parts.is_at("sharepoint.com");
    let is_personal = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = plain_key(name);
        PERSONAL.contains(&name.as_str())
            || ADDRESSEE.contains(&name.as_str()) && percent_decoded(&percent_decoded(value)).contains('@')
            || is_sharepoint && SHAREPOINT_PERSONAL.contains(&name.as_str())
    };
    let kept: Vec<&str> = parts.query().split('&').filter(|pair| !is_personal(pair)).collect();
    let query = kept.join("&");
    (query != parts.query()).then(|| parts.with_query(&query))
}

#[cfg(test)]
mod tests;
