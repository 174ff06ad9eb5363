//! Anchors: the head of the chain written to a place that whoever changes database and keys does not reach, such as a
//! file on another machine or its syslog. With one, `verify` sees a chain that was made anew under another key.

use crate::Timestamp;
use jiff::Timestamp as Instant;

/// The first words of a line.
const WORDS: &str = "traad audit 1";

/// The head at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The last number then.
    pub number: i64,
    /// Its seal.
    pub seal: String,
}

impl Anchor {
    /// The line that is kept: number, seal and time (RFC 3339).
    #[must_use]
    pub fn line(&self, now: Timestamp) -> String {
        let at = Instant::from_millisecond(now).unwrap_or_default();
        format!("{WORDS} {} {} {at}", self.number, self.seal)
    }

    /// The anchors in a text, also where a syslog wrote something before each.
    #[must_use]
    pub fn read(text: &str) -> Vec<Self> {
        text.lines()
            .filter_map(|line| {
                let mut parts = line.split_once(WORDS)?.1.split_whitespace();
                let (number, seal) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
                let is_seal = seal.len() == 64 && seal.bytes().all(|byte| byte.is_ascii_hexdigit());
                is_seal.then_some(Self { number, seal })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_read_from_a_file_and_from_a_syslog() {
        let anchor = Anchor { number: 12, seal: "a".repeat(64) };
        let line = anchor.line(1_779_000_000_000);
        assert_eq!(Anchor::read(&line), std::slice::from_ref(&anchor));
        let log = format!("Nov 30 06:00:01 host traad: {line}\nsomething else\ntraad audit 1 x y\n{line}\n");
        assert_eq!(Anchor::read(&log), [anchor.clone(), anchor]);
    }
}
