//! How a dispatch ended. What did not arrive is said on the thread and told to those whom it concerns, who may send it
//! again; what has arrived since ends that.

use crate::{
    FINISHED,
    delivery::{self, Counts},
    dispatch::DispatchRow,
    refused,
};
use db::{Actor, Event, Id, Tx};
use release::tell_of_lost;
use serde_json::json;
use strategy::{Strategy, words::Audience};
use thread::{Note, State, Step};
use web::Outcome;

/// What the thread says of mails that did not arrive, and of those that did when they were sent again.
const UNKNOWN: &str = "dispatch-note-unknown";
const EXPIRED: &str = "dispatch-note-expired";
const FAILED: &str = "dispatch-note-failed";
const LOST: &str = "dispatch-note-lost";
const ARRIVED: &str = "dispatch-note-arrived";
const AGAIN: &str = "dispatch-note-again";
/// The same of those that somebody chose to leave as they are.
const SETTLED: &str = "dispatch-note-settled";

/// From how many refused mails on a part of a dispatch is many, and which part.
const MANY_MIN: i64 = 10;
const MANY_PART: i64 = 5;

/// The states of mails that have not come to an end.
const UNDER_WAY: [&str; 3] = ["queued", "held", "attempting"];

/// Notes that every delivery of a dispatch has come to an end, where that is so.
pub(crate) async fn finish(mut tx: Tx, row: &DispatchRow) -> Outcome<()> {
    thread::lock(&mut tx, row.message_id).await?;
    let counts = delivery::counts(&mut tx, row.id).await?;
    if UNDER_WAY.iter().any(|state| number(&counts, state) > 0) {
        return Ok(tx.commit().await?);
    }
    let actor = Actor::system("dispatch");
    let known: i64 = counts.iter().map(|count| count.number).sum();
    refused::weigh(&mut tx, row, &counts).await?;
    match row.total - known {
        gone @ 1.. => say_gone(&mut tx, &actor, row, gone).await?,
        _ => say(&mut tx, &actor, row).await?,
    }
    let (accepted, failed) = (number(&counts, "accepted"), number(&counts, "failed"));
    let (unknown, expired) = (number(&counts, "unknown"), number(&counts, "expired"));
    let particulars = json!({
        "dispatch": row.id, "channel": row.channel, "accepted": accepted, "failed": failed, "unknown": unknown,
        "expired": expired,
    });
    Event { kind: FINISHED, subject: row.message_id, particulars, text: None }.write(&mut tx, &actor).await?;
    Ok(tx.commit().await?)
}

/// Says that recipients are gone from the list: nobody here knows whether they got it.
async fn say_gone(tx: &mut Tx, actor: &Actor, row: &DispatchRow, gone: i64) -> Outcome<()> {
    let step = if is_outwards(tx, row).await? { Step::Channels } else { Step::Internal };
    let note = Note::new("dispatch-note-gone").with("n", gone);
    thread::set(tx, actor, row.message_id, step, State::Broken, note).await?;
    tell_of_lost(tx, actor, row.message_id, (&gone.to_string(), side_of(step))).await
}

/// Says that a mail has nobody to go to, though somebody meant it to. It is told once and is no trouble that stands:
/// nothing can be chosen about it.
pub(crate) async fn say_nobody(tx: &mut Tx, actor: &Actor, message: Id, audience: Audience) -> Outcome<()> {
    let note = Note::new("dispatch-note-nobody");
    thread::set(tx, actor, message, step_of(audience), State::Done, note).await?;
    tell_of_lost(tx, actor, message, ("0", side_of(step_of(audience)))).await
}

/// Says that lists which were chosen got nothing, because they were retired before the mail went.
pub(crate) async fn say_retired(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    audience: Audience,
    lists: usize,
) -> Outcome<()> {
    let note = Note::new("dispatch-note-retired").with("n", lists);
    thread::set(tx, actor, message, step_of(audience), State::Done, note).await?;
    tell_of_lost(tx, actor, message, ("retired", side_of(step_of(audience)))).await
}

/// Whose mails they are, as the mail about it chooses its words.
fn side_of(step: Step) -> &'static str {
    if step == Step::Channels { "readers" } else { "staff" }
}

fn step_of(audience: Audience) -> Step {
    if audience == Audience::External { Step::Channels } else { Step::Internal }
}

pub(crate) async fn is_outwards(tx: &mut Tx, row: &DispatchRow) -> Outcome<bool> {
    let db = tx.db().clone();
    Ok(is_external(&strategy::in_force(tx, db.memo()).await?.strategy, &row.channel))
}

/// Says on the thread that mails are sent again.
pub(crate) async fn note_again(tx: &mut Tx, actor: &Actor, row: &DispatchRow, number: u64) -> Outcome<()> {
    let step = if is_outwards(tx, row).await? { Step::Channels } else { Step::Internal };
    let note = Note::new(AGAIN).with("n", number);
    Ok(thread::set(tx, actor, row.message_id, step, State::Done, note).await?)
}

