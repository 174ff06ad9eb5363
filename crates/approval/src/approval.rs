//! Saying yes, sending back, taking a yes back, and writing down a yes that came by telephone.
//! Every one of them is checked against rows and the rule that nobody approves what they wrote.

use crate::{
    COMPLETE, GIVEN, REGISTERED, RETURNED, WITHDRAWN, find,
    going::check_plan,
    ground, queue,
    request::{Request, Standing, standing},
    share::share,
};
use db::{Actor, Event, Id, Timestamp, Tx, exec, run};
use message::Message;
use serde_json::json;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// The longest comment, remark or reason, in characters.
pub(crate) const COMMENT_MAX: usize = 2_000;
const HOUR_MS: i64 = 3_600_000;

/// Says yes, to every open need that the person may meet, and to the time that was shown: `plan` is the mark of
/// [`crate::Going`], and without one no time was shown.
///
/// # Errors
/// When the request is no longer open, the person wrote on the text or need not say yes now, or the message goes at
/// another time than was shown.
pub async fn approve(tx: &mut Tx, actor: &Actor, request: Id, note: &str, plan: &str) -> Outcome<()> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    let row = Request::get(tx, request).await?;
    if find::authors_so_far(tx, row.message_id).await?.contains(&person) {
        return Err(Refusal::new("approval-own-text").into());
    }
    // To whoever was never asked, it says nothing of the plan.
    if Request::rules_of(tx, request, person).await?.is_empty() {
        return Err(Refusal { status: 403, ..Refusal::new("approval-not-yours") }.into());
    }
    if has_said_all(tx, &row, person).await? {
        // Pressed twice: the first press was the yes.
        return Ok(());
    }
    check_plan(tx, row.message_id, plan).await?;
    say_yes(tx, actor, request, person, None, note).await
}

/// Whether a person has said yes, and nothing more of it is asked of them now.
async fn has_said_all(tx: &mut Tx, request: &Request, person: Id) -> Outcome<bool> {
    let yeses = request.yeses(tx).await?;
    if request.void_at.is_some() || !yeses.iter().any(|yes| yes.person_id == person) {
        return Ok(false);
    }
    let standing = Standing { request: request.clone(), yeses };
    let asked = queue::asked(tx, request.id).await?;
    let may = |rule: &str| asked.iter().any(|one| one.person_id == person && one.rule == rule);
    Ok(request.ended_at.is_some() || !standing.open_needs().iter().any(|need| may(&need.rule)))
}

/// Writes down a yes that came by telephone; the one whose yes it is gets a mail about it.
///
/// # Errors
/// When the actor wrote on the text or holds no duty that may write it down.
pub async fn register_by_telephone(
    tx: &mut Tx,
    actor: &Actor,
    request: Id,
    person: Id,
    note: &str,
) -> Outcome<()> {
    let writer = actor.person().ok_or_else(Refusal::forbidden)?;
    let row = Request::get(tx, request).await?;
    if find::authors_so_far(tx, row.message_id).await?.contains(&writer) {
        return Err(Refusal::new("approval-own-text").into());
    }
    let strategy = strategy::version::by_version(tx, row.version_id).await?;
    let telephone = strategy.approval.as_ref().and_then(|approval| approval.telephone.as_ref());
    let telephone = telephone.ok_or_else(|| Refusal::new("approval-no-telephone"))?;
    let now = tx.now();
    let authors = find::authors_so_far(tx, row.message_id).await?;
    find::check_hands(tx, &authors, writer, (false, now)).await?;
    if !find::holds_one(tx, writer, &telephone.who_may_register, now).await? {
        return Err(Refusal::new("approval-not-registrar").because("approval.telephone").into());
    }
    let hours = telephone.confirm_within_hours.map(i64::from);
    let due = hours.map(|hours| now + hours * HOUR_MS);
    say_yes(tx, actor, request, person, Some(ByTelephone { writer, due }), note).await?;
    let payload = json!({ "request": request, "person": person });
    Ok(db::job::enqueue(tx, "approval-registered", &payload).await?)
}

