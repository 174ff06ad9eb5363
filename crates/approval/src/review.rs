//! The second pair of eyes: who is called to look at an urgent notice after it was sent, who may say that they have, and
//! what still waits for it (P6).

use crate::REVIEWED;
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use people::{APPROVE, Holder, Person};
use serde_json::json;
use std::collections::HashSet;
use thread::{Note, State, Step};
use web::{Outcome, Refusal, Site};

row! {
    /// An urgent notice that nobody else has looked at yet.
    #[derive(Clone, Debug)]
    pub struct PendingReview {
        /// Id.
        pub id: Id,
        /// The message.
        pub message_id: Id,
        /// Its title.
        pub title: String,
        /// The path of the unit that sent it.
        pub unit_path: String,
        /// Who published it.
        pub by_id: Id,
        /// What they are.
        pub function: String,
        /// When.
        pub at: Timestamp,
        /// Whom the act called to look at it.
        pub called: Json<Vec<Id>>,
        /// When somebody else must have looked.
        pub review_due: Timestamp,
    }
}

/// Who is called to look at what somebody sent in an emergency: everybody in communications who can be written to,
/// those at work first, never the one who sent it nor who stands in for them.
///
/// # Errors
/// When the database fails.
pub async fn second_eyes(conn: &mut impl AsConn, by: Id, now: Timestamp) -> db::Result<Vec<Holder>> {
    let mut holders = people::holders(conn, "communications", now).await?;
    let deputies = people::deputies_of(conn, by, (now, now)).await?;
    let is_other = |holder: &Holder| holder.person_id != by && !deputies.contains(&holder.person_id);
    holders.retain(|holder| is_other(holder) && holder.email.is_some());
    let mut known = HashSet::new();
    holders.retain(|holder| known.insert(holder.person_id));
    Ok(holders)
}

