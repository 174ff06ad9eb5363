//! Erasing what a message said, as an act of its own: together with taking it down, the day after, or of a draft that
//! was never out (the General Data Protection Regulation, article 17). The slices erase what is theirs; here it is
//! noted that it was done, by whom and why.

use crate::{ERASED, of_message, retract::check_reason, retract::for_retraction};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

row! {
    /// What a message said was erased.
    #[derive(Clone, Debug)]
    pub struct Erasure {
        /// When.
        pub at: Timestamp,
        /// By whom, by function.
        pub by_name: String,
        /// Why.
        pub reason: String,
    }
}

/// The erasure of a message that nobody has written on since.
///
/// # Errors
/// When the database fails.
pub async fn erasure_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Erasure>> {
    run!(
        conn,
        Erasure,
        "select x.at, x.by_name, x.reason from erasure x
           join message m on m.id = x.message_id join edition e on e.id = m.edition_id
         where x.message_id = $1 and e.number <= x.edition_number order by x.at desc, x.id desc limit 1",
        [message] => fetch_optional
    )
}

/// Refuses to erase what is out, or was erased already.
///
/// # Errors
/// When the actor may not, the reason says nothing, something is out or nothing is left.
pub async fn check_erasable(tx: &mut Tx, actor: &Actor, message: Id, reason: &str) -> Outcome<()> {
    for_retraction(tx, actor, message).await?;
    check_reason(reason.trim())?;
    if !of_message(tx, message).await?.is_empty() {
        return Err(Refusal::conflict("release-erase-is-out").into());
    }
    match erasure_of(tx, message).await? {
        Some(_) => Err(Refusal::conflict("release-erased-already").into()),
        None => Ok(()),
    }
}

/// Notes that a message was erased. Why it was taken down before goes with the words: only the reason that is given
/// now, by somebody who knows that it stays, is kept.
///
/// # Errors
/// When the database fails.
pub async fn note_erased(tx: &mut Tx, actor: &Actor, message: Id, reason: &str) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    let (id, now, reason) = (tx.new_id(), tx.now(), reason.trim());
    exec!(
        tx,
        "insert into erasure (id, message_id, at, by_id, by_name, reason, edition_number)
         select $1, m.id, $3, $4, $5, $6, e.number from message m join edition e on e.id = m.edition_id where m.id = $2",
        [id, message, now, by, &actor.name, reason]
    )?;
    let note = Note::new("release-note-erased").with("who", &actor.name);
    thread::set(tx, actor, message, Step::Message, State::Missing, note).await?;
    exec!(tx, "update retraction set reason = '' where message_id = $1 and reason <> $2", [message, reason])?;
    Event { kind: ERASED, subject: message, particulars: json!({ "erasure": id }), text: Some(reason) }
        .write(tx, actor)
        .await?;
    Ok(())
}
