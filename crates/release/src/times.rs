//! When a release reaches whom: the same answer for the page that asks before it fires and for the act itself.

use crate::{
    Gate, Scope, gate,
    release::{channels_of, of_message},
    rules::InternalOut,
};
use approval::exemption_of;
use db::{AsConn, Id, Timestamp};
use message::Content;
use strategy::Strategy;
use web::{Outcome, Refusal};

/// How far ahead a time may be set, in milliseconds: two years.
const AHEAD_MAX_MS: i64 = 2 * 366 * 24 * 3_600_000;
/// How long ago a time may lie that somebody has just chosen.
const PAST_MAX_MS: i64 = 60_000;

/// When each wave goes; nothing for a wave that has gone or goes to nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Staff.
    pub internal: Option<Timestamp>,
    /// Readers.
    pub external: Option<Timestamp>,
    /// How long staff are ahead, in milliseconds.
    pub lead_ms: i64,
}

/// Whether a time may be chosen now: one that lies ahead, and not for ever.
#[must_use]
pub fn may_choose(at: Timestamp, now: Timestamp) -> bool {
    (now - PAST_MAX_MS..=now + AHEAD_MAX_MS).contains(&at)
}

/// The times of a release at `at`, or as soon as may be: staff at once or the lead time before, readers then.
///
/// # Errors
/// When the time lies behind or too far ahead.
pub async fn times(
    conn: &mut impl AsConn,
    (strategy, content): (&Strategy, &Content),
    message: Id,
    (at, now): (Option<Timestamp>, Timestamp),
) -> Outcome<Times> {
    let wanted = at.unwrap_or(now);
    if !may_choose(wanted, now) {
        return Err(Refusal::new("release-time-wrong").at("at").into());
    }
    if Scope::Internal.is_last(content) {
        return Ok(Times { internal: Some(wanted), ..Times::default() });
    }
    let exempt = exemption_of(conn, message).await?.is_some();
    let lead_ms = match gate(strategy.internal_first.as_ref(), InternalOut::At(now), exempt, now) {
        Gate::OpensAt(at) => at - now,
        Gate::Open | Gate::InternalFirst => 0,
    };
    let out = of_message(conn, message).await?;
    let internal_out = out.iter().find(|row| row.scope == Scope::Internal.word()).map(|row| row.at);
    let internal_at = internal_out.unwrap_or((wanted - lead_ms).max(now));
    let goes_inside = internal_out.is_none() && !channels_of(strategy, content, Scope::Internal).is_empty();
    Ok(Times {
        internal: goes_inside.then_some(internal_at),
        external: Some(wanted.max(internal_at + lead_ms)),
        lead_ms,
    })
}
