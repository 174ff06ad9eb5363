//! Exemptions (danger, statutory publication, open meetings) and exceptions with a reason: the
//! only ways to go out before staff have heard. They are counted (H3).

use crate::{
    EXEMPTED, EXEMPTION_ENDED,
    release::{Scope, of_message, strategy_of},
    schedule::plan_again,
    stop::crisis_stop,
};
use approval::exemption_of;
use db::{Actor, Event, Id, Tx, exec, run};
use message::Message;
use people::RELEASE;
use serde_json::json;
use strategy::words::{Duty, ExemptionKind};
use web::{Outcome, Refusal};

/// The shortest reason, in characters.
const REASON_MIN: usize = 10;
/// The longest reason, in characters.
const REASON_MAX: usize = 1_000;

/// Lets the external release come without waiting for the internal one.
///
/// # Errors
/// When the strategy knows no such exemption, the actor may not grant the exception, the reason says nothing, or
/// readers have it already: why it left early is not written over afterwards. What the law wants published goes past a
/// stop, so while one stands only whoever may release for the whole municipality says that of a message, never of one that
/// they wrote, and those on call are told.
pub async fn exempt(tx: &mut Tx, actor: &Actor, message: Id, kind: &str, reason: &str) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    thread::lock(tx, message).await?;
    let message = open(tx, actor, message).await?;
    let reason = reason.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("release-reason-length").at("reason").into());
    }
    web::no_cpr(reason, "reason")?;
    let strategy = strategy_of(tx, message.id).await?;
    let rule = strategy.internal_first.as_ref().ok_or_else(|| Refusal::new("release-no-internal-first"))?;
    // Who holds the right everywhere is the communications department, not a head who finds the door closed.
    if kind == "statutory" && !actor.may_at(RELEASE, "") && crisis_stop(tx).await?.is_some() {
        return Err(Refusal::new("release-exempt-stopped").at("kind").into());
    }
    if kind == "statutory"
        && crisis_stop(tx).await?.is_some()
        && approval::authors_so_far(tx, message.id).await?.contains(&by)
    {
        return Err(Refusal::new("release-exempt-own").at("kind").into());
    }
    let item = match kind {
        "exception" => {
            let granted_by = rule.exceptions.as_ref().map_or(&[][..], |exceptions| &exceptions.granted_by);
            may_grant(tx, by, granted_by).await?;
            "internal-first".to_owned()
        }
        _ => {
            let found = rule.exemptions.iter().find(|exemption| word(exemption.kind) == kind);
            let found = found.ok_or_else(|| Refusal::new("release-no-such-exemption").at("kind"))?;
            format!("exemption.{}", found.id)
        }
    };
    if is_noted(tx, &message, by, (kind, reason)).await? {
        // Pressed twice.
        return Ok(());
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into exemption (id, message_id, kind, reason, at, by_id, edition_id) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (message_id) do update set kind = excluded.kind, reason = excluded.reason, at = excluded.at,
           by_id = excluded.by_id, edition_id = excluded.edition_id",
        [id, message.id, kind, reason, now, by, message.edition_id]
    )?;
    // It is about this text: what is written from now on is another edition.
    message::freeze(tx, message.edition_id).await?;
    let particulars = json!({ "kind": kind, "item": item, "edition": message.edition_id });
    Event { kind: EXEMPTED, subject: message.id, particulars, text: Some(reason) }.write(tx, actor).await?;
    let payload = json!({ "message": message.id, "kind": kind, "by": by });
    Ok(db::job::enqueue(tx, "release-exempted", &payload).await?)
}

/// Whether the same person has said the same of the same text.
async fn is_noted(tx: &mut Tx, message: &Message, by: Id, (kind, reason): (&str, &str)) -> db::Result<bool> {
    let found = run!(
        tx,
        scalar Id,
        "select id from exemption where message_id = $1 and by_id = $2 and kind = $3 and reason = $4 and edition_id = $5",
        [message.id, by, kind, reason, message.edition_id] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Takes an exemption back: staff hear first again, and a time that was set moves with it.
///
/// # Errors
/// When there is none, the actor may not release for the unit, or readers have it already.
pub async fn end_exemption(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    thread::lock(tx, message).await?;
    let message = open(tx, actor, message).await?;
    exemption_of(tx, message.id).await?.ok_or_else(|| Refusal::conflict("release-not-exempt"))?;
    exec!(tx, "delete from exemption where message_id = $1", [message.id])?;
    note_ended(tx, actor, message.id).await?;
    plan_again(tx, actor, message.id).await
}

/// Notes that an exemption has ended with the text that it was about: staff hear first again. What readers got by it
/// keeps why it left early.
///
/// # Errors
/// When the database fails.
pub async fn lapse_exemption(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    let lapsed = exec!(
        tx,
        "delete from exemption where message_id = $1
           and not exists (select 1 from release r where r.message_id = $1 and r.scope = 'external')",
        [message]
    )?;
    match lapsed {
        0 => Ok(()),
        _ => note_ended(tx, actor, message).await,
    }
}

async fn note_ended(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    Event { kind: EXEMPTION_ENDED, subject: message, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// A message that the actor may release and that readers do not have yet.
async fn open(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<Message> {
    let message = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(RELEASE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    if of_message(tx, message.id).await?.iter().any(|row| row.scope == Scope::External.word()) {
        return Err(Refusal::conflict("release-is-out").into());
    }
    Ok(message)
}

/// Erases why a message was let go at once, and what waits to be told of it; that it was let go, and by whom, is kept.
///
/// # Errors
/// When the database fails.
pub async fn erase_words(tx: &mut Tx, message: Id) -> db::Result<()> {
    db::job::drop_about(tx, &["release-told"], message).await?;
    exec!(tx, "update exemption set reason = '' where message_id = $1", [message]).map(drop)
}

async fn may_grant(tx: &mut Tx, person: Id, duties: &[Duty]) -> Outcome<()> {
    let now = tx.now();
    for duty in duties {
        let word = serde_json::to_value(duty)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default();
        if people::holders(tx, &word, now).await?.iter().any(|holder| holder.person_id == person) {
            return Ok(());
        }
    }
    Err(Refusal { status: 403, ..Refusal::new("release-not-granter") }.because("internal-first").into())
}

fn word(kind: ExemptionKind) -> &'static str {
    match kind {
        ExemptionKind::Danger => "danger",
        ExemptionKind::Statutory => "statutory",
        ExemptionKind::OpenMeeting => "open-meeting",
    }
}
