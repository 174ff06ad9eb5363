//! Confirming a yes that somebody else wrote down: the one whose yes it is does so within the
//! strategy's hours. Not confirmed in time it clears nothing more; what is out stays out, and the
//! people are told once (strategy: approval.telephone, `confirm_within_hours`).

use crate::{
    covers,
    going::check_plan,
    request::{Request, Standing, standing},
};
use db::{Actor, AsConn, Event, EventKind, Id, Timestamp, Tx, exec, row, run};
use message::Message;
use serde_json::json;
use std::sync::Arc;
use strategy::words::Force;
use thread::{Note, State, Step};
use web::{Outcome, Refusal, Site};

/// A yes by telephone was not confirmed in time.
pub const UNCONFIRMED: EventKind = EventKind { slice: "approval", name: "approval-unconfirmed" };
/// The item of the strategy that asks for it.
const ITEM: &str = "approval.telephone";
/// How many yeses are looked at in one go.
const LOOK_MAX: i64 = 200;

row! {
    struct LateRow {
        request_id: Id,
        person_id: Id,
        registered_by: Id,
    }
}

/// Confirms one's own yes; it holds again, also where the time had run out.
///
/// # Errors
/// When no yes of one's own waits to be confirmed, or the message goes at another time than was shown (`plan`, as for
/// [`crate::approve`]).
pub async fn confirm(tx: &mut Tx, actor: &Actor, request: Id, plan: &str) -> Outcome<()> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    let row = Request::get(tx, request).await?;
    check_plan(tx, row.message_id, plan).await?;
    let now = tx.now();
    let confirmed = exec!(
        tx,
        "update approval set confirmed_at = $3
         where request_id = $1 and person_id = $2 and confirm_due is not null and confirmed_at is null and withdrawn_at is null",
        [request, person, now]
    )?;
    if confirmed == 0 {
        return Err(Refusal::new("approval-nothing-to-confirm").into());
    }
    let particulars = json!({ "request": request });
    Event { kind: crate::CONFIRMED, subject: row.message_id, particulars, text: None }
        .write(tx, actor)
        .await?;
    let Some(standing) = standing(tx, row.message_id).await? else { return Ok(()) };
    let still_late = standing.yeses.iter().any(|yes| yes.has_lapsed(now));
    if standing.request.id == request && standing.is_complete() && !still_late && holds(tx, &standing).await?
    {
        let note = Note::new("approval-note-confirmed").with("who", &actor.name).because(ITEM);
        thread::set(tx, actor, row.message_id, Step::Approval, State::Done, note).await?;
    }
    Ok(())
}

/// Whether a request still bears on the message: it was neither voided nor left behind by another text.
async fn holds(conn: &mut impl AsConn, standing: &Standing) -> Outcome<bool> {
    let message = Message::get(conn, standing.request.message_id).await?;
    Ok(standing.is_live() && covers(conn, &standing.request, message.edition_id).await?)
}

/// Refuses to let out what rests on a yes by telephone that was not confirmed in time.
///
/// # Errors
/// When there is such a yes, and the strategy says must.
pub async fn check_confirmed(tx: &mut Tx, message: Id) -> Outcome<()> {
    let Some(standing) = standing(tx, message).await? else { return Ok(()) };
    let now = tx.now();
    let Some(late) = standing.yeses.iter().find(|yes| yes.has_lapsed(now)) else { return Ok(()) };
    if !stops(tx, &standing.request).await? {
        return Ok(());
    }
    Err(Refusal::conflict("approval-unconfirmed").with("who", &late.function).because(ITEM).into())
}

async fn stops(tx: &mut Tx, request: &Request) -> Outcome<bool> {
    let strategy = strategy::version::by_version(tx, request.version_id).await?;
    let telephone = strategy.approval.as_ref().and_then(|approval| approval.telephone.as_ref());
    Ok(telephone.is_some_and(|telephone| telephone.force == Force::Must))
}

/// Tells about yeses that were not confirmed in time, each once and in a transaction of its own.
pub(crate) async fn remind(site: Arc<Site>) -> Outcome<()> {
    let late = run!(
        &mut site.db.read().await?,
        LateRow,
        "select distinct request_id, person_id, registered_by from approval
         where confirm_due <= $1 and confirmed_at is null and confirm_reminded_at is null and withdrawn_at is null
           and registered_by is not null limit $2",
        [site.db.now(), LOOK_MAX] => fetch_all
    )?;
    for row in late {
        let mut tx = site.db.begin().await?;
        if remind_about(&mut tx, &row).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn remind_about(tx: &mut Tx, late: &LateRow) -> Outcome<bool> {
    let request = Request::get(tx, late.request_id).await?;
    thread::lock(tx, request.message_id).await?;
    let now: Timestamp = tx.now();
    let is_first = exec!(
        tx,
        "update approval set confirm_reminded_at = $3
         where request_id = $1 and person_id = $2 and confirm_due <= $3 and confirmed_at is null
           and confirm_reminded_at is null and withdrawn_at is null",
        [late.request_id, late.person_id, now]
    )? > 0;
    let Some(standing) = standing(tx, request.message_id).await? else { return Ok(is_first) };
    // A later request asks anew, and another text or a taking down leaves it behind; then this yes is about nothing.
    if !is_first || standing.request.id != request.id || !holds(tx, &standing).await? {
        return Ok(is_first);
    }
    let actor = Actor::system("approval-confirmations");
    let who = standing.yeses.iter().find(|yes| yes.person_id == late.person_id);
    let who = who.map(|yes| yes.function.clone()).unwrap_or_default();
    if stops(tx, &request).await? {
        let note = Note::new("approval-note-unconfirmed").with("who", who).because(ITEM);
        thread::set(tx, &actor, request.message_id, Step::Approval, State::Broken, note).await?;
    }
    let particulars = json!({ "request": request.id, "person": late.person_id });
    Event { kind: UNCONFIRMED, subject: request.message_id, particulars, text: None }
        .write(tx, &actor)
        .await?;
    let payload = json!({ "request": request.id, "person": late.person_id, "registrar": late.registered_by });
    db::job::enqueue(tx, "approval-unconfirmed", &payload).await?;
    Ok(true)
}
