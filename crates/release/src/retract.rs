//! Taking down what is out: at once, by whoever may release there or is on call, asking nobody first. The
//! releases end, every yes counts no more, and what waits for its time is cancelled. Pages, feeds and mails
//! follow in the same transaction, by the slices that own them.

use crate::{ASKED_DOWN, CANCELLED, RETRACTED, of_message, schedule::cancel_all, told::tell_of_ask};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use message::Message;
use people::{Holder, RELEASE, holders_about};
use serde_json::{Value, json};
use std::collections::HashSet;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// The longest reason, in characters.
const REASON_MAX: usize = 1_000;
/// The shortest reason, in characters.
const REASON_MIN: usize = 10;
/// How many messages one person asks about within such a time, in milliseconds: an hour.
const ASK_MAX: i64 = 10;
const ASK_WINDOW_MS: i64 = 3_600_000;
/// How many questions about one message are shown and answered.
const ASKED_SHOWN_MAX: i64 = 20;
/// How long those who were asked to take a message down are not asked again, in milliseconds.
const ASK_AGAIN_MS: i64 = 15 * 60_000;
/// The duty that may take down what any unit has out.
const ON_CALL: &str = "communications-on-call";

/// Whether somebody may take down what this message has out.
///
/// # Errors
/// When the database fails.
pub async fn may_retract(
    conn: &mut impl AsConn,
    actor: &Actor,
    message: &Message,
    now: Timestamp,
) -> db::Result<bool> {
    Ok(actor.may_at(RELEASE, &message.unit_path) || is_on_call(conn, actor, now).await?)
}

/// Whether somebody is on call, and may take down what any unit has out.
///
/// # Errors
/// When the database fails.
pub async fn is_on_call(conn: &mut impl AsConn, actor: &Actor, now: Timestamp) -> db::Result<bool> {
    let on_call = people::holders(conn, ON_CALL, now).await?;
    Ok(on_call.iter().any(|holder| Some(holder.person_id) == actor.person()))
}

/// Those who may take down or erase what a unit has written: whoever heads it or one above it, and whoever is on call; those
/// at work first.
///
/// # Errors
/// When the database fails.
pub async fn who_may_retract(
    conn: &mut impl AsConn,
    unit_path: &str,
    now: Timestamp,
) -> db::Result<Vec<Holder>> {
    let mut holders = holders_about(conn, unit_path, &[ON_CALL], &[], now).await?;
    let mut seen = HashSet::new();
    holders.retain(|holder| seen.insert(holder.person_id));
    Ok(holders)
}

/// Asks those who may to take a message down, or to erase it, for somebody who may not.
///
/// # Errors
/// When the actor may not see it, nobody may, they were asked a moment ago, or the reason says nothing.
pub async fn ask_down(tx: &mut Tx, actor: &Actor, message: Id, reason: &str) -> Outcome<()> {
    actor.person().ok_or_else(Refusal::forbidden)?;
    let message = Message::for_actor(tx, actor, message).await?;
    thread::lock(tx, message.id).await?;
    let reason = reason.trim();
    check_reason(reason)?;
    let now = tx.now();
    let asked = run!(
        tx,
        scalar i64,
        "select count(*) from event where subject = $1 and name = $2 and at > $3",
        [message.id, ASKED_DOWN.name, now - ASK_AGAIN_MS] => fetch_one
    )?;
    if asked > 0 {
        return Err(Refusal::conflict("release-asked-down-already").into());
    }
    let by = actor.who.to_string();
    let lately = run!(
        tx,
        scalar i64,
        "select count(*) from event where id >= $1 and name = $2 and actor = $3",
        [Id::first(now - ASK_WINDOW_MS), ASKED_DOWN.name, by] => fetch_one
    )?;
    if lately >= ASK_MAX {
        return Err(Refusal::conflict("release-asked-down-often").into());
    }
    let particulars = json!({ "by": actor.person() });
    Event { kind: ASKED_DOWN, subject: message.id, particulars, text: Some(reason) }.write(tx, actor).await?;
    tell_of_ask(tx, actor, message.id, reason).await
}

row! {
    /// That somebody asked for a message to be taken down or erased.
    #[derive(Clone, Debug)]
    pub struct AskedDown {
        /// When.
        pub at: Timestamp,
        /// By whom, by function.
        pub by_name: Option<String>,
        /// Why.
        pub reason: Option<String>,
        /// Ids.
        particulars: Json<Value>,
    }
}

