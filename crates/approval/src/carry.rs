//! What a save does to a yes, and to a question that waits for one: a small correction carries it over, anything else ends
//! it, and those whom it concerns are told.

use crate::{
    CARRIED, INVALIDATED, ground,
    never::is_never_small,
    queue,
    request::{Standing, standing},
    small::{SmallClass, small_corrections},
};
use db::{Actor, Event, Id, Json, Tx, exec};
use message::Edition;
use serde_json::json;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// What became of a yes when the text was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There was none that the text could take away, or nothing changed.
    Nothing,
    /// A small correction: it stands.
    Carried,
    /// It is gone.
    Lost,
}

/// After a save and its checks: a small correction carries the yes over to the new edition, and the approvers
/// are told; any other change takes the ground away.
///
/// # Errors
/// When the database fails.
pub async fn carry_or_invalidate(tx: &mut Tx, actor: &Actor, message: Id, from: Id, to: Id) -> Outcome<Kept> {
    let Some(standing) = standing(tx, message).await?.filter(|_| from != to) else {
        return Ok(Kept::Nothing);
    };
    let covered = crate::clearance::covers(tx, &standing.request, from).await?;
    if !covered || !standing.is_live() {
        return Ok(Kept::Nothing);
    }
    let (old, new) = (Edition::get(tx, from).await?, Edition::get(tx, to).await?);
    let strategy = strategy::version::by_version(tx, standing.request.version_id).await?;
    let house = check::house(tx).await?;
    let never = is_never_small(&old.content, &new.content, &strategy)
        || is_by_approver(&standing, actor)
        || is_stopped(tx, &new).await?;
    match small_corrections(&old.content, &new.content, &strategy, &house).filter(|_| !never) {
        Some(classes) => {
            carry(tx, actor, &standing, (&old, &new), &classes).await?;
            Ok(Kept::Carried)
        }
        None => {
            tell_changed(tx, actor, &standing).await?;
            standing.request.end(tx).await?;
            let (note, lost) = match standing.is_complete() {
                true => ("approval-note-changed", "approval-note-lost-changed"),
                false => ("approval-note-changed-asked", "approval-note-lost-changed-asked"),
            };
            let note = Note::new(note).with("number", new.number);
            thread::set(tx, actor, message, Step::Approval, State::Missing, note).await?;
            ground::lose(tx, actor, message, lost).await?;
            let particulars = json!({ "request": standing.request.id, "edition": to });
            Event { kind: INVALIDATED, subject: message, particulars, text: None }.write(tx, actor).await?;
            Ok(Kept::Lost)
        }
    }
}

/// Tells those who are asked, those who have said yes, and while an answer was waited for whoever asked and began it,
/// that it is another text now; whoever changed it knows.
async fn tell_changed(tx: &mut Tx, actor: &Actor, standing: &Standing) -> Outcome<()> {
    let mut people: Vec<Id> = standing.yeses.iter().map(|yes| yes.person_id).collect();
    let mut owners: Vec<Id> = Vec::new();
    if !standing.is_complete() {
        people.extend(queue::asked_now(tx, &standing.request).await?.into_iter().map(|one| one.person_id));
        owners.push(standing.request.asked_by);
        owners.push(message::Message::get(tx, standing.request.message_id).await?.made_by);
    }
    for told in [&mut people, &mut owners] {
        told.retain(|person| actor.person() != Some(*person));
        told.sort();
        told.dedup();
    }
    if people.is_empty() && owners.is_empty() {
        return Ok(());
    }
    let payload =
        json!({ "request": standing.request.id, "by": actor.name, "people": people, "owners": owners });
    Ok(db::job::enqueue(tx, "approval-changed", &payload).await?)
}

/// Whoever said yes, or wrote a yes down, and then writes has no yes any more: nobody approves what they wrote.
fn is_by_approver(standing: &Standing, actor: &Actor) -> bool {
    let Some(writer) = actor.person() else { return false };
    standing.yeses.iter().any(|yes| yes.person_id == writer || yes.registered_by == Some(writer))
}

/// Whether something stops the new edition that nobody has let stand: what may not be asked about is not carried either.
async fn is_stopped(tx: &mut Tx, edition: &Edition) -> Outcome<bool> {
    let Some(run) = check::latest(tx, edition.id).await? else { return Ok(false) };
    let waived = check::waivers(tx, edition.message_id).await?;
    Ok(run.stopping(&waived).next().is_some())
}

async fn carry(
    tx: &mut Tx,
    actor: &Actor,
    standing: &Standing,
    (old, new): (&Edition, &Edition),
    classes: &[SmallClass],
) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    let (id, now) = (tx.new_id(), tx.now());
    message::freeze(tx, new.id).await?;
    exec!(
        tx,
        "insert into carry (id, message_id, from_edition_id, to_edition_id, at, by_id, classes)
         values ($1, $2, $3, $4, $5, $6, $7)",
        [id, new.message_id, old.id, new.id, now, by, Json(classes)]
    )?;
    let particulars = json!({ "request": standing.request.id, "edition": new.id, "classes": classes });
    Event { kind: CARRIED, subject: new.message_id, particulars, text: None }.write(tx, actor).await?;
    if !standing.yeses.is_empty() {
        db::job::enqueue(
            tx,
            "approval-carried",
            &json!({ "request": standing.request.id, "edition": new.id }),
        )
        .await?;
    }
    Ok(())
}
