//! Telling those whom it concerns that a plan cannot go on: whoever planned it, whoever wrote it and whoever
//! asked for the yes. The mail says what is in the way and what to do, in the words of the page.

use crate::{
    PLAN_LOST, exemption_mail,
    schedule::{ScheduleRow, end, open_schedules},
};
use db::{
    Actor, AsConn, Event, Id, Tx,
    job::{JobKind, Lane, Work},
};
use message::Message;
use people::Person;
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site, Stop, When};

/// How the notes begin that approval leaves on a thread when it takes the ground of a plan away.
pub(crate) const LOST: &str = "approval-note-lost-";

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[
    JobKind {
        name: "release-ground-lost",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(end_plans(site, payload)),
    },
    JobKind {
        name: "release-trouble",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(send(site, payload)),
    },
    crate::told::JOB,
    JobKind {
        name: "release-exempted",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(exemption_mail::send(site, payload)),
    },
];

fn work(future: impl Future<Output = Outcome<()>> + Send + 'static) -> Work {
    Box::pin(async move { Ok(future.await?) })
}

pub(crate) fn id(value: &Value) -> Outcome<Id> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| Stop::fault("a job without its id"))
}

/// Ends the plans whose ground is gone: the thread says so already, in the transaction of the act that took
/// it away.
async fn end_plans(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let message = id(&payload["subject"])?;
    let actor = Actor::system("schedule");
    let mut tx = site.db.begin().await?;
    thread::lock(&mut tx, message).await?;
    let steps = thread::steps(&mut tx, &[message]).await?;
    for row in open_schedules(&mut tx, message).await? {
        let step = if row.scope == "internal" { thread::Step::Internal } else { thread::Step::Channels };
        let note =
            steps.iter().find(|known| known.step == step.word()).map_or("", |known| known.note.as_str());
        // A new plan that was made meanwhile has a note of its own.
        let Some(why) = note.starts_with(LOST).then(|| note.to_owned()) else { continue };
        end(&mut tx, row.id, "ground-lost").await?;
        let particulars = json!({ "scope": row.scope, "due": row.due_at });
        Event { kind: PLAN_LOST, subject: message, particulars, text: None }.write(&mut tx, &actor).await?;
        tell_of_both(&mut tx, &row, &why).await?;
    }
    Ok(tx.commit().await?)
}

/// Tells of a plan that has ended. One mail tells of both waves, when the later one ends.
pub(crate) async fn tell_of_both(tx: &mut Tx, row: &ScheduleRow, why: &str) -> Outcome<()> {
    match open_schedules(tx, row.message_id).await?.is_empty() {
        true => tell(tx, row, why, &[]).await,
        false => Ok(()),
    }
}

/// Writes the job that tells of a plan in trouble; `why` is the key of a text, with `-next` after it what to do.
pub(crate) async fn tell(
    tx: &mut Tx,
    row: &ScheduleRow,
    why: &str,
    args: &[(&'static str, String)],
) -> Outcome<()> {
    let args: BTreeMap<&str, &str> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let payload = json!({ "message": row.message_id, "planner": row.set_by, "due": row.due_at, "why": why, "args": args });
    Ok(db::job::enqueue(tx, "release-trouble", &payload).await?)
}

async fn send(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let message = Message::get(&mut conn, id(&payload["message"])?).await?;
    let mut emails = concerned(&mut conn, &message, id(&payload["planner"])?).await?;
    if emails.is_empty() {
        // Whoever planned and wrote it has left, and somebody must hear of it.
        emails = people::on_call_emails(&mut conn, site.db.now()).await?;
    }
    drop(conn);
    let due = payload["due"].as_i64().unwrap_or_default();
    let why = payload["why"].as_str().unwrap_or_default();
    let args: BTreeMap<String, String> = serde_json::from_value(payload["args"].clone()).unwrap_or_default();
    let mut tx = site.db.begin().await?;
    for email in &emails {
        notice::send(&mut tx, &mail(&site, email, &message.title, (message.id, due), (why, &args))).await?;
    }
    Ok(tx.commit().await?)
}

/// The addresses of whoever planned, began the message, or asked for the yes; each once.
async fn concerned(conn: &mut impl AsConn, message: &Message, planner: Id) -> Outcome<Vec<String>> {
    let asker = approval::standing(conn, message.id).await?.map(|standing| standing.request.asked_by);
    let mut people: Vec<Id> = [Some(planner), Some(message.made_by), asker].into_iter().flatten().collect();
    people.sort();
    people.dedup();
    let mut emails = Vec::new();
    for person in people {
        // Whoever has left is told nothing, and keeps nobody else from being told.
        emails.extend(Person::find(conn, person).await?.and_then(|person| person.email));
    }
    Ok(emails)
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn mail(
    site: &Site,
    to: &str,
    title: &str,
    (message, due): (Id, i64),
    (why, args): (&str, &BTreeMap<String, String>),
) -> Notice {
    let when = When::new(due, site.db.now(), Lang::Da).short();
    let fill = |key: &str| {
        let value = |text: &String| text.parse::<i64>().map_or_else(|_| text.clone().into(), Into::into);
        let given = args.iter().map(|(name, text)| (name.as_str(), value(text)));
        let args: Vec<_> = given.chain([("title", title.into()), ("due", when.as_str().into())]).collect();
        site.texts.fill(Lang::Da, key, &args)
    };
    let sentence = |key: &str| {
        let text = fill(key);
        if text.ends_with(char::is_alphanumeric) { format!("{text}.") } else { text }
    };
    let next = format!("{why}-next");
    let next = if site.texts.has(Lang::Da, &next) { next } else { "release-mail-trouble-next".to_owned() };
    Notice {
        to: to.to_owned(),
        subject: fill("release-mail-trouble-subject"),
        paragraphs: vec![fill("release-mail-trouble-text"), sentence(why), fill(&next)],
        action: Some((
            fill("release-mail-trouble-open"),
            format!("{}/messages/{message}", site.config.base_url),
        )),
        why: fill("release-mail-trouble-why"),
        english: false,
    }
}
