//! Mails that are not sent after all: of what was taken down, of what a correction comes instead of, and to those who
//! have left. What may have arrived before it was to be sent again goes on standing as that.

use crate::{
    dispatch::{DispatchRow, of_message},
    ended::is_outwards,
};
use db::{Actor, AsConn, Id, Tx, exec, run};
use release::tell_of_spared;
use thread::{Note, State, Step};
use web::Outcome;

/// What was taken down is sent to nobody else; gives how many are spared.
///
/// # Errors
/// When the database fails.
pub async fn suppress(tx: &mut Tx, message: Id) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = case when doubt_at is null then 'suppressed' else 'unknown' end,
           lease_until = null, moved_at = $2
         where state in ('queued', 'held') and dispatch_id in (select id from dispatch where message_id = $1)",
        [message, now]
    )
}

/// How many mails of a message wait.
///
/// # Errors
/// When the database fails.
pub async fn waiting(conn: &mut impl AsConn, message: Id) -> db::Result<i64> {
    run!(
        conn,
        scalar i64,
        "select count(*) from delivery v join dispatch d on d.id = v.dispatch_id
         where d.message_id = $1 and v.state in ('queued', 'held')",
        [message] => fetch_one
    )
}

/// Spares what waits of a message because a correction comes instead; its jobs find nothing more to send.
///
/// # Errors
/// When the database fails.
pub async fn spare_rest(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    for row in of_message(tx, message).await? {
        spare(tx, actor, &row).await?;
    }
    Ok(())
}

/// The same of one dispatch; says it on the thread and tells of it.
pub(crate) async fn spare(tx: &mut Tx, actor: &Actor, row: &DispatchRow) -> Outcome<()> {
    thread::lock(tx, row.message_id).await?;
    let now = tx.now();
    let spared = exec!(
        tx,
        "update delivery set state = case when doubt_at is null then 'suppressed' else 'unknown' end,
           lease_until = null, moved_at = $2
         where dispatch_id = $1 and state in ('queued', 'held')",
        [row.id, now]
    )?;
    let spared = i64::try_from(spared).unwrap_or(i64::MAX);
    if spared == 0 {
        return Ok(());
    }
    let step = if is_outwards(tx, row).await? { Step::Channels } else { Step::Internal };
    let note = Note::new("dispatch-note-spared").with("n", spared);
    thread::set(tx, actor, row.message_id, step, State::Done, note).await?;
    tell_of_spared(tx, actor, row.message_id, spared).await
}

/// Whoever has left gets nothing more, and a reader's address is nowhere any more (C9).
pub(crate) async fn forget(tx: &mut Tx, recipient: Id) -> Outcome<()> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = case when doubt_at is null then 'suppressed' else 'unknown' end,
           lease_until = null, moved_at = $2
         where recipient_id = $1 and state in ('queued', 'held')",
        [recipient, now]
    )?;
    exec!(
        tx,
        // A server may have answered with the address that it refused.
        "update delivery set problem = replace(problem, address, '…'), address = '' where recipient_id = $1
           and exists (select 1 from subscriber s where s.id = $1 and s.ended_at is not null)",
        [recipient]
    )?;
    Ok(())
}
