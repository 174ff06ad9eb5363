//! The emergency path: one person on call publishes a text that the strategy holds ready, and a
//! second pair of eyes looks afterwards, within the minutes that the strategy gives (P6). Only the
//! blanks of the ready text are filled in; nothing else can be written this way.

use crate::{
    EMERGENCY,
    blank::{blank_field, blanks, fill_blanks},
    find::word,
    review::second_eyes,
    sentences::sentences,
};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, run};
use markup::Doc;
use message::{Content, TITLE_MAX};
use people::{Holder, Person, Unit};
use serde_json::json;
use strategy::{
    InForce, Strategy,
    model::{Emergency, HoldingStatement},
    words::{Character, ConnectorKind},
};
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// The refusal of whoever is not on call.
pub const NOT_ON_CALL: &str = "approval-not-on-call";
/// The refusal of a form that was sent twice; what it made the first time is `sent_before`.
pub const SENT_BEFORE: &str = "approval-urgent-sent";

/// The texts that are ready for an emergency, in the strategy's order.
#[must_use]
pub fn ready_texts(strategy: &Strategy) -> Vec<&HoldingStatement> {
    let Some(rule) = strategy.approval.as_ref().and_then(|approval| approval.emergency.as_ref()) else {
        return Vec::new();
    };
    let statements = strategy.crisis.iter().flat_map(|crisis| &crisis.holding_statements);
    statements.filter(|statement| rule.templates.contains(&statement.id)).collect()
}

/// Who may send an urgent notice now, those at work first; nobody where the strategy has no rule on it.
///
/// # Errors
/// When the database fails.
pub async fn on_call(conn: &mut impl AsConn, strategy: &Strategy, now: Timestamp) -> db::Result<Vec<Holder>> {
    match strategy.approval.as_ref().and_then(|approval| approval.emergency.as_ref()) {
        Some(rule) => people::holders(conn, word(rule.duty), now).await,
        None => Ok(Vec::new()),
    }
}

/// Makes the message from a ready text and clears it on the ground of the emergency.
///
/// # Errors
/// When the strategy has no such text, the actor does not hold the duty, or a blank is wrong.
pub async fn publish_urgent(
    tx: &mut Tx,
    actor: &Actor,
    in_force: &InForce,
    (template, values): (&str, &[&str]),
    form_key: Option<&str>,
) -> Outcome<Id> {
    let strategy = &in_force.strategy;
    let (person, rule) = on_duty(tx, actor, strategy).await?;
    let statement = ready_texts(strategy).into_iter().find(|statement| statement.id == template);
    let statement = statement.ok_or_else(Refusal::not_found)?;
    let now = tx.now();
    let text = fill_blanks(&statement.body, values, now).map_err(|bad| {
        let label = blanks(&statement.body).get(bad.number).copied().unwrap_or_default();
        Refusal::new(bad.key).with("label", label).at(bad.field())
    })?;
    check_words(values, &text)?;
    let unit = Unit::get(tx, person.unit_id).await?;
    let content = content(strategy, statement, &text, &person, &unit)?;
    let warning = Urgent { rule, template, kind: "warning", corrects: None, form_key };
    start(tx, actor, strategy, warning, &content).await
}

/// Refuses what must not leave in the blanks of a ready text, or in the text that they make.
///
/// # Errors
/// A CPR number, or an address that tells who clicked, with the field of the form.
pub fn check_words(values: &[&str], text: &str) -> Result<(), Refusal> {
    for (number, value) in values.iter().enumerate() {
        web::no_cpr(value, blank_field(number))?;
    }
    no_tracking(text, blank_field(0))?;
    // Two halves of a number that stand apart are one where the text brings them together.
    web::no_cpr(text, blank_field(0))
}

