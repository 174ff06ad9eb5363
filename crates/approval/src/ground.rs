//! The ground under a plan: what takes a yes away while a message has a time says so on the thread at
//! once, and what is out is past its approval. The times themselves belong to `release`, which ends
//! them in the reaction to the same event and tells author and planner.

use db::{Actor, AsConn, Id, Timestamp, Tx, row, run};
use message::Message;
use thread::{Note, State, Step};
use web::Refusal;

/// When a message is to go out; nothing while it has no time.
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

row! {
    /// A time that has not ended.
    struct OpenRow {
        scope: String,
        due_at: Timestamp,
    }
}

/// The steps that wait for a time, with the time: also where it has passed and something held the message up, but not
/// those whose ground is gone already and that are about to end. The rows
/// are those of `release`; here they are only read.
async fn waiting(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<(Step, Timestamp)>> {
    let rows = run!(
        conn,
        OpenRow,
        "select s.scope, s.due_at from schedule s where s.message_id = $1 and s.ended_at is null
           and not exists (select 1 from thread_step t where t.thread_id = s.message_id
             and t.step = case s.scope when 'internal' then 'internal' else 'channels' end
             and substr(t.note, 1, 19) = 'approval-note-lost-')",
        [message] => fetch_all
    )?;
    let step = |scope: &str| if scope == "internal" { Step::Internal } else { Step::Channels };
    Ok(rows.into_iter().map(|row| (step(&row.scope), row.due_at)).collect())
}

/// Refuses once everybody who is to have a message has it: a yes taken back then would stop nothing,
/// and a new one would change nothing.
pub(crate) fn check_not_out(message: &Message, key: &'static str) -> Result<(), Refusal> {
    if message.all_out_at.is_some() { Err(Refusal::conflict(key)) } else { Ok(()) }
}
