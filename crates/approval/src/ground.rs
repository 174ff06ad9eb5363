//! The ground under a plan: what takes a yes away while a message has a time says so on the thread at
//! once, and what is out is past its approval. The times themselves belong to `release`, which ends
//! them in the reaction to the same event and tells author and planner.

use db::{Actor, AsConn, Id, Timestamp, Tx};
use message::Message;
use thread::{Note, State, Step};
use web::Refusal;

/// When a message is to go out, as its thread tells; nothing while it has no time.
///
/// # Errors
/// When the database fails.
pub async fn planned_at(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Timestamp>> {
    Ok(waiting(conn, message).await?.into_iter().map(|(_, at)| at).min())
}

/// The ground is gone: what waited for its time cannot come. `why` is the key of the sentence that says so; it
/// begins with `approval-note-lost-`, by which `release` knows it.
pub(crate) async fn lose(tx: &mut Tx, actor: &Actor, message: Id, why: &'static str) -> db::Result<()> {
    for (step, at) in waiting(tx, message).await? {
        let note = Note::new(why).with("at", at);
        thread::set(tx, actor, message, step, State::Broken, note).await?;
    }
    Ok(())
}

/// The steps that wait for a time, with the time.
async fn waiting(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<(Step, Timestamp)>> {
    let rows = thread::steps(conn, &[message]).await?;
    let waiting = rows.iter().filter(|row| State::parse(&row.state) == State::Waiting);
    let found = waiting.filter_map(|row| {
        let step = Step::parse(&row.step).filter(|step| matches!(step, Step::Internal | Step::Channels))?;
        Some((step, row.args.get("at")?.parse().ok()?))
    });
    Ok(found.collect())
}

/// Refuses once everybody who is to have a message has it: a yes taken back then would stop nothing,
/// and a new one would change nothing.
pub(crate) fn check_not_out(message: &Message, key: &'static str) -> Result<(), Refusal> {
    if message.all_out_at.is_some() { Err(Refusal::conflict(key)) } else { Ok(()) }
}
