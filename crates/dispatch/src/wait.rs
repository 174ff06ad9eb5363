//! What waits because a yes was taken back while its mails went out: the rest stays where it is, the thread says so, those
//! concerned are told, and a new yes lets it go on.

use crate::dispatch::DispatchRow;
use db::{Actor, Tx};
use release::{Done, tell_concerned};
use thread::{Note, State, Step};
use web::Outcome;

/// What the thread says of it. `desk/src/stuck.rs` knows it by this name: it is no alarm.
const NOTE: &str = "dispatch-note-waits";

/// Says that the rest of a dispatch waits for a yes; once.
pub(crate) async fn wait(tx: &mut Tx, row: &DispatchRow, step: Step) -> Outcome<()> {
    thread::lock(tx, row.message_id).await?;
    if is_said(tx, row, step).await? {
        return Ok(());
    }
    let actor = Actor::system("dispatch");
    thread::set(tx, &actor, row.message_id, step, State::Broken, Note::new(NOTE)).await?;
    tell_concerned(tx, &actor, row.message_id, Done::Waits).await
}

/// Says that it goes on, where it was said that it waits.
pub(crate) async fn go_on(tx: &mut Tx, row: &DispatchRow, step: Step) -> Outcome<()> {
    if !is_said(tx, row, step).await? {
        return Ok(());
    }
    thread::lock(tx, row.message_id).await?;
    let actor = Actor::system("dispatch");
    let note = Note::new("dispatch-note-goes-on");
    Ok(thread::set(tx, &actor, row.message_id, step, State::Done, note).await?)
}

async fn is_said(tx: &mut Tx, row: &DispatchRow, step: Step) -> db::Result<bool> {
    let steps = thread::steps(tx, &[row.message_id]).await?;
    Ok(steps.iter().any(|known| known.step == step.word() && known.note == NOTE))
}
