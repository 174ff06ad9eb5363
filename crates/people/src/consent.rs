//! What is asked for in the name of an address, which anybody can type: it changes nothing until the owner of the address
//! clicks in the mail of that very ask, and the click confirms what that mail names (GDPR article 7; C9).

use crate::{
    SUBSCRIPTION_ASKED, SUBSCRIPTION_CONFIRMED, bounce,
    subscriber::{self, Topic},
};
use channel::Mailbox;
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// How long an ask waits for its click: thirty days. Then the address is forgotten.
const LIFE_MS: i64 = 30 * 24 * 3_600_000;
/// How many topics an ask may name; no municipality has as many.
const TOPICS_MAX: usize = 100;

row! {
    /// An ask.
    #[derive(Clone, Debug)]
    pub struct Ask {
        /// Id.
        pub id: Id,
        /// The address; gone when it was confirmed.
        pub email: Option<String>,
        /// Language of the mails.
        pub lang: String,
        /// When it was asked.
        pub asked_at: Timestamp,
        /// The reader who confirmed it.
        pub subscriber_id: Option<Id>,
    }
}

/// What a form asks for, read and found to be possible.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// The address as mail servers write it.
    pub(crate) email: Mailbox,
    topics: Vec<String>,
}

impl Wish {
    /// Reads what a form asks for.
    ///
    /// # Errors
    /// When the address cannot be one or no topic is chosen.
    pub(crate) fn read(email: &str, topics: &[&str]) -> Result<Self, Refusal> {
        let email = Mailbox::parse(&email.to_lowercase())
            .map_err(|_| Refusal::new("people-email-wrong").at("email"))?;
        // A form may come from anywhere: what cannot be a topic is neither looked for nor written into the log.
        let is_topic = |topic: &&&str| crate::topic::is_topic_id(topic);
        let topics: Vec<String> =
            topics.iter().filter(is_topic).take(TOPICS_MAX).map(|topic| (*topic).to_owned()).collect();
        if topics.is_empty() {
            return Err(Refusal::new("people-topic-missing").at("topic"));
        }
        Ok(Self { email, topics })
    }

    /// Notes the ask. Whether the address is known already is not told, and nothing of it is changed. Refused where none
    /// of the topics is in use any more.
    pub(crate) async fn note(&self, tx: &mut Tx, lang: &str) -> Outcome<Id> {
        let (id, now) = (tx.new_id(), tx.now());
        exec!(
            tx,
            "insert into subscription_ask (id, email, lang, asked_at) values ($1, $2, $3, $4)",
            [id, self.email.as_str(), lang, now]
        )?;
        let mut asked = 0;
        for topic in &self.topics {
            asked += exec!(
                tx,
                "insert into subscription_ask_topic (ask_id, topic_id)
                 select $1, id from topic where id = $2 and retired_at is null on conflict do nothing",
                [id, topic]
            )?;
        }
        if asked == 0 {
            return Err(Refusal::new("people-topic-missing").at("topic").into());
        }
        let particulars = json!({ "topics": self.topics });
        Event { kind: SUBSCRIPTION_ASKED, subject: id, particulars, text: None }
            .write(tx, &Actor::visitor())
            .await?;
        Ok(id)
    }
}

/// Somebody asks for mail to an address.
///
/// # Errors
/// When the address cannot be one or no topic is chosen.
pub async fn ask(tx: &mut Tx, email: &str, topics: &[&str], lang: &str) -> Outcome<Id> {
    Wish::read(email, topics)?.note(tx, lang).await
}

/// One ask.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut impl AsConn, id: Id) -> db::Result<Option<Ask>> {
    run!(
        conn,
        Ask,
        "select id, email, lang, asked_at, subscriber_id from subscription_ask where id = $1",
        [id] => fetch_optional
    )
}

/// The topics of an ask that are still in use.
///
/// # Errors
/// When the database fails.
pub async fn topics_of(conn: &mut impl AsConn, ask: Id) -> db::Result<Vec<Topic>> {
    run!(
        conn,
        Topic,
        "select t.id, t.name from subscription_ask_topic a join topic t on t.id = a.topic_id
         where a.ask_id = $1 and t.retired_at is null order by t.position, t.id",
        [ask] => fetch_all
    )
}