/// What goes to everybody at once waits for no check: an address that tells who clicked is refused at its field.
pub(crate) fn no_tracking(text: &str, field: &'static str) -> Result<(), Refusal> {
    let is_clear = |text: &str| markup::tracked_addresses(text).is_empty();
    // An address may be broken by a hyphen that shows only at the end of a line.
    if is_clear(text) && is_clear(markup::Plain::of(text).text()) {
        Ok(())
    } else {
        Err(Refusal::new("approval-urgent-tracking").at(field))
    }
}

/// The actor, who is on call, with the strategy's rule on emergencies.
pub(crate) async fn on_duty<'a>(
    tx: &mut Tx,
    actor: &Actor,
    strategy: &'a Strategy,
) -> Outcome<(Person, &'a Emergency)> {
    let person = Person::get(tx, actor.person().ok_or_else(Refusal::forbidden)?).await?;
    let rule = strategy.approval.as_ref().and_then(|approval| approval.emergency.as_ref());
    let rule = rule.ok_or_else(|| Refusal::new("approval-no-emergency"))?;
    let now = tx.now();
    if !on_call(tx, strategy, now).await?.iter().any(|holder| holder.person_id == person.id) {
        return Err(Refusal { status: 403, ..Refusal::new(NOT_ON_CALL) }
            .because("approval.emergency")
            .into());
    }
    Ok((person, rule))
}

/// What an urgent message is made of besides its text.
pub(crate) struct Urgent<'a> {
    pub(crate) rule: &'a Emergency,
    pub(crate) template: &'a str,
    /// `warning`, `update` or `all-clear`.
    pub(crate) kind: &'static str,
    /// The warning that it follows.
    pub(crate) corrects: Option<Id>,
    /// The key of the form it was sent by; a form makes one message of the same words.
    pub(crate) form_key: Option<&'a str>,
}

/// Makes an urgent message and clears it on the ground of the emergency; a second pair of eyes is called.
pub(crate) async fn start(
    tx: &mut Tx,
    actor: &Actor,
    strategy: &Strategy,
    urgent: Urgent<'_>,
    content: &Content,
) -> Outcome<Id> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    let message = message::start(tx, actor, content, urgent.corrects).await?;
    let edition = message::Message::get(tx, message).await?.edition_id;
    // The checks are noted and stop nothing: a warning does not wait for its language.
    let row = message::Edition::get(tx, edition).await?;
    check::record(tx, actor, &row, strategy).await?;
    message::freeze(tx, edition).await?;
    let (id, now) = (tx.new_id(), tx.now());
    let due = now + i64::from(urgent.rule.review_minutes) * 60_000;
    let called: Vec<Id> = second_eyes(tx, by, now).await?.iter().map(|holder| holder.person_id).collect();
    let is_first = exec!(
        tx,
        "insert into emergency (id, message_id, edition_id, template, at, by_id, review_due, kind, form_key, called)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        [id, message, edition, urgent.template, now, by, due, urgent.kind, urgent.form_key, Json(called)]
    )?;
    if is_first == 0 {
        return Err(Refusal::conflict(SENT_BEFORE).into());
    }
    let key = match urgent.kind {
        "update" => "approval-note-update",
        "all-clear" => "approval-note-all-clear",
        _ => "approval-note-emergency",
    };
    let note = Note::new(key).with("who", &actor.name).with("at", due);
    thread::set(tx, actor, message, Step::Approval, State::Waiting, note.because("approval.emergency"))
        .await?;
    let particulars =
        json!({ "emergency": id, "template": urgent.template, "kind": urgent.kind, "review_due": due });
    Event { kind: EMERGENCY, subject: message, particulars, text: None }.write(tx, actor).await?;
    tx.set_urgent(true);
    db::job::enqueue(tx, "approval-emergency", &json!({ "emergency": id })).await?;
    Ok(message)
}

/// The message that a form with this key made.
///
/// # Errors
/// When the database fails.
pub async fn sent_before(conn: &mut impl AsConn, form_key: &str) -> db::Result<Option<Id>> {
    run!(
        conn,
        scalar Id,
        "select message_id from emergency where form_key = $1",
        [form_key] => fetch_optional
    )
}

