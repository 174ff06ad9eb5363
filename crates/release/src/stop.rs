//! The crisis stop: one row that holds everything back, with a reason, a name and a time. It is checked at
//! every release and at every claimed batch of mail (invariant 5, P6). Urgent notices and what the law wants
//! published are never held: a stop is there to say fewer wrong things, not to keep people from a warning.

use crate::{STOPPED, schedule::due};
use approval::exemption_of;
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// The longest reason, in characters.
const REASON_MAX: usize = 500;
/// The shortest reason, in characters.
const REASON_MIN: usize = 5;

row! {
    /// A stop that stands.
    #[derive(Clone, Debug)]
    pub struct CrisisStop {
        /// Id.
        pub id: Id,
        /// Since when.
        pub at: Timestamp,
        /// Who stopped, by function.
        pub by_name: String,
        /// Why; empty for a stop from before reasons were asked for.
        pub reason: String,
    }
}

/// The stop that stands now, if one does.
///
/// # Errors
/// When the database fails.
pub async fn crisis_stop(conn: &mut impl AsConn) -> db::Result<Option<CrisisStop>> {
    run!(
        conn,
        CrisisStop,
        "select id, at, by_name, reason from crisis_stop where ended_at is null limit 1",
        [] => fetch_optional
    )
}

/// The stop that holds a message back: none where it is an urgent notice, or the law wants it published.
///
/// # Errors
/// When the database fails.
pub async fn held_by(conn: &mut impl AsConn, message: Id) -> db::Result<Option<CrisisStop>> {
    let Some(stop) = crisis_stop(conn).await? else { return Ok(None) };
    if approval::is_emergency(conn, message).await? {
        return Ok(None);
    }
    let is_statutory =
        exemption_of(conn, message).await?.is_some_and(|exemption| exemption.kind == "statutory");
    let goes = is_statutory && !is_own_word(conn, message).await?;
    Ok(Some(stop).filter(|_| !goes))
}

/// Whether an author alone says that the law wants their text out: past internal first they may say so, past a stop
/// somebody else does (invariant 1).
async fn is_own_word(conn: &mut impl AsConn, message: Id) -> db::Result<bool> {
    let by = run!(conn, scalar Id, "select by_id from exemption where message_id = $1", [message] => fetch_optional)?;
    let authors = approval::authors_so_far(conn, message).await?;
    Ok(by.is_some_and(|by| authors.contains(&by)))
}

/// Stops everything that leaves.
///
/// # Errors
/// When the reason says nothing.
pub async fn begin_stop(tx: &mut Tx, actor: &Actor, reason: &str) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    let reason = reason.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("release-stop-reason").at("reason").into());
    }
    web::no_cpr(reason, "reason")?;
    if crisis_stop(tx).await?.is_some() {
        return Err(Refusal::conflict("release-stopped-already").into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into crisis_stop (id, at, by_id, by_name, reason) values ($1, $2, $3, $4, $5)",
        [id, now, by, &actor.name, reason]
    )?;
    let particulars = json!({ "stopped": true });
    Event { kind: STOPPED, subject: id, particulars, text: Some(reason) }.write(tx, actor).await?;
    Ok(())
}

/// Lets everything go again.
///
/// # Errors
/// When nothing is stopped.
pub async fn lift_stop(tx: &mut Tx, actor: &Actor) -> Outcome<()> {
    let stop = crisis_stop(tx).await?.ok_or_else(|| Refusal::conflict("release-not-stopped"))?;
    let now = tx.now();
    let held = due(tx, now).await?.len();
    exec!(
        tx,
        "update crisis_stop set ended_at = $2, ended_by = $3 where id = $1",
        [stop.id, now, &actor.name]
    )?;
    let particulars = json!({ "stopped": false, "held": held });
    Event { kind: STOPPED, subject: stop.id, particulars, text: None }.write(tx, actor).await?;
    Ok(())
}

/// When the last stop ended, if one did.
///
/// # Errors
/// When the database fails.
pub async fn last_opened(conn: &mut impl AsConn) -> db::Result<Option<Timestamp>> {
    run!(conn, scalar Option<i64>, "select max(ended_at) from crisis_stop", [] => fetch_one)
}

/// The refusal of what a stop holds.
pub(crate) fn refusal(stop: &CrisisStop) -> Refusal {
    Refusal::conflict("release-stopped").with("who", &stop.by_name).with("reason", &stop.reason)
}