impl AskedDown {
    /// What they are; nothing where that was erased.
    #[must_use]
    pub fn who(&self) -> String {
        self.by_name.clone().unwrap_or_default()
    }

    /// Who asked.
    pub(crate) fn by(&self) -> Option<Id> {
        self.particulars["by"].as_str()?.parse().ok()
    }
}

/// What was asked about a message, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn asked_down(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<AskedDown>> {
    run!(
        conn,
        AskedDown,
        "select e.at, t.actor_name as by_name, t.text as reason, e.particulars
         from event e left join event_text t on t.event_id = e.id
         where e.subject = $1 and e.name = $2 order by e.id desc limit $3",
        [message, ASKED_DOWN.name, ASKED_SHOWN_MAX] => fetch_all
    )
}

/// Refuses a reason that says nothing, or holds a CPR number.
pub(crate) fn check_reason(reason: &str) -> Result<(), Refusal> {
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("release-retract-reason").at("reason"));
    }
    web::no_cpr(reason, "reason")
}

/// The message, locked, if the actor may take it down.
pub(crate) async fn for_retraction(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<Message> {
    if !thread::lock(tx, message).await? {
        return Err(Refusal::not_found().into());
    }
    let message = Message::get(tx, message).await?;
    let now = tx.now();
    match may_retract(tx, actor, &message, now).await? {
        true => Ok(message),
        false => Err(Refusal::forbidden().into()),
    }
}

/// Takes a message down. Why it once might leave early counts no more either.
///
/// # Errors
/// When nothing of it is out, the actor may not, or the reason says nothing.
pub async fn retract(tx: &mut Tx, actor: &Actor, message: Id, reason: &str) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    let message = for_retraction(tx, actor, message).await?;
    let reason = reason.trim();
    check_reason(reason)?;
    if of_message(tx, message.id).await?.is_empty() {
        let key = if message.down_at.is_some() { "release-down-already" } else { "release-nothing-out" };
        return Err(Refusal::conflict(key).into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into retraction (id, message_id, at, by_id, by_name, reason) values ($1, $2, $3, $4, $5, $6)",
        [id, message.id, now, by, &actor.name, reason]
    )?;
    exec!(
        tx,
        "update release set retracted_at = $2 where message_id = $1 and retracted_at is null",
        [message.id, now]
    )?;
    exec!(tx, "delete from exemption where message_id = $1", [message.id])?;
    cancel_all(tx, message.id).await?;
    approval::void(tx, message.id).await?;
    message::note_out(tx, message.id, None, false).await?;
    for step in [Step::Internal, Step::Channels] {
        let note = Note::new("release-note-retracted").with("who", &actor.name);
        thread::set(tx, actor, message.id, step, State::Broken, note).await?;
    }
    let note = Note::new("release-note-yes-void");
    thread::set(tx, actor, message.id, Step::Approval, State::Missing, note).await?;
    let particulars = json!({ "retraction": id });
    Event { kind: RETRACTED, subject: message.id, particulars, text: Some(reason) }.write(tx, actor).await?;
    Ok(())
}

/// Why what is not out yet is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It belongs to a message that is taken down.
    WithOther,
    /// Its words are erased.
    Erased,
}

/// Holds back what is not out yet of a message: its times end, and every yes. Says whether there was anything.
///
/// # Errors
/// When the actor may not.
pub async fn hold_back(tx: &mut Tx, actor: &Actor, message: Id, why: Held) -> Outcome<bool> {
    let message = for_retraction(tx, actor, message).await?;
    let key = match why {
        Held::WithOther => "release-note-held-back",
        Held::Erased => "release-note-plan-erased",
    };
    let ended = cancel_all(tx, message.id).await?;
    for row in &ended {
        let step = if row.scope == "internal" { Step::Internal } else { Step::Channels };
        let note = Note::new(key).with("who", &actor.name);
        thread::set(tx, actor, message.id, step, State::Broken, note).await?;
    }
    let standing = approval::standing(tx, message.id).await?;
    let standing = standing.filter(|standing| standing.request.void_at.is_none());
    let is_asked = standing.is_some();
    if let Some(standing) = standing {
        approval::void(tx, message.id).await?;
        let has_yes = !standing.yeses.is_empty();
        let note = Note::new(if has_yes { "release-note-yes-gone" } else { "release-note-asked-no-more" });
        thread::set(tx, actor, message.id, Step::Approval, State::Missing, note).await?;
    }
    if ended.is_empty() {
        return Ok(is_asked);
    }
    Event { kind: CANCELLED, subject: message.id, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(true)
}
