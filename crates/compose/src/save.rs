//! Beginning and saving a message with everything that follows from it: the yes that a change
//! carries over or ends, and the checks. The editor and the API both come through here.

use approval::Kept;
use db::{Actor, Id, Tx};
use message::{Content, Edition, Message, Saved};
use strategy::Strategy;
use web::{Outcome, Refusal};

/// The refusal of a change to what is out.
pub(crate) const IS_OUT: &str = "compose-is-out";
/// The refusal of a change that would end a plan, while nobody has said that it may.
pub(crate) const ENDS_PLAN: &str = "compose-ends-plan";

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

/// Saves what somebody wrote on top of the edition they saw. `may_end_plan` says that they have read that a change
/// takes the yes away, and with it the time at which the message was to go out.
///
/// # Errors
/// When the actor may not write for the unit; when the message is out and this is more than a small correction; when a
/// plan would end and may not.
pub(crate) async fn save(
    tx: &mut Tx,
    actor: &Actor,
    strategy: &Strategy,
    id: Id,
    base: (Id, &str),
    content: &Content,
    may_end_plan: bool,
) -> Outcome<Saved> {
    let planned = approval::planned_at(tx, id).await?;
    let was_exempt = approval::exemption_of(tx, id).await?.is_some();
    let before = Message::get(tx, id).await?.edition_id;
    let stands = Edition::get(tx, before).await?.content.0.hash() == content.hash();
    let saved = message::save(tx, actor, id, base, content).await?;
    if let Saved::Edition(edition) = saved {
        run_checks(tx, actor, strategy, id).await?;
        if stands {
            return Ok(saved);
        }
        let kept = approval::carry_or_invalidate(tx, actor, id, base.0, edition).await?;
        let is_changed = edition != base.0 || content.hash() != base.1;
        if is_changed && kept != Kept::Carried && !release::of_message(tx, id).await?.is_empty() {
            return Err(Refusal::conflict(IS_OUT).into());
        }
        if let Some(at) = planned.filter(|_| kept == Kept::Lost && !may_end_plan) {
            let when = web::copenhagen(at).strftime("%d.%m. kl. %H.%M").to_string();
            return Err(Refusal::conflict(ENDS_PLAN).with("when", when).into());
        }
        if was_exempt && approval::exemption_of(tx, id).await?.is_none() {
            release::lapse_exemption(tx, actor, id).await?;
        }
    }
    Ok(saved)
}

async fn run_checks(tx: &mut Tx, actor: &Actor, strategy: &Strategy, id: Id) -> Outcome<()> {
    let message = Message::get(tx, id).await?;
    let edition = Edition::get(tx, message.edition_id).await?;
    check::record(tx, actor, &edition, strategy).await?;
    Ok(())
}
