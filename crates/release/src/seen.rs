//! What somebody saw when they decided: a page that has stood open sends no text that was written since, and moves no plan
//! that somebody else has made meanwhile. The form carries both; what differs is shown, and nothing is done.

use approval::going;
use db::{Actor, Id, Tx};
use message::{Edition, Message};
use people::Person;
use web::{Outcome, Refusal};

/// Refuses where the text or the plan of a message is not what the page showed. What the form did not carry is not
/// asked.
///
/// # Errors
/// When one of them has changed; the refusal says which, and by whom.
pub async fn check_seen(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    (text, plan, yes): (Option<&str>, Option<&str>, Option<&str>),
) -> Outcome<()> {
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    let edition = Edition::get(tx, message.edition_id).await?;
    if text.is_some_and(|text| text != edition.hash) {
        let who = Person::function_of(tx, edition.saved_by).await?;
        let refusal = Refusal::conflict("release-text-changed").with("who", who);
        return Err(refusal.with("number", edition.number).into());
    }
    if let Some(plan) = plan
        && plan != going(tx, message.id).await?.mark()
    {
        return Err(Refusal::conflict("release-plan-changed").into());
    }
    // "Now" is another time while a yes is missing.
    if let Some(yes) = yes
        && yes.is_empty() == approval::has_yes(tx, &edition).await?
    {
        return Err(Refusal::conflict("release-yes-changed").into());
    }
    Ok(())
}
