//! Topics that readers subscribe to: made, renamed and retired by those who keep the register,
//! and proposed from what units answer for and what the strategy's rules name (C9).

use crate::{TOPIC_CHANGED, TOPIC_MADE, TOPIC_RETIRED, TOPIC_RETURNED};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use serde_json::json;
use std::collections::BTreeSet;
use strategy::Strategy;
use web::{Outcome, Refusal};

/// The longest name, in characters: a line beside a box to tick.
const NAME_MAX: usize = 80;
/// The longest id, in characters.
const ID_MAX: usize = 60;

row! {
    /// A topic and how many readers want it.
    #[derive(Clone, Debug)]
    pub struct Counted {
        /// Id, such as `roads`.
        pub id: String,
        /// What readers call it.
        pub name: String,
        /// When it was retired, if it was.
        pub retired_at: Option<Timestamp>,
        /// Readers who have confirmed.
        pub readers: i64,
    }
}

row! {
    struct TopicsRow {
        topics: Json<Vec<String>>,
    }
}

/// Whether a text can be the id of a topic: lower-case English words with hyphens.
#[must_use]
pub fn is_topic_id(text: &str) -> bool {
    let signs = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    !text.is_empty() && text.len() <= ID_MAX && signs && !text.starts_with('-') && !text.ends_with('-')
}

/// Every topic, the retired last.
///
/// # Errors
/// When the database fails.
pub async fn counted(conn: &mut impl AsConn) -> db::Result<Vec<Counted>> {
    let mut all = run!(
        conn,
        Counted,
        "select t.id, t.name, t.retired_at,
           (select count(*) from subscription s join subscriber r on r.id = s.subscriber_id
             where s.topic_id = t.id and r.confirmed_at is not null and r.email is not null) as readers
         from topic t order by t.position, t.id",
        [] => fetch_all
    )?;
    all.sort_by_key(|topic| topic.retired_at.is_some());
    Ok(all)
}

/// Makes a topic; without an id, one is made from the name.
///
/// # Errors
/// When the name cannot be, or there is a topic with that id or name.
pub async fn make_topic(tx: &mut Tx, actor: &Actor, name: &str, id: &str) -> Outcome<String> {
    let name = &*markup::line(name);
    check_name(tx, "", name).await?;
    let id = if id.is_empty() { slug(name) } else { id.to_owned() };
    if !is_topic_id(&id) {
        return Err(Refusal::new("people-topic-id").with("max", ID_MAX).at("id").into());
    }
    web::no_cpr(&id, "id")?;
    let made = exec!(
        tx,
        "insert into topic (id, name, position)
         select $1, $2, coalesce(max(position), 0) + 1 from topic where true on conflict do nothing",
        [&id, name]
    )?;
    if made == 0 {
        return Err(Refusal::conflict("people-topic-taken").at("name").into());
    }
    note(tx, actor, TOPIC_MADE, &id).await?;
    Ok(id)
}

/// Gives a topic another name; readers who want it go on wanting it.
///
/// # Errors
/// When there is none, or the name cannot be.
pub async fn rename_topic(tx: &mut Tx, actor: &Actor, id: &str, name: &str) -> Outcome<()> {
    let name = &*markup::line(name);
    check_name(tx, id, name).await?;
    let renamed = exec!(tx, "update topic set name = $2 where id = $1", [id, name])?;
    found(renamed)?;
    note(tx, actor, TOPIC_CHANGED, id).await
}

/// Retires a topic: nobody is offered it any more.
///
/// # Errors
/// When there is none in use.
pub async fn retire_topic(tx: &mut Tx, actor: &Actor, id: &str) -> Outcome<()> {
    let now = tx.now();
    let retired =
        exec!(tx, "update topic set retired_at = $2 where id = $1 and retired_at is null", [id, now])?;
    found(retired)?;
    note(tx, actor, TOPIC_RETIRED, id).await
}

/// Takes a retired topic into use again.
///
/// # Errors
/// When there is none that was retired.
pub async fn return_topic(tx: &mut Tx, actor: &Actor, id: &str) -> Outcome<()> {
    let returned =
        exec!(tx, "update topic set retired_at = null where id = $1 and retired_at is not null", [id])?;
    found(returned)?;
    note(tx, actor, TOPIC_RETURNED, id).await
}

fn found(rows: u64) -> Outcome<()> {
    if rows > 0 { Ok(()) } else { Err(Refusal { status: 404, ..Refusal::new("people-topic-none") }.into()) }
}

async fn check_name(tx: &mut Tx, own: &str, name: &str) -> Outcome<()> {
    let length = name.chars().count();
    if length == 0 || length > NAME_MAX {
        return Err(Refusal::new("people-topic-name").with("max", NAME_MAX).at("name").into());
    }
    web::no_cpr(name, "name")?;
    let taken = run!(
        tx,
        scalar String,
        "select id from topic where name = $1 and id <> $2",
        [name, own] => fetch_optional
    )?;
    if taken.is_some() { Err(Refusal::conflict("people-topic-taken").at("name").into()) } else { Ok(()) }
}

async fn note(tx: &mut Tx, actor: &Actor, kind: db::EventKind, id: &str) -> Outcome<()> {
    let subject: Id = tx.new_id();
    Event { kind, subject, particulars: json!({ "topic": id }), text: None }.write(tx, actor).await?;
    Ok(())
}

/// Ids of topics that units answer for or the strategy's rules name, and that do not exist yet.
///
/// # Errors
/// When the database fails.
pub async fn proposed(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    known: &[Counted],
) -> db::Result<Vec<String>> {
    let units = run!(conn, TopicsRow, "select topics from unit order by path", [] => fetch_all)?;
    let named = strategy
        .approval
        .iter()
        .flat_map(|approval| &approval.rules)
        .flat_map(|rule| rule.when.topics.clone());
    let all: BTreeSet<String> = units.into_iter().flat_map(|row| row.topics.0).chain(named).collect();
    Ok(all.into_iter().filter(|id| is_topic_id(id) && known.iter().all(|topic| topic.id != *id)).collect())
}

/// A name in the letters of an id: æ, ø and å as they stand in addresses.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'é' => out.push('e'),
            'a'..='z' | '0'..='9' => out.push(c),
            _ if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            _ => {}
        }
    }
    out.truncate(ID_MAX);
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id() {
        for (name, id) in [
            ("Veje og trafik", "veje-og-trafik"),
            ("Ældre & sundhed", "aeldre-sundhed"),
            ("  Børn, unge – og skole! ", "boern-unge-og-skole"),
            ("2026", "2026"),
        ] {
            assert_eq!(slug(name), id);
            assert!(is_topic_id(id));
        }
        for wrong in ["", "-", "Roads", "a b", "æ", "-a", "a-", &"x".repeat(61), &slug("!!!")] {
            assert!(!is_topic_id(wrong), "{wrong}");
        }
    }
}