/// What those are whom the act of sending a message called to look at it, in the order in which they were called.
///
/// # Errors
/// When the database fails.
pub async fn called_about(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<String>> {
    let called = run!(
        conn,
        scalar Json<Vec<Id>>,
        "select called from emergency where message_id = $1 limit 1",
        [message] => fetch_optional
    )?;
    let mut functions = Vec::new();
    for person in called.map(|called| called.0).unwrap_or_default() {
        functions.push(Person::function_of(conn, person).await?);
    }
    Ok(functions)
}

/// The urgent notices that still need a second pair of eyes, the most pressing first.
///
/// # Errors
/// When the database fails.
pub async fn pending_reviews(conn: &mut impl AsConn) -> db::Result<Vec<PendingReview>> {
    run!(
        conn,
        PendingReview,
        "select e.id, e.message_id, m.title, m.unit_path, e.by_id, p.function, e.at, e.called, e.review_due
         from emergency e join message m on m.id = e.message_id join person p on p.id = e.by_id
         where e.reviewed_at is null and e.void_at is null order by e.review_due",
        [] => fetch_all
    )
}

/// One urgent notice that still needs a second pair of eyes.
///
/// # Errors
/// When the database fails.
pub(crate) async fn pending_review(
    conn: &mut impl AsConn,
    emergency: Id,
) -> db::Result<Option<PendingReview>> {
    run!(
        conn,
        PendingReview,
        "select e.id, e.message_id, m.title, m.unit_path, e.by_id, p.function, e.at, e.called, e.review_due
         from emergency e join message m on m.id = e.message_id join person p on p.id = e.by_id
         where e.id = $1 and e.reviewed_at is null and e.void_at is null",
        [emergency] => fetch_optional
    )
}

/// The urgent notice of a message that still needs a second pair of eyes.
///
/// # Errors
/// When the database fails.
pub async fn pending_review_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<PendingReview>> {
    run!(
        conn,
        PendingReview,
        "select e.id, e.message_id, m.title, m.unit_path, e.by_id, p.function, e.at, e.called, e.review_due
         from emergency e join message m on m.id = e.message_id join person p on p.id = e.by_id
         where e.message_id = $1 and e.reviewed_at is null and e.void_at is null",
        [message] => fetch_optional
    )
}

impl PendingReview {
    /// Whether it is for somebody to look at: whoever was called, or approves for the unit that sent it, but never the
    /// one who sent it; nobody says to have seen what they may not see.
    #[must_use]
    pub fn is_for(&self, actor: &Actor) -> bool {
        actor.person().is_some_and(|person| {
            person != self.by_id
                && actor.may(APPROVE)
                && (self.called.contains(&person) || actor.may_at(APPROVE, &self.unit_path))
        })
    }
}

/// Whether somebody may be the second pair of eyes: neither who sent it, nor whoever stands in for them since, whom
/// they could choose for it.
///
/// # Errors
/// When the database fails.
pub async fn may_review(
    conn: &mut impl AsConn,
    actor: &Actor,
    review: &PendingReview,
    now: Timestamp,
) -> db::Result<bool> {
    let Some(person) = actor.person().filter(|_| review.is_for(actor)) else { return Ok(false) };
    Ok(!people::deputies_of(conn, review.by_id, (review.at, now)).await?.contains(&person))
}

/// Calls whoever may look now at what nobody has looked at in time: those who were called may have lost the duty, or
/// left. Whoever was called already is not called again.
pub(crate) async fn call_again(site: &Site) -> Outcome<()> {
    let now = site.db.now();
    let pending = pending_reviews(&mut site.db.read().await?).await?;
    for late in pending.into_iter().filter(|pending| pending.review_due < now) {
        let mut tx = site.db.begin().await?;
        thread::lock(&mut tx, late.message_id).await?;
        let Some(pending) = pending_review(&mut tx, late.id).await? else { continue };
        let eyes = second_eyes(&mut tx, pending.by_id, now).await?;
        let new: Vec<Id> = eyes
            .iter()
            .map(|holder| holder.person_id)
            .filter(|person| !pending.called.contains(person))
            .collect();
        if new.is_empty() {
            continue;
        }
        let called: Vec<Id> = pending.called.iter().copied().chain(new.iter().copied()).collect();
        exec!(&mut tx, "update emergency set called = $2 where id = $1", [pending.id, Json(called)])?;
        db::job::enqueue(&mut tx, "approval-emergency", &json!({ "emergency": pending.id, "people": new }))
            .await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Notes that somebody else has looked at an urgent notice.
///
/// # Errors
/// When the actor published it, may not approve, or somebody has looked already.
pub async fn review(tx: &mut Tx, actor: &Actor, emergency: Id) -> Outcome<Id> {
    let reviewer = actor.person().ok_or_else(Refusal::forbidden)?;
    if let Some(message) = reviewed_by(tx, emergency, reviewer).await? {
        // Pressed twice.
        return Ok(message);
    }
    let pending = pending_review(tx, emergency).await?;
    let pending = pending.ok_or_else(|| Refusal::conflict("approval-reviewed-already"))?;
    message::Message::for_actor(tx, actor, pending.message_id).await?;
    thread::lock(tx, pending.message_id).await?;
    let now = tx.now();
    if !may_review(tx, actor, &pending, now).await? {
        let key = if pending.by_id == reviewer { "approval-own-notice" } else { "approval-not-called" };
        return Err(Refusal::new(key).because("approval.emergency").into());
    }
    let touched = exec!(
        tx,
        "update emergency set reviewed_at = $2, reviewed_by = $3 where id = $1 and reviewed_at is null",
        [emergency, now, reviewer]
    )?;
    if touched == 0 {
        return Err(Refusal::conflict("approval-reviewed-already").into());
    }
    let note = Note::new("approval-note-reviewed").with("who", &actor.name).because("approval.emergency");
    thread::set(tx, actor, pending.message_id, Step::Approval, State::Done, note).await?;
    let particulars = json!({ "emergency": emergency, "late": now > pending.review_due });
    Event { kind: REVIEWED, subject: pending.message_id, particulars, text: None }.write(tx, actor).await?;
    Ok(pending.message_id)
}

/// The message of an urgent notice that a person has looked at already.
async fn reviewed_by(tx: &mut Tx, emergency: Id, person: Id) -> db::Result<Option<Id>> {
    run!(
        tx,
        scalar Id,
        "select message_id from emergency where id = $1 and reviewed_by = $2 and void_at is null",
        [emergency, person] => fetch_optional
    )
}