/// The asks that a reader confirmed.
///
/// # Errors
/// When the database fails.
pub async fn asks_of(conn: &mut impl AsConn, subscriber: Id) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "select id from subscription_ask where subscriber_id = $1",
        [subscriber] => fetch_all
    )
}

/// What the owner of the address gets already, by name.
///
/// # Errors
/// When the database fails.
pub(crate) async fn held_by(conn: &mut impl AsConn, email: &str) -> db::Result<Vec<String>> {
    run!(
        conn,
        scalar String,
        "select t.name from subscriber s join subscription h on h.subscriber_id = s.id join topic t on t.id = h.topic_id
         where s.email = $1 order by t.position, t.id",
        [email] => fetch_all
    )
}

/// The owner of the address confirms an ask: they get what it names, besides what they have. Twice is once, also where
/// they took topics off since. Gives the reader.
///
/// # Errors
/// When there is no such ask, or its topics are all out of use.
pub async fn confirm(tx: &mut Tx, ask: Id) -> Outcome<Id> {
    let asked = find(tx, ask).await?.ok_or_else(Refusal::not_found)?;
    let Some(email) = asked.email else {
        return asked.subscriber_id.ok_or_else(|| Refusal::not_found().into());
    };
    let topics = topics_of(tx, ask).await?;
    if topics.is_empty() {
        return Err(Refusal::conflict("people-topics-gone").into());
    }
    bounce::bring_address_back(tx, &email).await?;
    let (id, now) = (tx.new_id(), tx.now());
    let reader = run!(
        tx,
        scalar Id,
        "insert into subscriber (id, email, lang, asked_at, confirmed_at) values ($1, $2, $3, $4, $5)
         on conflict (email) do update set asked_at = excluded.asked_at
         returning id",
        [id, email, asked.lang, asked.asked_at, now] => fetch_one
    )?;
    let confirmed = exec!(
        tx,
        "update subscription_ask set subscriber_id = $2, email = null where id = $1 and subscriber_id is null",
        [ask, reader]
    )?;
    if confirmed == 0 {
        return Ok(reader);
    }
    let topics: Vec<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
    subscriber::add_topics(tx, reader, &topics).await?;
    let particulars = json!({ "ask": ask, "topics": topics });
    Event { kind: SUBSCRIPTION_CONFIRMED, subject: reader, particulars, text: None }
        .write(tx, &Actor::visitor())
        .await?;
    Ok(reader)
}

/// The owner of the address did not ask: nothing is kept of it. One that was confirmed stays as it is.
///
/// # Errors
/// When the database fails.
pub(crate) async fn decline(tx: &mut Tx, ask: Id) -> db::Result<()> {
    exec!(
        tx,
        "delete from subscription_ask_topic where ask_id in
           (select id from subscription_ask where id = $1 and subscriber_id is null)",
        [ask]
    )?;
    exec!(tx, "delete from subscription_ask where id = $1 and subscriber_id is null", [ask]).map(drop)
}

/// Forgets every ask for an address that nobody confirmed: its owner wants no mail any more.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget_address(tx: &mut Tx, email: &str) -> db::Result<()> {
    exec!(
        tx,
        "delete from subscription_ask_topic where ask_id in (select id from subscription_ask where email = $1)",
        [email]
    )?;
    exec!(tx, "delete from subscription_ask where email = $1", [email]).map(drop)
}

/// Forgets what nobody confirmed in time.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(tx: &mut Tx) -> db::Result<()> {
    let before = tx.now() - LIFE_MS;
    exec!(
        tx,
        "delete from subscription_ask_topic where ask_id in
           (select id from subscription_ask where asked_at < $1 and subscriber_id is null)",
        [before]
    )?;
    exec!(tx, "delete from subscription_ask where asked_at < $1 and subscriber_id is null", [before])
        .map(drop)
}