/// Says on the thread how the mails of this side ended, of all its channels; tells of it where that is new.
pub(crate) async fn say(tx: &mut Tx, actor: &Actor, row: &DispatchRow) -> Outcome<()> {
    if release::of_message(tx, row.message_id).await?.is_empty() {
        // Taken down: that it did not arrive is as it should be.
        return Ok(());
    }
    let db = tx.db().clone();
    let strategy = strategy::in_force(tx, db.memo()).await?.strategy;
    let side = is_external(&strategy, &row.channel);
    let mut counts = delivery::counts_of_message(tx, row.message_id).await?;
    counts.retain(|count| is_external(&strategy, &count.channel) == side);
    let step = if side { Step::Channels } else { Step::Internal };
    let known = thread::steps(tx, &[row.message_id]).await?;
    let known = known.into_iter().find(|known| known.step == step.word());
    let said = known.as_ref().map(|known| known.note.as_str()).unwrap_or_default();
    let is_under_way = counts.iter().any(|count| UNDER_WAY.contains(&count.state.as_str()));
    let Some((key, n)) = lost(&counts) else {
        if [UNKNOWN, EXPIRED, FAILED, LOST, AGAIN].contains(&said) && !is_under_way {
            thread::set(tx, actor, row.message_id, step, State::Done, all_said(&counts)).await?;
        }
        return Ok(());
    };
    // Of as many, or more, those concerned have been told.
    let told = known.as_ref().and_then(|known| known.args.get("n")?.parse::<i64>().ok());
    let is_told = said == key && told.is_some_and(|told| told >= n);
    thread::set(tx, actor, row.message_id, step, State::Broken, Note::new(key).with("n", n)).await?;
    match is_told {
        true => Ok(()),
        false => tell_of_lost(tx, actor, row.message_id, (&n.to_string(), side_of(step))).await,
    }
}

/// What is to be said of the mails that did not arrive, and how many they are.
fn lost(counts: &[Counts]) -> Option<(&'static str, i64)> {
    let lost = counts.iter().filter(|count| is_lost(counts, count));
    let keys = [("unknown", UNKNOWN), ("expired", EXPIRED), ("failed", FAILED)];
    let found = keys.map(|(state, key)| (key, number(lost.clone(), state)));
    let n = found.iter().map(|(_, n)| n).sum();
    let mut of_one = found.into_iter().filter(|(_, n)| *n > 0);
    let (key, _) = of_one.next()?;
    Some((if of_one.next().is_some() { LOST } else { key }, n))
}

/// What is to be said once nobody has anything to choose any more.
fn all_said(counts: &[Counts]) -> Note {
    let left = counts.iter().filter(|count| count.is_settled() && is_astray(counts, count));
    match (left.map(|count| count.number).sum::<i64>(), number(counts, "failed")) {
        (0, 0) => Note::new(ARRIVED),
        (0, failed) => Note::new("dispatch-note-some-failed").with("n", failed),
        (left, _) => Note::new(SETTLED).with("n", left),
    }
}

/// Whether mails did not arrive, or may not have, and may be sent again: of `counts` of a message, those of one state.
/// Single addresses that are dead are everyday, and stand on the page of the dispatch alone; where many of a dispatch
/// failed, somebody must look.
#[must_use]
pub fn is_lost(counts: &[Counts], count: &Counts) -> bool {
    !count.is_settled() && is_astray(counts, count)
}

/// The same, also where somebody chose to leave them as they are.
fn is_astray(counts: &[Counts], count: &Counts) -> bool {
    match count.state.as_str() {
        "unknown" | "expired" => true,
        "failed" => {
            let own = counts.iter().filter(|other| other.dispatch_id == count.dispatch_id);
            are_many(count.number, own.map(|own| own.number).sum())
        }
        _ => false,
    }
}

/// Whether so many of a dispatch are more than the addresses that die from one to the next: a fifth, where that is ten
/// or more, and half of the smallest.
fn are_many(number: i64, total: i64) -> bool {
    are_most(number, total) || number >= MANY_MIN && number * MANY_PART > total
}

/// Whether so many of a dispatch are most of it.
pub(crate) fn are_most(number: i64, total: i64) -> bool {
    number * 2 > total
}

pub(crate) fn number<'a>(counts: impl IntoIterator<Item = &'a Counts>, state: &str) -> i64 {
    counts.into_iter().filter(|count| count.state == state).map(|count| count.number).sum()
}

/// Whether a channel leads out of the house; one that the strategy no longer names is taken to.
pub(crate) fn is_external(strategy: &Strategy, channel: &str) -> bool {
    strategy.channel(channel).is_none_or(|channel| channel.audience == Audience::External)
}
