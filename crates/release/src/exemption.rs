//! Exemptions (danger, statutory publication, open meetings) and exceptions with a reason: the
//! only ways to go out before staff have heard. They are counted (H3).

use crate::{
    EXEMPTED,
    release::{Scope, of_message, strategy_of},
};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use message::Message;
use people::RELEASE;
use serde_json::json;
use strategy::words::{Duty, ExemptionKind};
use web::{Outcome, Refusal};

/// The shortest reason, in characters.
const REASON_MIN: usize = 10;
/// The longest reason, in characters.
const REASON_MAX: usize = 1_000;

row! {
    /// An exemption or exception.
    #[derive(Clone, Debug)]
    pub struct Exemption {
        /// `danger`, `statutory`, `open-meeting` or `exception`.
        pub kind: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Timestamp,
    }
}

/// The exemption of a message, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn exemption_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Exemption>> {
    run!(conn, Exemption, "select kind, reason, at from exemption where message_id = $1", [message] => fetch_optional)
}

/// Lets the external release come without waiting for the internal one.
///
/// # Errors
/// When the strategy knows no such exemption, the actor may not grant the exception, the reason says nothing, or
/// readers have it already: why it left early is not written over afterwards.
pub async fn exempt(tx: &mut Tx, actor: &Actor, message: Id, kind: &str, reason: &str) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(RELEASE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    if of_message(tx, message.id).await?.iter().any(|row| row.scope == Scope::External.word()) {
        return Err(Refusal::conflict("release-is-out").into());
    }
    let reason = reason.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("release-reason-length").at("reason").into());
    }
    web::no_cpr(reason, "reason")?;
    let strategy = strategy_of(tx, message.id).await?;
    let rule = strategy.internal_first.as_ref().ok_or_else(|| Refusal::new("release-no-internal-first"))?;
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
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into exemption (id, message_id, kind, reason, at, by_id) values ($1, $2, $3, $4, $5, $6)
         on conflict (message_id) do update set kind = excluded.kind, reason = excluded.reason, at = excluded.at, by_id = excluded.by_id",
        [id, message.id, kind, reason, now, by]
    )?;
    let particulars = json!({ "kind": kind, "item": item });
    Event { kind: EXEMPTED, subject: message.id, particulars, text: Some(reason) }.write(tx, actor).await?;
    Ok(())
}

/// Erases why a message was let go at once; that it was, and by whom, is kept.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, message: Id) -> db::Result<()> {
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
