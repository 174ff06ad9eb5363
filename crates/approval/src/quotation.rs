//! Quoted people say yes to their own words, and only to those, by a link that is good for one
//! answer (requirements: approval). Whoever is asked must have said yes before the text leaves; a
//! word changed in the quotation asks anew.

use crate::{QUOTATION_ANSWERED, QUOTATION_ASKED, QUOTATION_WITHDRAWN};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use markup::{Doc, PartKind};
use message::{Content, Edition, Message};
use people::{Person, WRITE};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use web::{Outcome, Refusal};

/// How long a link is good: three weeks, so that a holiday does not kill it.
const LIFE_MS: i64 = 21 * 24 * 3_600_000;
/// How many questions somebody may send within an hour.
const ASKED_MAX: i64 = 20;
const HOUR_MS: i64 = 3_600_000;
/// The longest comment, in characters.
const COMMENT_MAX: usize = 2_000;
/// The longest e-mail address (RFC 5321 section 4.5.3.1, as corrected by erratum 1690).
const EMAIL_MAX: usize = 254;

/// What somebody is quoted for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Who said them, as the text has it; empty where it does not say.
    pub speaker: String,
    /// SHA-256 of both, in hex: the words that somebody is asked about.
    pub hash: String,
}

row! {
    /// A quotation that somebody was asked about.
    #[derive(Clone, Debug)]
    pub struct Quotation {
        /// Id; with the installation's key it makes the link.
        pub id: Id,
        /// Of which message.
        pub message_id: Id,
        /// The hash of the words and the speaker.
        pub words_hash: String,
        /// The words.
        pub words: String,
        /// Who said them.
        pub speaker: String,
        /// Where the link goes, until there is an answer.
        pub email: Option<String>,
        /// When it was asked.
        pub asked_at: Timestamp,
        /// By whom.
        pub asked_by: Id,
        /// Until when one may answer.
        pub expires_at: Timestamp,
        /// When it was answered.
        pub answered_at: Option<Timestamp>,
        /// Whether the answer was yes.
        pub is_yes: Option<bool>,
        /// What was said with a no.
        pub comment: String,
    }
}

/// The quotations of a content, those of the body first, then what stands only in a channel's own text.
#[must_use]
pub fn quotes_in(content: &Content) -> Vec<Quote> {
    let mut found = quotes_of(&content.body);
    for quote in content.variants.keys().flat_map(|channel| quotes_of(&content.body_for(channel))) {
        if !found.iter().any(|known| known.hash == quote.hash) {
            found.push(quote);
        }
    }
    found
}

fn quotes_of(text: &Doc) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    for part in text.blocks_text() {
        match part.kind {
            PartKind::Quote => {
                found.push(Quote { words: part.text, speaker: String::new(), hash: String::new() })
            }
            PartKind::QuoteBy => {
                if let Some(last) = found.last_mut() {
                    last.speaker = part.text;
                }
            }
            _ => {}
        }
    }
    for quote in &mut found {
        quote.hash = hash(&quote.words, &quote.speaker);
    }
    found
}

