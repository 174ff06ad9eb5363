//! The municipality's own list of words: names, programs and terms that are right in this house, whatever the
//! dictionary says (H2). Everybody at the desk sees it; who writes for the whole municipality keeps it.

use crate::{WORD_ADDED, WORD_REMOVED};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use people::WRITE;
use plain_language::{House, words};
use serde_json::json;
use web::{Outcome, Refusal};

/// The longest word, in characters.
pub(crate) const WORD_MAX: usize = 60;
/// The most words on the list; every check reads them all.
const WORDS_MAX: i64 = 5_000;

row! {
    /// A word of the list.
    #[derive(Clone, Debug)]
    pub struct HouseWord {
        /// Id.
        pub id: Id,
        /// As it is written.
        pub word: String,
        /// When somebody put it there.
        pub added_at: Timestamp,
        /// The function of whoever did.
        pub added_by: String,
    }
}

/// Whether somebody may add words and take them away: who may write for the whole municipality.
#[must_use]
pub fn may_keep_words(actor: &Actor) -> bool {
    actor.may_at(WRITE, "")
}

/// The list as the language check uses it.
///
/// # Errors
/// When the database fails.
pub async fn house(conn: &mut impl AsConn) -> db::Result<House> {
    let words: Vec<String> = run!(conn, scalar String, "select word from house_word order by word limit $1", [WORDS_MAX] => fetch_all)?;
    Ok(House::parse(&words.join("\n")))
}

/// The list as people read it.
///
/// # Errors
/// When the database fails.
pub async fn house_words(conn: &mut impl AsConn) -> db::Result<Vec<HouseWord>> {
    run!(
        conn,
        HouseWord,
        "select w.id, w.word, w.added_at, p.function as added_by
         from house_word w join person p on p.id = w.added_by order by lower(w.word), w.word limit $1",
        [WORDS_MAX] => fetch_all
    )
}

/// Adds a word; one that is there already stays as it is.
///
/// # Errors
/// When the actor may not, it is not one word, or the list is full.
pub async fn add_word(tx: &mut Tx, actor: &Actor, word: &str) -> Outcome<String> {
    let by = actor.person().filter(|_| may_keep_words(actor)).ok_or_else(Refusal::forbidden)?;
    let word = word.trim();
    // What has no letters, or one, is never called misspelt.
    let is_whole = |one: &plain_language::Word| (one.start, one.end) == (0, word.len()) && one.letters > 1;
    let is_one_word = matches!(words(word).as_slice(), [one] if is_whole(one));
    if !is_one_word || word.chars().count() > WORD_MAX || word.contains('#') {
        return Err(Refusal::new("check-word-wrong").with("max", WORD_MAX).at("word").into());
    }
    web::no_cpr(word, "word")?;
    let there = run!(tx, scalar i64, "select count(*) from house_word", [] => fetch_one)?;
    if there >= WORDS_MAX {
        return Err(Refusal::new("check-words-full").with("max", WORDS_MAX).at("word").into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    let added = exec!(
        tx,
        "insert into house_word (id, word, added_at, added_by) values ($1, $2, $3, $4) on conflict (word) do nothing",
        [id, word, now, by]
    )?;
    if added > 0 {
        let particulars = json!({ "word": word });
        Event { kind: WORD_ADDED, subject: id, particulars, text: None }.write(tx, actor).await?;
    }
    Ok(word.to_owned())
}

/// Takes a word away.
///
/// # Errors
/// When the actor may not, or there is no such word.
pub async fn remove_word(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    if !may_keep_words(actor) {
        return Err(Refusal::forbidden().into());
    }
    let word = run!(
        tx, scalar String, "delete from house_word where id = $1 returning word", [id] => fetch_optional
    )?;
    let word = word.ok_or_else(Refusal::not_found)?;
    let particulars = json!({ "word": word });
    Event { kind: WORD_REMOVED, subject: id, particulars, text: None }.write(tx, actor).await?;
    Ok(())
}
