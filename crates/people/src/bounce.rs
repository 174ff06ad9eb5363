//! Readers whose addresses refuse mail. One refusal proves nothing: a mail server that is set up wrongly calls everybody
//! unknown. So an address is suspected, tried by what is sent over the days that follow, and given up on the third
//! refusal; for thirty days it can be brought back (decisions/0061).

use crate::{READER_LOST, READER_RETURNED, subscriber};
use db::{Actor, AsConn, Event, Id, Tx, exec, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// How often an address refuses before it is given up.
const REFUSALS_MAX: i64 = 3;
/// How far apart two refusals lie that count: most of a day, as tomorrow's newsletter may leave a little earlier.
const APART_MS: i64 = 20 * 3_600_000;
/// How long an address that was given up can be brought back.
pub const KEEP_MS: i64 = 30 * 24 * 3_600_000;
/// How many are looked at together.
const CHUNK: i64 = 1_000;

/// Notes that the addresses of these readers refused a mail; those that did for the third time are given up.
///
/// # Errors
/// When the database fails.
pub async fn refused(tx: &mut Tx, readers: &[Id]) -> Outcome<()> {
    let now = tx.now();
    exec!(
        tx,
        "update subscriber set refusals = refusals + 1, refused_at = $2
         where id in {ids $1} and email is not null and (refused_at is null or refused_at <= $3)",
        [Id::list(readers), now, now - APART_MS]
    )?;
    let lost = run!(
        tx,
        scalar Id,
        "update subscriber set lost_email = email, email = null, lost_at = $2
         where id in {ids $1} and email is not null and refusals >= $3 returning id",
        [Id::list(readers), now, REFUSALS_MAX] => fetch_all
    )?;
    for reader in lost {
        Event { kind: READER_LOST, subject: reader, particulars: json!({}), text: None }
            .write(tx, &Actor::system("bounce"))
            .await?;
    }
    Ok(())
}

/// Notes that these readers got a mail: whatever refused before, it was not their addresses.
///
/// # Errors
/// When the database fails.
pub async fn arrived(tx: &mut Tx, readers: &[Id]) -> db::Result<()> {
    exec!(
        tx,
        "update subscriber set refusals = 0, refused_at = null where id in {ids $1} and refusals > 0",
        [Id::list(readers)]
    )
    .map(drop)
}

/// How many readers were given up and can be brought back.
///
/// # Errors
/// When the database fails.
pub async fn lost(conn: &mut impl AsConn) -> db::Result<i64> {
    run!(conn, scalar i64, "select count(*) from subscriber where lost_at is not null", [] => fetch_one)
}

/// Brings every reader back that was given up; gives how many.
///
/// # Errors
/// When there is none.
pub async fn bring_all_back(tx: &mut Tx, actor: &Actor) -> Outcome<u64> {
    let found = run!(tx, scalar Id, "select id from subscriber where lost_at is not null order by id", [] => fetch_all)?;
    if found.is_empty() {
        return Err(Refusal::conflict("people-lost-none").into());
    }
    let mut number = 0;
    for reader in found {
        number += bring_back(tx, actor, reader).await?;
    }
    Ok(number)
}

/// Brings one reader back; gives 1, or 0 where there is nobody to bring back.
///
/// # Errors
/// When the database fails.
pub async fn bring_back(tx: &mut Tx, actor: &Actor, reader: Id) -> Outcome<u64> {
    let back = exec!(
        tx,
        "update subscriber set email = lost_email, lost_email = null, lost_at = null, refusals = 0, refused_at = null
         where id = $1 and lost_at is not null",
        [reader]
    )?;
    if back > 0 {
        Event { kind: READER_RETURNED, subject: reader, particulars: json!({}), text: None }
            .write(tx, actor)
            .await?;
    }
    Ok(back)
}

/// Whoever confirms an address again that was given up is the reader they were.
pub(crate) async fn bring_address_back(tx: &mut Tx, email: &str) -> Outcome<()> {
    let found = run!(
        tx,
        scalar Id,
        "select id from subscriber where lost_email = $1",
        [email] => fetch_optional
    )?;
    match found {
        Some(reader) => bring_back(tx, &Actor::visitor(), reader).await.map(drop),
        None => Ok(()),
    }
}

/// Ends the subscriptions whose time to be brought back has passed.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget_old(tx: &mut Tx) -> Outcome<()> {
    let before = tx.now() - KEEP_MS;
    let old = run!(
        tx,
        scalar Id,
        "select id from subscriber where lost_at is not null and lost_at < $1 order by lost_at limit $2",
        [before, CHUNK] => fetch_all
    )?;
    for reader in old {
        subscriber::end(tx, reader).await?;
    }
    Ok(())
}
