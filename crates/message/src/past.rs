//! What was before a message: the one that it corrects, and that it was out and was taken down. Whoever writes,
//! approves or sends it reads this first.

use crate::{Edition, Message};
use db::{AsConn, Id, Timestamp, row, run};
use strategy::{
    Strategy,
    model::Channel,
    words::{Audience, ConnectorKind},
};
use web::Outcome;

row! {
    /// The message that another corrects.
    #[derive(Clone, Debug)]
    pub struct Original {
        /// Id.
        pub id: Id,
        /// The title as it went out.
        pub title: String,
        /// The edition that is out; nothing where it was taken down.
        pub out_edition_id: Option<Id>,
        /// The latest edition.
        pub edition_id: Id,
        /// When everybody had it; nothing while some still wait, or were stopped.
        pub all_out_at: Option<Timestamp>,
        /// When the next of its waves is to go, where one still waits.
        pub waits_until: Option<Timestamp>,
    }
}

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
        /// The edition that was out.
        pub edition_id: Option<Id>,
    }
}

/// What is looked at of a message to find what was before it.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The message.
    pub id: Id,
    /// Its latest edition.
    pub edition_id: Id,
    /// The message that it corrects.
    pub corrects_id: Option<Id>,
    /// Whether it was out and was taken down.
    pub is_down: bool,
}

impl From<&Message> for Now {
    fn from(message: &Message) -> Self {
        let Message { id, edition_id, corrects_id, down_at, .. } = message;
        Self { id: *id, edition_id: *edition_id, corrects_id: *corrects_id, is_down: down_at.is_some() }
    }
}

/// What was before a message.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The message that it corrects.
    pub corrects: Option<Original>,
    /// The channels, by name, that the original goes out by and this one does not.
    pub left_out: Vec<String>,
    /// That it was taken down, and is not out again.
    pub retraction: Option<Retraction>,
    /// Whether it still says what was taken down.
    pub is_unchanged: bool,
}

impl Past {
    /// What was before a message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(conn: &mut impl AsConn, strategy: &Strategy, message: impl Into<Now>) -> Outcome<Self> {
        let message = message.into();
        let mut past = Self::default();
        if let Some(id) = message.corrects_id {
            let original = original(conn, id).await?;
            past.left_out = left_out(conn, strategy, (&original, message.edition_id)).await?;
            past.corrects = Some(original);
        }
        if message.is_down {
            past.retraction = retraction_of(conn, message.id).await?;
            past.is_unchanged = match past.retraction.as_ref().and_then(|retraction| retraction.edition_id) {
                Some(before) => {
                    let now = Edition::get(conn, message.edition_id).await?.hash;
                    Edition::get(conn, before).await?.hash == now
                }
                None => false,
            };
        }
        Ok(past)
    }

    /// What is said of the channels that are left out: the original goes by them, or was stopped before it did.
    #[must_use]
    pub fn left_out_key(&self) -> &'static str {
        let goes = |original: &Original| original.all_out_at.is_some() || original.waits_until.is_some();
        match self.corrects.as_ref().is_some_and(goes) {
            true => "message-past-left-out",
            false => "message-past-left-out-stopped",
        }
    }

    /// The edition of the original that readers or staff have now.
    #[must_use]
    pub fn corrected_edition(&self) -> Option<Id> {
        self.corrects.as_ref().and_then(|original| original.out_edition_id)
    }
}

async fn original(conn: &mut impl AsConn, id: Id) -> db::Result<Original> {
    run!(
        conn,
        Original,
        "select m.id, m.title, m.out_edition_id, m.edition_id, m.all_out_at,
           (select min(s.due_at) from schedule s where s.message_id = m.id and s.ended_at is null) as waits_until
         from message m where m.id = $1",
        [id] => fetch_one
    )
}

/// What a correction does not go out by, though the original did.
async fn left_out(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    (original, latest): (&Original, Id),
) -> Outcome<Vec<String>> {
    let before = Edition::get(conn, original.out_edition_id.unwrap_or(original.edition_id)).await?.content.0;
    let now = Edition::get(conn, latest).await?.content.0;
    // A mail to nobody is none that the correction could follow.
    let has_readers = !before.topics.is_empty() || !before.audiences.is_empty();
    let went = |one: &Channel| {
        let is_mail = one.kind == ConnectorKind::Email && one.audience == Audience::External;
        before.has_channel(&one.id) && (has_readers || !is_mail)
    };
    let gone = strategy.channels.iter().filter(|one| went(one) && !now.has_channel(&one.id));
    Ok(gone.map(|channel| channel.name.clone()).collect())
}

/// The latest time that a message was taken down, if it was.
///
/// # Errors
/// When the database fails.
pub async fn retraction_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Retraction>> {
    run!(
        conn,
        Retraction,
        "select t.at, t.by_name, t.reason,
           (select r.edition_id from release r where r.message_id = t.message_id and r.retracted_at = t.at
            order by r.id desc limit 1) as edition_id
         from retraction t where t.message_id = $1 order by t.at desc, t.id desc limit 1",
        [message] => fetch_optional
    )
}
