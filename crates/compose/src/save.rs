//! Beginning and saving a message with everything that follows from it: the yes that a change
//! carries over or ends, and the checks. The editor and the API both come through here.

use db::{Actor, Id, Tx};
use message::{Content, Edition, Message, Saved};
use strategy::Strategy;
use web::Outcome;

/// Begins a message, perhaps one that corrects another, and checks it.
///
/// # Errors
/// When the actor may not write for the unit.
pub(crate) async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    strategy: &Strategy,
    content: &Content,
    corrects: Option<Id>,
) -> Outcome<Id> {
    let id = message::start(tx, actor, content, corrects).await?;
    run_checks(tx, actor, strategy, id).await?;
    Ok(id)
}

/// Saves what somebody wrote on top of the edition they saw.
///
/// # Errors
/// When the actor may not write for the unit.
pub(crate) async fn save(
    tx: &mut Tx,
    actor: &Actor,
    strategy: &Strategy,
    id: Id,
    base: (Id, &str),
    content: &Content,
) -> Outcome<Saved> {
    let saved = message::save(tx, actor, id, base, content).await?;
    if let Saved::Edition(edition) = saved {
        approval::carry_or_invalidate(tx, actor, id, base.0, edition).await?;
        run_checks(tx, actor, strategy, id).await?;
    }
    Ok(saved)
}

async fn run_checks(tx: &mut Tx, actor: &Actor, strategy: &Strategy, id: Id) -> Outcome<()> {
    let message = Message::get(tx, id).await?;
    let edition = Edition::get(tx, message.edition_id).await?;
    check::record(tx, actor, &edition, strategy).await?;
    Ok(())
}
