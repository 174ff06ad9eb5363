//! Events: what happened, who did it, when; one per act, in the act's own transaction.
//! An event holds ids and the salted hash of its text, so that erasing the text leaves the
//! chain whole (invariant 12). Kinds are registered by slices with a sentence in each language.

use crate::{Actor, AsConn, Id, Result, Timestamp, Tx, exec, row, run};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// How many bytes an erasable text may have; longer ones are cut.
const PAYLOAD_MAX: usize = 4_000;

/// A kind of event that a slice can write; `name` is also its text key (`event-` + name).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventKind {
    /// The slice that writes it.
    pub slice: &'static str,
    /// What was done, such as `approval-given`.
    pub name: &'static str,
}

/// An event about to be written.
pub struct Event<'a> {
    /// The kind.
    pub kind: EventKind,
    /// The thing that the event is about; its activity view shows it.
    pub subject: Id,
    /// Ids, numbers and closed words only: never a name or a text that a person wrote.
    pub particulars: Value,
    /// What a person wrote, such as a reason; erasable.
    pub text: Option<&'a str>,
}

/// A job of a later slice that follows from an event, written in the same transaction; the only
/// hook there is. The job's payload is `{ "subject": id, "particulars": {...} }`.
pub struct Reaction {
    /// The name of the event.
    pub event: &'static str,
    /// The kind of job.
    pub job: &'static str,
}

inventory::collect!(Reaction);

/// Registers a reaction: `reaction!("release-external" => "publish-release");`.
#[macro_export]
macro_rules! reaction {
    ($event:literal => $job:literal) => {
        $crate::inventory::submit! { $crate::Reaction { event: $event, job: $job } }
    };
}

row! {
    /// An event as it is read back.
    #[derive(Clone, Debug)]
    pub struct EventRow {
        /// Id.
        pub id: Id,
        /// When, milliseconds UTC.
        pub at: Timestamp,
        /// `person:ID`, `token:ID`, `system:part` or `visitor`.
        pub actor: String,
        /// The name that the actor had then.
        pub actor_name: Option<String>,
        /// The kind.
        pub name: String,
        /// What it is about.
        pub subject: Id,
        /// Ids, numbers and closed words.
        pub particulars: crate::Json<Value>,
        /// What a person wrote, unless erased.
        pub text: Option<String>,
    }
}

impl Event<'_> {
    /// Writes the event in the act's transaction, with the jobs that follow from it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(self, tx: &mut Tx, actor: &Actor) -> Result<Id> {
        tx.note_act();
        let (id, now) = (tx.new_id(), tx.now());
        let salt = Id::at(now).hex();
        let text: Option<String> = self.text.map(|text| cut(text).to_owned());
        let text_hash = text.as_ref().map(|text| hash(&salt, text));
        let name_hash = hash(&salt, &actor.name);
        let follows = serde_json::json!({ "subject": self.subject, "particulars": self.particulars });
        let particulars = crate::Json(self.particulars);
        exec!(
            tx,
            "insert into event (id, at, actor, slice, name, subject, particulars, text_hash, name_hash)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [
                id,
                now,
                actor.who.to_string(),
                self.kind.slice,
                self.kind.name,
                self.subject,
                &particulars,
                &text_hash,
                name_hash
            ]
        )?;
        exec!(
            tx,
            "insert into event_text (event_id, actor_name, salt, text) values ($1, $2, $3, $4)",
            [id, &actor.name, &salt, &text]
        )?;
        for reaction in
            inventory::iter::<Reaction>.into_iter().filter(|reaction| reaction.event == self.kind.name)
        {
            crate::job::enqueue(tx, reaction.job, &follows).await?;
        }
        Ok(id)
    }
}

impl Event<'_> {
    /// Erases what people wrote in the events about one thing; their hashes stay, so the chain holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erase_about(tx: &mut Tx, subject: Id) -> Result<()> {
        exec!(
            tx,
            "update event_text set text = null where event_id in (select id from event where subject = $1)",
            [subject]
        )
        .map(drop)
    }
}

impl EventRow {
    /// The latest events about one thing, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn about(conn: &mut impl AsConn, subject: Id, limit: i64) -> Result<Vec<Self>> {
        run!(
            conn,
            EventRow,
            "select e.id, e.at, e.actor, t.actor_name, e.name, e.subject, e.particulars, t.text
             from event e left join event_text t on t.event_id = e.id
             where e.subject = $1 order by e.id desc limit $2",
            [subject, limit] => fetch_all
        )
    }
}

impl EventRow {
    /// The latest events about one thing, newest first, as a story: of what one actor did of one kind (`often`) time after
    /// time the last stands for all, and what follows it each time by itself (`after`) is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn story(
        conn: &mut impl AsConn,
        subject: Id,
        (often, after): (EventKind, EventKind),
        limit: i64,
    ) -> Result<Vec<Self>> {
        run!(
            conn,
            EventRow,
            "select e.id, e.at, e.actor, t.actor_name, e.name, e.subject, e.particulars, t.text
             from (select y.*, lead(y.name) over (order by y.id) as next_name, lead(y.actor) over (order by y.id) as next_actor
                   from (select x.*, lag(x.name) over (order by x.id) as last_name, lag(x.actor) over (order by x.id) as last_actor
                         from event x where x.subject = $1) y
                   where not (y.name = $3 and coalesce(y.last_name, '') = $2 and coalesce(y.last_actor, '') = y.actor)) e
               left join event_text t on t.event_id = e.id
             where not (e.name = $2 and coalesce(e.next_name, '') = $2 and coalesce(e.next_actor, '') = e.actor)
             order by e.id desc limit $4",
            [subject, often.name, after.name, limit] => fetch_all
        )
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(PAYLOAD_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

pub(crate) fn hash(salt: &str, text: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(salt.as_bytes());
    digest.update(text.as_bytes());
    hex(&digest.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