/// Who wrote a yes down, and until when it must be confirmed.
#[derive(Clone, Copy)]
struct ByTelephone {
    writer: Id,
    due: Option<Timestamp>,
}

async fn say_yes(
    tx: &mut Tx,
    actor: &Actor,
    request: Id,
    person: Id,
    telephone: Option<ByTelephone>,
    note: &str,
) -> Outcome<()> {
    check_length(note, "note")?;
    let standing = open(tx, request).await?;
    let authors = find::authors_so_far(tx, standing.request.message_id).await?;
    if authors.contains(&person) {
        return Err(Refusal::new("approval-own-text").into());
    }
    let now = tx.now();
    find::check_hands(tx, &authors, person, (telephone.is_some(), now)).await?;
    let answered = share(&standing, &queue::asked(tx, request).await?, person)?;
    if answered.is_empty() {
        return Err(Refusal { status: 403, ..Refusal::new("approval-not-yours") }.into());
    }
    let note: String = note.trim().chars().take(COMMENT_MAX).collect();
    for rule in &answered {
        let id = tx.new_id();
        exec!(
            tx,
            "insert into approval (id, request_id, rule, person_id, at, registered_by, note, confirm_due, function)
             values ($1, $2, $3, $4, $5, $6, $7, $8, (select p.function from person p where p.id = $4))",
            [
                id,
                request,
                rule,
                person,
                now,
                telephone.map(|by| by.writer),
                &note,
                telephone.and_then(|by| by.due)
            ]
        )?;
    }
    let particulars = json!({ "request": request, "rules": answered, "by_telephone": telephone.is_some() });
    let text = (!note.is_empty()).then_some(note.as_str());
    let kind = if telephone.is_some() { REGISTERED } else { GIVEN };
    Event { kind, subject: standing.request.message_id, particulars, text }.write(tx, actor).await?;
    note_progress(tx, actor, standing.request.message_id).await
}

async fn note_progress(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    let Some(standing) = standing(tx, message).await? else { return Ok(()) };
    let mut names: Vec<&str> = standing.yeses.iter().map(|yes| yes.function.as_str()).collect();
    names.dedup();
    let who = names.join(", ");
    let item = standing.request.needs.first().map(crate::Need::item).unwrap_or_default();
    if standing.is_complete() {
        standing.request.end(tx).await?;
        let note = Note::new("approval-note-done").with("who", who).because(item);
        thread::set(tx, actor, message, Step::Approval, State::Done, note).await?;
        let particulars = json!({ "request": standing.request.id, "edition": standing.request.edition_id });
        Event { kind: COMPLETE, subject: message, particulars, text: None }.write(tx, actor).await?;
        let payload = json!({ "request": standing.request.id });
        db::job::enqueue(tx, "approval-complete", &payload).await?;
    } else {
        let note = Note::new("approval-note-partly").with("who", who).because(item);
        thread::set(tx, actor, message, Step::Approval, State::Waiting, note).await?;
        db::job::enqueue(tx, "approval-asked", &json!({ "request": standing.request.id })).await?;
    }
    Ok(())
}

/// Sends the text back with a comment.
///
/// # Errors
/// When there is no comment, the request is no longer open, or the person was not asked.
pub async fn give_back(tx: &mut Tx, actor: &Actor, request: Id, comment: &str) -> Outcome<()> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    let comment = comment.trim();
    if comment.is_empty() || comment.chars().count() > COMMENT_MAX {
        return Err(Refusal::new("approval-comment-missing").at("comment").into());
    }
    web::no_cpr(comment, "comment")?;
    if has_returned(tx, request, person, comment).await? {
        // Pressed twice.
        return Ok(());
    }
    let standing = open(tx, request).await?;
    if Request::rules_of(tx, request, person).await?.is_empty() {
        return Err(Refusal { status: 403, ..Refusal::new("approval-not-yours") }.into());
    }
    let (id, now, message) = (tx.new_id(), tx.now(), standing.request.message_id);
    exec!(
        tx,
        "insert into approval_return (id, request_id, person_id, at, comment) values ($1, $2, $3, $4, $5)",
        [id, request, person, now, comment]
    )?;
    standing.request.end(tx).await?;
    let note = Note::new("approval-note-returned").with("who", &actor.name).with("comment", comment);
    thread::set(tx, actor, message, Step::Approval, State::Broken, note).await?;
    ground::lose(tx, actor, message, "approval-note-lost-returned").await?;
    let particulars = json!({ "request": request });
    Event { kind: RETURNED, subject: message, particulars, text: Some(comment) }.write(tx, actor).await?;
    Ok(db::job::enqueue(tx, "approval-returned", &json!({ "request": request })).await?)
}

