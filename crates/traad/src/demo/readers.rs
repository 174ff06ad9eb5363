//! The readers of the demo's newsletter: made by count, the same every time, and joining over the
//! two years behind. They have numbers and no names, at a domain that cannot exist (RFC 2606).

use super::organisation::TOPICS;
use db::{Id, Timestamp, Tx};
use people::subscriber::{NewReader, add_confirmed};
use web::Outcome;

/// How many readers have confirmed.
pub const READERS: u32 = 12_000;
/// For how many days they have been joining.
const DAYS: i64 = 730;
/// A day in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;
/// How many of twenty readers chose each topic first, in the order of the topics.
const SHARES: [u32; 8] = [4, 3, 3, 2, 3, 2, 1, 2];

/// Readers that are still to join.
pub(super) struct Readers {
    next: u32,
    from: Timestamp,
}

impl Readers {
    /// All of them, joining until `now`.
    pub(super) fn new(now: Timestamp) -> Self {
        Self { next: 1, from: now - DAYS * DAY_MS }
    }

    /// Lets those join whose time has come.
    pub(super) async fn join(&mut self, tx: &mut Tx, until: Timestamp) -> Outcome<()> {
        while self.next <= READERS && self.at(self.next) <= until {
            let number = self.next;
            let [a, b, c, d] = number.to_be_bytes();
            let at = self.at(number);
            let email = format!("laeser-{number:05}@sundby.example");
            let id = Id::fixed(at, [4, 0, 0, 0, 0, 0, a, b, c, d]);
            add_confirmed(tx, &NewReader { id, email: &email, at, topics: &topics(number) }).await?;
            self.next += 1;
        }
        Ok(())
    }

    fn at(&self, number: u32) -> Timestamp {
        self.from + i64::from(number) * DAYS * DAY_MS / i64::from(READERS + 1)
    }
}

/// What a reader chose: one topic, and every fourth reader another.
fn topics(number: u32) -> Vec<&'static str> {
    // Steps that share no factor with twenty, so that the topics come mixed.
    let first = chosen(number * 7);
    let second = chosen(number * 7 + 11);
    if number.is_multiple_of(4) && second != first { vec![first, second] } else { vec![first] }
}

fn chosen(number: u32) -> &'static str {
    let mut left = number % SHARES.iter().sum::<u32>();
    for (share, (topic, _)) in SHARES.iter().zip(TOPICS) {
        if left < *share {
            return topic;
        }
        left -= share;
    }
    TOPICS[0].0
}
