//! Services that write the address that was meant in a code of their own.

use crate::address::{Address, percent_decoded};

/// The address that was meant, where the service of this host writes it into its own.
pub(super) fn by_host(parts: &Address<'_>, address: &str) -> Option<String> {
    if parts.is_at("urldefense.com")
        || parts.is_at("urldefense.proofpoint.com")
        || parts.is_at("urldefense.us")
    {
        return defended(parts, address);
    }
    if parts.is_at("secure-web.cisco.com") {
        return parts.raw_path().rsplit('/').map(percent_decoded).find(|part| part.contains("://"));
    }
    if parts.is_at("awstrack.me") {
        let coded = parts.raw_path().trim_start_matches('/').strip_prefix("L0/")?.split('/').next()?;
        return Some(percent_decoded(coded));
    }
    if parts.is_at("avanan.click") || parts.is_at("protect.checkpoint.com") {
        let (_, rest) = address.split_once("___")?;
        return rest.split("___").next().map(str::to_owned);
    }
    if parts.is_at("protection.sophos.com") {
        let bytes = base64(&parts.value("u")?)?;
        return String::from_utf8(bytes).ok();
    }
    if parts.is_at("bing.com") {
        let bytes = base64(parts.value("u")?.strip_prefix("a1")?)?;
        return String::from_utf8(bytes).ok();
    }
    if parts.is_at("r.search.yahoo.com") {
        let (_, rest) = parts.raw_path().split_once("/RU=")?;
        return rest.split('/').next().map(percent_decoded);
    }
    None
}

/// Proofpoint's three versions.
fn defended(parts: &Address<'_>, address: &str) -> Option<String> {
    match parts.path() {
        path if path.starts_with("/v1/") => parts.value("u"),
        path if path.starts_with("/v2/") => {
            let raw = parts.query().split('&').find_map(|pair| pair.strip_prefix("u="))?;
            Some(percent_decoded(&raw.replace('-', "%").replace('_', "/")))
        }
        path if path.starts_with("/v3/") => {
            let (_, rest) = address.split_once("/v3/__")?;
            let (coded, key) = rest.split_once("__;")?;
            filled(coded, key.split('!').next().unwrap_or_default())
        }
        _ => None,
    }
}

/// Version 3: each `*` stands for a character of the key, and `**X` for as many as X says, from two on.
fn filled(coded: &str, key: &str) -> Option<String> {
    let key = String::from_utf8(base64(key)?).ok()?;
    let (mut key, mut out, mut rest) = (key.chars(), String::new(), coded.chars());
    while let Some(c) = rest.next() {
        if c != '*' {
            out.push(c);
            continue;
        }
        let run = match rest.as_str().strip_prefix('*').and_then(|more| more.chars().next()) {
            Some(length) => {
                rest.nth(1);
                usize::from(sextet(u8::try_from(length).ok()?)?) + 2
            }
            None => 1,
        };
        for _ in 0..run {
            out.push(key.next()?);
        }
    }
    // One of the two strokes after the scheme is lost on the way.
    let scheme = out.find(":/").filter(|at| !out[at + 2..].starts_with('/'));
    if let Some(at) = scheme {
        out.insert(at + 2, '/');
    }
    Some(out)
}

/// Base64, of either alphabet and with or without `=` at its end (RFC 4648, sections 4 and 5).
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        bits = (bits << 6 | u32::from(sextet(byte)?)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    Some(out)
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}