/// Whether a person has sent a request back with these words.
async fn has_returned(tx: &mut Tx, request: Id, person: Id, comment: &str) -> db::Result<bool> {
    let found = run!(
        tx,
        scalar Id,
        "select id from approval_return where request_id = $1 and person_id = $2 and comment = $3 limit 1",
        [request, person, comment] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Whether a person has said yes to a request and taken it back since.
async fn has_withdrawn(tx: &mut Tx, request: Id, person: Id) -> db::Result<bool> {
    let found = run!(
        tx,
        scalar Id,
        "select id from approval where request_id = $1 and person_id = $2 and withdrawn_at is not null limit 1",
        [request, person] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Takes one's own yes back; what is not out yet needs a new request, and a time that it had is gone.
///
/// # Errors
/// When the person has said no yes to it, or everybody has the message already.
pub async fn withdraw(tx: &mut Tx, actor: &Actor, request: Id, reason: &str) -> Outcome<()> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    check_length(reason, "reason")?;
    let row = Request::get(tx, request).await?;
    thread::lock(tx, row.message_id).await?;
    let message = Message::get(tx, row.message_id).await?;
    ground::check_not_out(&message, "approval-out-no-withdrawal")?;
    let now = tx.now();
    let taken = exec!(
        tx,
        "update approval set withdrawn_at = $3 where request_id = $1 and person_id = $2 and withdrawn_at is null",
        [request, person, now]
    )?;
    if taken == 0 && has_withdrawn(tx, request, person).await? {
        // Pressed twice.
        return Ok(());
    }
    if taken == 0 {
        return Err(Refusal::new("approval-no-yes").into());
    }
    row.end(tx).await?;
    let text = (!reason.trim().is_empty()).then_some(reason.trim());
    let particulars = json!({ "request": request });
    let latest = standing(tx, row.message_id).await?;
    if latest.is_some_and(|latest| latest.request.id != request) {
        // It was asked anew since, and nothing rests on this yes.
        Event { kind: WITHDRAWN, subject: row.message_id, particulars, text }.write(tx, actor).await?;
        return Ok(());
    }
    let note = Note::new("approval-note-withdrawn").with("who", &actor.name);
    thread::set(tx, actor, row.message_id, Step::Approval, State::Broken, note).await?;
    if ground::planned_at(tx, row.message_id).await?.is_none() {
        let payload = json!({ "request": request, "person": person, "reason": reason.trim() });
        db::job::enqueue(tx, "approval-withdrawn", &payload).await?;
    }
    ground::lose(tx, actor, row.message_id, "approval-note-lost-withdrawn").await?;
    Event { kind: WITHDRAWN, subject: row.message_id, particulars, text }.write(tx, actor).await?;
    Ok(())
}

/// A remark or reason may be left out, but not be a report.
fn check_length(text: &str, field: &'static str) -> Result<(), Refusal> {
    if text.chars().count() > COMMENT_MAX {
        return Err(Refusal::new("approval-note-long").with("max", COMMENT_MAX).at(field));
    }
    web::no_cpr(text, field)
}

async fn open(tx: &mut Tx, request: Id) -> Outcome<Standing> {
    let row = Request::get(tx, request).await?;
    thread::lock(tx, row.message_id).await?;
    let standing = standing(tx, row.message_id).await?.ok_or_else(Refusal::not_found)?;
    if standing.request.id != request || standing.request.ended_at.is_some() {
        return Err(Refusal::conflict("approval-closed").into());
    }
    Ok(standing)
}
