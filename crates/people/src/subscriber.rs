//! Readers who subscribe by e-mail to topics: a page to change one's mind, one click to end it (RFC 8058). How one becomes
//! a reader stands in `consent.rs`. An ended subscription keeps no address (C9).

use crate::{SUBSCRIPTION_ENDED, consent};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use web::Outcome;

row! {
    /// A topic that readers subscribe to.
    #[derive(Clone, Debug)]
    pub struct Topic {
        /// Id, such as `roads`.
        pub id: String,
        /// What readers call it.
        pub name: String,
    }
}

row! {
    /// A reader.
    #[derive(Clone, Debug)]
    pub struct Subscriber {
        /// Id.
        pub id: Id,
        /// Address; gone when the subscription has ended.
        pub email: Option<String>,
        /// Language of the mails.
        pub lang: String,
        /// When the reader confirmed.
        pub confirmed_at: Option<Timestamp>,
        /// When the reader ended it.
        pub ended_at: Option<Timestamp>,
        /// When their address was given up, which can be undone for a while.
        pub lost_at: Option<Timestamp>,
    }
}

/// Makes a topic.
///
/// # Errors
/// When the database fails.
pub async fn add_topic(tx: &mut Tx, id: &str, name: &str, position: i64) -> db::Result<()> {
    exec!(
        tx,
        "insert into topic (id, name, position) values ($1, $2, $3) on conflict do nothing",
        [id, name, position]
    )
    .map(drop)
}

/// Every topic that is in use.
///
/// # Errors
/// When the database fails.
pub async fn topics(conn: &mut impl AsConn) -> db::Result<Vec<Topic>> {
    run!(conn, Topic, "select id, name from topic where retired_at is null order by position, id", [] => fetch_all)
}

/// Those of some topics that are out of use.
///
/// # Errors
/// When the database fails.
pub async fn retired_topics(conn: &mut impl AsConn, ids: &[&str]) -> db::Result<Vec<Topic>> {
    run!(
        conn,
        Topic,
        "select id, name from topic where retired_at is not null and id in {texts $1} order by position, id",
        [json!(ids).to_string()] => fetch_all
    )
}

/// A reader whose consent is known already, as in the demo.
#[derive(Clone, Debug)]
pub struct NewReader<'a> {
    /// The id.
    pub id: Id,
    /// The address.
    pub email: &'a str,
    /// When the reader confirmed.
    pub at: Timestamp,
    /// The topics.
    pub topics: &'a [&'a str],
}

/// Registers a reader who has confirmed; no mail goes out and no event is written for each.
///
/// # Errors
/// When the database fails.
pub async fn add_confirmed(tx: &mut Tx, new: &NewReader<'_>) -> db::Result<()> {
    exec!(
        tx,
        "insert into subscriber (id, email, lang, asked_at, confirmed_at) values ($1, $2, 'da', $3, $3)",
        [new.id, new.email, new.at]
    )?;
    for topic in new.topics {
        exec!(
            tx,
            "insert into subscription (subscriber_id, topic_id, since) values ($1, $2, $3)",
            [new.id, *topic, new.at]
        )?;
    }
    Ok(())
}

/// How many readers have confirmed and not ended it.
///
/// # Errors
/// When the database fails.
pub async fn confirmed(conn: &mut impl AsConn) -> db::Result<i64> {
    run!(
        conn,
        scalar i64,
        "select count(*) from subscriber where confirmed_at is not null and email is not null",
        [] => fetch_one
    )
}

/// One reader.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut impl AsConn, id: Id) -> db::Result<Option<Subscriber>> {
    run!(
        conn,
        Subscriber,
        "select id, email, lang, confirmed_at, ended_at, lost_at from subscriber where id = $1",
        [id] => fetch_optional
    )
}

/// The topics of a reader.
///
/// # Errors
/// When the database fails.
pub async fn topics_of(conn: &mut impl AsConn, subscriber: Id) -> db::Result<Vec<String>> {
    run!(
        conn,
        scalar String,
        "select topic_id from subscription where subscriber_id = $1 order by topic_id",
        [subscriber] => fetch_all
    )
}

/// The reader gets topics besides those they have.
pub(crate) async fn add_topics(tx: &mut Tx, subscriber: Id, wanted: &[&str]) -> db::Result<()> {
    let now = tx.now();
    for topic in wanted {
        exec!(
            tx,
            "insert into subscription (subscriber_id, topic_id, since)
             select $1, id, $3 from topic where id = $2 on conflict do nothing",
            [subscriber, *topic, now]
        )?;
    }
    Ok(())
}

/// The reader chooses other topics.
///
/// # Errors
/// When the database fails.
pub async fn set_topics(tx: &mut Tx, subscriber: Id, wanted: &[&str]) -> Outcome<()> {
    exec!(tx, "delete from subscription where subscriber_id = $1", [subscriber])?;
    Ok(add_topics(tx, subscriber, wanted).await?)
}

/// The reader ends it; the address is forgotten at once.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, subscriber: Id) -> Outcome<()> {
    let now = tx.now();
    let email = run!(
        tx,
        scalar Option<String>,
        "select coalesce(email, lost_email) from subscriber where id = $1",
        [subscriber] => fetch_optional
    )?;
    if let Some(email) = email.flatten() {
        consent::forget_address(tx, &email).await?;
    }
    exec!(tx, "delete from subscription where subscriber_id = $1", [subscriber])?;
    let ended = exec!(
        tx,
        "update subscriber set email = null, lost_email = null, lost_at = null, ended_at = $2
         where id = $1 and ended_at is null",
        [subscriber, now]
    )?;
    if ended > 0 {
        Event { kind: SUBSCRIPTION_ENDED, subject: subscriber, particulars: json!({}), text: None }
            .write(tx, &Actor::visitor())
            .await?;
    }
    Ok(())
}

/// The readers who confirmed and want a topic.
///
/// # Errors
/// When the database fails.
pub async fn receivers(conn: &mut impl AsConn, topic: &str) -> db::Result<Vec<Subscriber>> {
    run!(
        conn,
        Subscriber,
        "select s.id, s.email, s.lang, s.confirmed_at, s.ended_at, s.lost_at
         from subscriber s join subscription t on t.subscriber_id = s.id
         where t.topic_id = $1 and s.confirmed_at is not null and s.email is not null order by s.id",
        [topic] => fetch_all
    )
}