/// The title, the main point and the rest of a ready text: its first sentence is what readers must
/// see on a telephone, not what the text is called in the drawer.
pub(crate) fn parts(text: &str, name: &str) -> (String, String, String) {
    let mut sentences = sentences(text).into_iter();
    let first = sentences.next().unwrap_or(text).trim_end_matches('.');
    let title = if first.chars().count() <= TITLE_MAX { first } else { name };
    let (main_point, rest) = match sentences.next() {
        Some(second) => (second, sentences.collect::<Vec<_>>().join(" ")),
        None => (text, String::new()),
    };
    let rest = if rest.is_empty() { text.to_owned() } else { rest };
    (title.to_owned(), main_point.to_owned(), rest)
}

fn content(
    strategy: &Strategy,
    statement: &HoldingStatement,
    text: &str,
    person: &Person,
    unit: &Unit,
) -> Outcome<Content> {
    let mut content = Content::new(unit.id);
    let (title, main_point, rest) = parts(text, &statement.name);
    content.title = title;
    content.main_point = main_point;
    content.body = Doc::from_text(&rest).map_err(|_| Refusal::new("approval-blank-missing"))?;
    content.internal_text = text.to_owned();
    content.character = Character::Hard;
    content.role = strategy.role("authority").map(|role| role.id.clone());
    content.channels = strategy
        .channels
        .iter()
        // Staff answer the telephone tonight: the feed has it too, whatever the text says.
        .filter(|channel| {
            statement.channels.contains(&channel.id) || channel.kind == ConnectorKind::StaffFeed
        })
        .map(|channel| channel.id.clone())
        .collect();
    content.contact.function = unit.name.clone();
    content.contact.phone = if unit.phone.is_empty() { person.phone.clone() } else { unit.phone.clone() };
    content.contact.email.clone_from(&unit.email);
    Ok(content)
}

/// Whether a message went out as an urgent notice, which no stop holds.
///
/// # Errors
/// When the database fails.
pub async fn is_emergency(conn: &mut impl AsConn, message: Id) -> db::Result<bool> {
    let found = run!(conn, scalar Id, "select id from emergency where message_id = $1 and void_at is null limit 1", [message] => fetch_optional)?;
    Ok(found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blank::{BlankKind, blank_kind, blanks};

    #[test]
    fn the_first_sentence_is_the_title() {
        let parts = |text| super::parts(text, "Drikkevand");
        assert_eq!(
            parts("Kog vandet i Sundby Nord. Der er bakterier i det. Næste nyt klokken 14."),
            (
                "Kog vandet i Sundby Nord".to_owned(),
                "Der er bakterier i det.".to_owned(),
                "Næste nyt klokken 14.".to_owned()
            )
        );
        let (title, main_point, rest) = parts("Kog vandet.");
        assert_eq!(
            (title.as_str(), main_point.as_str(), rest.as_str()),
            ("Kog vandet", "Kog vandet.", "Kog vandet.")
        );
        let long = "Kog vandet ".repeat(20);
        assert_eq!(super::parts(&long, "Drikkevand").0, "Drikkevand");
    }

    #[test]
    fn every_ready_text_of_the_demo_can_be_filled() {
        let strategy =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let ready = ready_texts(&strategy);
        assert_eq!(ready.len(), 3);
        for statement in ready {
            let names = blanks(&statement.body);
            let values: Vec<&str> = names
                .iter()
                .map(|name| match blank_kind(name) {
                    BlankKind::Words => "Sundby Nord",
                    BlankKind::Time => "14",
                    BlankKind::Phone => "55 00 00 00",
                })
                .collect();
            let nine = web::parse_local("2026-05-06T09:00").unwrap();
            assert!(!fill_blanks(&statement.body, &values, nine).unwrap().contains('['), "{}", statement.id);
        }
    }
}
