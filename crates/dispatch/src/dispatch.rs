//! A dispatch: one release by one channel that leaves the house.

use crate::{DISPATCHED, RESENT, SETTLED, audience, delivery, delivery::Counts, ended, ended::is_lost};
use approval::{Cleared, FollowUp, Ground};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use message::Message;
use serde_json::json;
use strategy::{Strategy, model::Channel, words::Audience};
use web::{Outcome, Refusal};

/// How long after the release a mail may still leave: two days.
const NOT_AFTER_MS: i64 = 2 * 24 * 3_600_000;

row! {
    /// A dispatch.
    #[derive(Clone, Debug)]
    pub struct DispatchRow {
        /// Id.
        pub id: Id,
        /// Of which release.
        pub release_id: Id,
        /// Of which message.
        pub message_id: Id,
        /// Of which edition.
        pub edition_id: Id,
        /// By which channel.
        pub channel: String,
        /// When.
        pub made_at: Timestamp,
        /// When it is too late.
        pub not_after: Timestamp,
        /// How many recipients.
        pub total: i64,
    }
}

/// What may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It may have arrived.
    Unknown,
    /// It did not leave in time.
    Expired,
    /// The other side did not take it.
    Failed,
}

impl Lost {
    /// The state of a delivery that it is.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Lost::Unknown => "unknown",
            Lost::Expired => "expired",
            Lost::Failed => "failed",
        }
    }

    /// The one of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Lost::Unknown, Lost::Expired, Lost::Failed].into_iter().find(|lost| lost.word() == word)
    }
}

impl DispatchRow {
    /// One dispatch.
    pub(crate) async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            DispatchRow,
            "select id, release_id, message_id, edition_id, channel, made_at, not_after, total from dispatch where id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }
}

/// Whether a dispatch goes before all that are not: it was released because of danger, as an urgent notice or past
/// staff's lead.
pub(crate) async fn is_urgent(conn: &mut impl AsConn, dispatch: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select d.id from dispatch d join release r on r.id = d.release_id
         where d.id = $1 and (r.ground = $2
           or exists (select 1 from exemption x where x.message_id = d.message_id and x.kind = 'danger'))",
        [dispatch, Ground::Emergency.word()] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// The dispatches of a message, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<DispatchRow>> {
    run!(
        conn,
        DispatchRow,
        "select id, release_id, message_id, edition_id, channel, made_at, not_after, total
         from dispatch where message_id = $1 order by id",
        [message] => fetch_all
    )
}

/// Writes the dispatch and a delivery row per recipient; sending is the next job.
pub(crate) async fn make(
    tx: &mut Tx,
    actor: &Actor,
    release: Id,
    strategy: &Strategy,
    channel: &Channel,
    cleared: Cleared,
) -> Outcome<()> {
    let edition = cleared.edition();
    let (recipients, retired) = match ended_by(tx, edition.id).await? {
        Some(warning) => (delivery::reached(tx, warning, cleared.channel()).await?, 0),
        None => audience::resolve(tx, &edition.content, channel, strategy.internal_first.as_ref()).await?,
    };
    let (id, now) = (tx.new_id(), tx.now());
    let total = i64::try_from(recipients.len()).unwrap_or(i64::MAX);
    let made = exec!(
        tx,
        "insert into dispatch (id, release_id, message_id, edition_id, channel, made_at, not_after, total)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        [id, release, edition.message_id, edition.id, cleared.channel(), now, now + NOT_AFTER_MS, total]
    )?;
    if made == 0 {
        return Ok(());
    }
    for recipient in &recipients {
        delivery::insert(tx, id, recipient.id, &recipient.address).await?;
    }
    let particulars = json!({ "dispatch": id, "channel": cleared.channel(), "total": total, "ground": cleared.ground().word() });
    Event { kind: DISPATCHED, subject: edition.message_id, particulars, text: None }.write(tx, actor).await?;
    if total > 0 {
        db::job::enqueue(tx, "dispatch-send", &json!({ "dispatch": id })).await?;
    }
    // Nobody subscribes: that is everyday. Whom somebody chose, or who works there, is not nobody.
    let is_chosen = !edition.content.audiences.is_empty() || channel.audience == Audience::Internal;
    match (total, retired) {
        (0, _) if is_chosen => ended::say_nobody(tx, actor, edition.message_id, channel.audience).await,
        (1.., 1..) => ended::say_retired(tx, actor, edition.message_id, channel.audience, retired).await,
        _ => Ok(()),
    }
}

