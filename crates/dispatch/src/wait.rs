//! What waits because something came in the way while its mails went out, most often that a yes was taken back: the rest
//! stays where it is, the thread says why, those concerned are told, and it goes on when it may.

use crate::dispatch::DispatchRow;
use db::{Actor, Tx};
use release::tell_of_wait;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// How the notes begin by which the thread says so. `desk/src/stuck.rs` knows them by it: they are no alarm.
const NOTE: &str = "dispatch-note-waits";

/// What the thread says of what is in the way, and the word of it in the mail.
fn why(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal.key {
        "approval-text-touched" => ("dispatch-note-waits-touched", "touched"),
        "approval-cpr" => ("dispatch-note-waits-cpr", "cpr"),
        "approval-quote-open" => ("dispatch-note-waits-quote", "quote"),
        _ => (NOTE, "yes"),
    }
}

/// Says that the rest of a dispatch waits, and for what; once for each reason.
pub(crate) async fn wait(tx: &mut Tx, row: &DispatchRow, step: Step, refusal: &Refusal) -> Outcome<()> {
    thread::lock(tx, row.message_id).await?;
    let (note, word) = why(refusal);
    if said(tx, row, step).await?.as_deref() == Some(note) {
        return Ok(());
    }
    let actor = Actor::system("dispatch");
    thread::set(tx, &actor, row.message_id, step, State::Broken, Note::new(note)).await?;
    tell_of_wait(tx, &actor, row.message_id, word).await
}

/// Says that it goes on, where it was said that it waits.
pub(crate) async fn go_on(tx: &mut Tx, row: &DispatchRow, step: Step) -> Outcome<()> {
    let Some(note) = said(tx, row, step).await? else { return Ok(()) };
    thread::lock(tx, row.message_id).await?;
    let actor = Actor::system("dispatch");
    let key = if note == NOTE { "dispatch-note-goes-on" } else { "dispatch-note-went-on" };
    Ok(thread::set(tx, &actor, row.message_id, step, State::Done, Note::new(key)).await?)
}

/// The note that says that it waits.
async fn said(tx: &mut Tx, row: &DispatchRow, step: Step) -> db::Result<Option<String>> {
    let steps = thread::steps(tx, &[row.message_id]).await?;
    let known = steps.into_iter().find(|known| known.step == step.word());
    Ok(known.map(|known| known.note).filter(|note| note.starts_with(NOTE)))
}