fn hash(words: &str, speaker: &str) -> String {
    let digest = Sha256::digest(format!("{words}\0{speaker}").as_bytes());
    digest.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The quotations of a message that somebody was asked about, those taken back left out.
///
/// # Errors
/// When the database fails.
pub async fn quotations(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Quotation>> {
    run!(
        conn,
        Quotation,
        "select id, message_id, words_hash, words, speaker, email, asked_at, asked_by, expires_at, answered_at, is_yes, comment
         from quotation where message_id = $1 and withdrawn_at is null order by id",
        [message] => fetch_all
    )
}

impl Quotation {
    /// The quotation behind a link; nothing when the question was taken back.
    ///
    /// # Errors
    /// When there is none.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Quotation,
            "select id, message_id, words_hash, words, speaker, email, asked_at, asked_by, expires_at, answered_at, is_yes, comment
             from quotation where id = $1 and withdrawn_at is null",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }
}

/// Asks the person who is quoted; they get a mail with a link to these words alone. The same words
/// asked about again replace the question that was open.
///
/// # Errors
/// When the words are not in the latest edition, were answered, or the address cannot be one.
pub async fn ask_quoted(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    words_hash: &str,
    email: &str,
) -> Outcome<Id> {
    let asker = actor.person().ok_or_else(Refusal::forbidden)?;
    let message = lock_for_writer(tx, actor, message).await?;
    let email = email.trim();
    let is_address = channel::Mailbox::parse(email).is_ok() && email.chars().count() <= EMAIL_MAX;
    if !is_address {
        return Err(Refusal::new("approval-quote-email").at("email").into());
    }
    let edition = Edition::get(tx, message.edition_id).await?;
    let quote = quotes_in(&edition.content).into_iter().find(|quote| quote.hash == words_hash);
    let quote = quote.ok_or_else(|| Refusal::conflict("approval-quote-changed"))?;
    // Such a mail would never leave, and nobody would know.
    if !markup::cpr_numbers(&format!("{}\n{}", quote.words, quote.speaker)).is_empty() {
        return Err(Refusal::new("approval-quote-cpr").into());
    }
    check_not_author(tx, &edition, email).await?;
    check_rate(tx, asker).await?;
    let earlier = quotations(tx, message.id).await?.into_iter().find(|one| one.words_hash == quote.hash);
    if let Some(earlier) = earlier {
        check_unanswered(&earlier)?;
        take_back(tx, earlier.id).await?;
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into quotation (id, message_id, words_hash, words, speaker, email, asked_at, asked_by, expires_at, comment)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
        [id, message.id, &quote.hash, &quote.words, &quote.speaker, email, now, asker, now + LIFE_MS]
    )?;
    let particulars = json!({ "quotation": id });
    Event { kind: QUOTATION_ASKED, subject: message.id, particulars, text: None }.write(tx, actor).await?;
    db::job::enqueue(tx, "quotation-asked", &json!({ "quotation": id })).await?;
    Ok(id)
}

/// Takes a question back; the words need no answer any more.
///
/// # Errors
/// When it was answered, or the actor may not write for the unit.
pub async fn withdraw_question(tx: &mut Tx, actor: &Actor, quotation: Id) -> Outcome<Id> {
    let row = Quotation::get(tx, quotation).await?;
    lock_for_writer(tx, actor, row.message_id).await?;
    check_unanswered(&row)?;
    take_back(tx, quotation).await?;
    let particulars = json!({ "quotation": quotation });
    Event { kind: QUOTATION_WITHDRAWN, subject: row.message_id, particulars, text: None }
        .write(tx, actor)
        .await?;
    Ok(row.message_id)
}

/// Nobody who wrote the text answers for the one who is quoted.
async fn check_not_author(tx: &mut Tx, edition: &Edition, email: &str) -> Outcome<()> {
    let person = Person::by_email(tx, email).await?;
    let authors = crate::find::authors(tx, edition).await?;
    match person.is_some_and(|person| authors.contains(&person.id)) {
        true => Err(Refusal::new("approval-quote-own").at("email").into()),
        false => Ok(()),
    }
}

/// Words that nobody has said yes to go to those who are quoted, and not to many.
async fn check_rate(tx: &mut Tx, asker: Id) -> Outcome<()> {
    let since = tx.now() - HOUR_MS;
    let asked = run!(
        tx,
        scalar i64,
        "select count(*) from quotation where asked_by = $1 and asked_at > $2",
        [asker, since] => fetch_one
    )?;
    match asked >= ASKED_MAX {
        true => Err(Refusal::conflict("approval-quote-many").with("max", ASKED_MAX).into()),
        false => Ok(()),
    }
}

/// An answer stands for as long as the words do: a no is not asked away, by the same question or to somebody else.
fn check_unanswered(row: &Quotation) -> Outcome<()> {
    match row.is_yes {
        Some(true) => Err(Refusal::conflict("approval-quote-answered").into()),
        Some(false) => Err(Refusal::conflict("approval-quote-refused").into()),
        None => Ok(()),
    }
}

async fn take_back(tx: &mut Tx, quotation: Id) -> db::Result<()> {
    let now = tx.now();
    exec!(tx, "update quotation set withdrawn_at = $2, email = null where id = $1", [quotation, now])
        .map(drop)
}

async fn lock_for_writer(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<Message> {
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    if actor.may_at(WRITE, &message.unit_path) { Ok(message) } else { Err(Refusal::forbidden().into()) }
}

/// The answer of the person who is quoted: once, and only while the link is good.
///
/// # Errors
/// When it was answered or is too late; when a no says nothing of what is wrong.
pub async fn answer_quoted(
    tx: &mut Tx,
    actor: &Actor,
    quotation: Id,
    (is_yes, comment): (bool, &str),
) -> Outcome<()> {
    let row = Quotation::get(tx, quotation).await?;
    thread::lock(tx, row.message_id).await?;
    let row = Quotation::get(tx, row.id).await?;
    if let Some(person) = actor.person()
        && crate::find::authors_so_far(tx, row.message_id).await?.contains(&person)
    {
        return Err(Refusal { status: 403, ..Refusal::new("approval-quote-author") }.into());
    }
    let now = tx.now();
    if row.answered_at.is_some() {
        return Err(Refusal::conflict("approval-quote-answered").into());
    }
    if now > row.expires_at {
        return Err(Refusal::new("approval-quote-expired").into());
    }
    let comment = comment.trim();
    if (!is_yes && comment.is_empty()) || comment.chars().count() > COMMENT_MAX {
        return Err(Refusal::new("approval-quote-comment").with("max", COMMENT_MAX).at("comment").into());
    }
    web::no_cpr(comment, "comment")?;
    exec!(
        tx,
        "update quotation set answered_at = $2, is_yes = $3, comment = $4, email = null where id = $1",
        [quotation, now, is_yes, comment]
    )?;
    let particulars = json!({ "quotation": quotation, "is_yes": is_yes });
    let text = (!comment.is_empty()).then_some(comment);
    // Events are kept; whoever is quoted stays out of them by name.
    let visitor = Actor::visitor();
    Event { kind: QUOTATION_ANSWERED, subject: row.message_id, particulars, text }
        .write(tx, &visitor)
        .await?;
    Ok(db::job::enqueue(tx, "quotation-answered", &json!({ "quotation": quotation })).await?)
}

/// Refuses while somebody was asked about words of this edition and has not said yes.
pub(crate) async fn check_quotations(tx: &mut Tx, edition: &Edition) -> Outcome<()> {
    let quotes = quotes_in(&edition.content);
    if quotes.is_empty() {
        return Ok(());
    }
    let asked = quotations(tx, edition.message_id).await?;
    let open = asked
        .iter()
        .find(|one| one.is_yes != Some(true) && quotes.iter().any(|quote| quote.hash == one.words_hash));
    if open.is_some() { Err(Refusal::new("approval-quote-open").into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use markup::Doc;

    #[test]
    fn the_words_and_the_speaker_are_what_somebody_says_yes_to() {
        let mut content = Content::new(Id::at(1));
        let quotes = |content: &mut Content, text: &str| {
            content.body = Doc::from_markdown(text).unwrap();
            quotes_in(content)
        };
        let first = quotes(
            &mut content,
            "Indledning.\n\n> Vi glæder os.\n>\n> — skoleleder\n\nMere.\n\n> Det gør vi.",
        );
        assert_eq!(first.len(), 2);
        assert_eq!((first[0].words.as_str(), first[0].speaker.as_str()), ("Vi glæder os.", "skoleleder"));
        assert_eq!(first[1].speaker, "");
        let moved = quotes(&mut content, "> Vi glæder os.\n>\n> — skoleleder");
        assert_eq!(moved[0].hash, first[0].hash, "the text around it may change");
        for other in ["> Vi glæder os!\n>\n> — skoleleder", "> Vi glæder os.\n>\n> — rektor"] {
            assert_ne!(quotes(&mut content, other)[0].hash, first[0].hash, "{other}");
        }
    }
}