/// The warning that an edition ends: that its danger is over goes to those who got it, and to nobody else.
async fn ended_by(tx: &mut Tx, edition: Id) -> db::Result<Option<Id>> {
    let urgent = approval::urgent_of(tx, edition).await?;
    let ends = urgent.filter(|urgent| urgent.follow_up() == Some(FollowUp::AllClear));
    Ok(ends.and_then(|urgent| urgent.corrects_id))
}

/// Sends again what did not arrive, or may not have, because a person chose to: one state of it.
///
/// # Errors
/// When there is nothing to send again, or the actor may not: whoever runs the program may, and whoever may release there.
pub async fn resend(tx: &mut Tx, actor: &Actor, dispatch: Id, lost: Lost) -> Outcome<()> {
    let row = chosen(tx, actor, dispatch).await?;
    let down = Message::get(tx, row.message_id).await?.down_at;
    if down.is_some() {
        return Err(Refusal::conflict("dispatch-down").into());
    }
    if release::is_corrected_for(tx, row.release_id).await? {
        return Err(Refusal::conflict("dispatch-corrected").into());
    }
    let (now, word) = (tx.now(), lost.word());
    let number = delivery::again(tx, dispatch, word).await?;
    if number == 0 {
        return Err(Refusal::new("dispatch-nothing-unknown").into());
    }
    exec!(tx, "update dispatch set settled_at = null, called_at = null where id = $1", [dispatch])?;
    ended::note_again(tx, actor, &row, number).await?;
    // Its time may have passed; whoever sends it now has chosen another.
    let not_after = row.not_after.max(now + NOT_AFTER_MS);
    exec!(tx, "update dispatch set not_after = $2 where id = $1", [dispatch, not_after])?;
    let particulars = json!({ "dispatch": dispatch, "number": number, "state": word });
    let urgent = is_urgent(tx, dispatch).await?;
    tx.set_urgent(urgent);
    Event { kind: RESENT, subject: row.message_id, particulars, text: None }.write(tx, actor).await?;
    Ok(db::job::enqueue(tx, "dispatch-send", &json!({ "dispatch": dispatch })).await?)
}

/// Leaves what did not arrive, or may not have, as it is, because a person chose to; twice is once.
///
/// # Errors
/// When everything has arrived or is on its way, or the actor may not: the same who may send it again.
pub async fn settle(tx: &mut Tx, actor: &Actor, dispatch: Id) -> Outcome<()> {
    let row = chosen(tx, actor, dispatch).await?;
    let counts = delivery::counts(tx, dispatch).await?;
    let left: i64 = counts.iter().filter(|count| is_lost(&counts, count)).map(|count| count.number).sum();
    if left == 0 && counts.iter().any(Counts::is_settled) {
        return Ok(());
    }
    if left == 0 {
        return Err(Refusal::new("dispatch-nothing-unknown").into());
    }
    let now = tx.now();
    exec!(tx, "update dispatch set settled_at = $2 where id = $1", [dispatch, now])?;
    let particulars = json!({ "dispatch": dispatch, "number": left });
    Event { kind: SETTLED, subject: row.message_id, particulars, text: None }.write(tx, actor).await?;
    ended::say(tx, actor, &row).await
}

/// A dispatch of which somebody chooses what becomes of its mails: whoever runs the program, and whoever may release
/// there.
async fn chosen(tx: &mut Tx, actor: &Actor, dispatch: Id) -> Outcome<DispatchRow> {
    let row = DispatchRow::get(tx, dispatch).await?;
    thread::lock(tx, row.message_id).await?;
    if !actor.may(people::OPERATE) {
        let message = Message::for_actor(tx, actor, row.message_id).await?;
        if !actor.may_at(people::RELEASE, &message.unit_path) {
            return Err(Refusal::forbidden().into());
        }
    }
    Ok(row)
}
