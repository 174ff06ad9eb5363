//! Taking down what is out: at once, by whoever may release there or is on call, asking nobody first. The
//! releases end, every yes counts no more, and what waits for its time is cancelled. Pages, feeds and mails
//! follow in the same transaction, by the slices that own them.

use crate::{RETRACTED, of_message, schedule::cancel_all};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use message::Message;
use people::RELEASE;
use serde_json::json;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// The longest reason, in characters.
const REASON_MAX: usize = 1_000;
/// The shortest reason, in characters.
const REASON_MIN: usize = 10;
/// The duty that may take down what any unit has out.
const ON_CALL: &str = "communications-on-call";

row! {
    /// A message was taken down.
    #[derive(Clone, Debug)]
    pub struct Retraction {
        /// When.
        pub at: Timestamp,
        /// By whom, by function.
        pub by_name: String,
        /// Why.
        pub reason: String,
        /// Whether something personal stood in it, which was erased.
        pub personal: bool,
    }
}

/// The latest time that a message was taken down, if it was.
///
/// # Errors
/// When the database fails.
pub async fn retraction_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Retraction>> {
    run!(
        conn,
        Retraction,
        "select at, by_name, reason, personal from retraction where message_id = $1 order by at desc, id desc limit 1",
        [message] => fetch_optional
    )
}

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
    if actor.may_at(RELEASE, &message.unit_path) {
        return Ok(true);
    }
    let on_call = people::holders(conn, ON_CALL, now).await?;
    Ok(on_call.iter().any(|holder| Some(holder.person_id) == actor.person()))
}

/// Takes a message down; `personal` says that something personal stood in it.
///
/// # Errors
/// When nothing of it is out, the actor may not, or the reason says nothing.
pub async fn retract(tx: &mut Tx, actor: &Actor, message: Id, reason: &str, personal: bool) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    if !thread::lock(tx, message).await? {
        return Err(Refusal::not_found().into());
    }
    let message = Message::get(tx, message).await?;
    let now = tx.now();
    if !may_retract(tx, actor, &message, now).await? {
        return Err(Refusal::forbidden().into());
    }
    let reason = reason.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("release-retract-reason").at("reason").into());
    }
    web::no_cpr(reason, "reason")?;
    if of_message(tx, message.id).await?.is_empty() {
        return Err(Refusal::conflict("release-nothing-out").into());
    }
    let id = tx.new_id();
    exec!(
        tx,
        "insert into retraction (id, message_id, at, by_id, by_name, reason, personal) values ($1, $2, $3, $4, $5, $6, $7)",
        [id, message.id, now, by, &actor.name, reason, personal]
    )?;
    exec!(
        tx,
        "update release set retracted_at = $2 where message_id = $1 and retracted_at is null",
        [message.id, now]
    )?;
    cancel_all(tx, message.id).await?;
    approval::void(tx, message.id).await?;
    message::note_out(tx, message.id, None, false).await?;
    for step in [Step::Internal, Step::Channels] {
        let note = Note::new("release-note-retracted").with("who", &actor.name);
        thread::set(tx, actor, message.id, step, State::Broken, note).await?;
    }
    let note = Note::new("release-note-yes-void");
    thread::set(tx, actor, message.id, Step::Approval, State::Missing, note).await?;
    let particulars = json!({ "retraction": id, "personal": personal });
    Event { kind: RETRACTED, subject: message.id, particulars, text: Some(reason) }.write(tx, actor).await?;
    Ok(())
}
