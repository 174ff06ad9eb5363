//! A trial: the mails of a message as they will arrive, to the work address of whoever asks and to nobody else. It
//! needs no yes, because it reaches nobody who is to be told anything (decisions/0056).

use crate::{delivery::Claimed, mail};
use channel::Outcome as HandOver;
use db::{
    Actor, AsConn, Id, Timestamp, Tx, exec,
    job::{Failure, JobKind, Lane},
    row, run,
};
use message::{Edition, Message};
use people::Person;
use serde_json::{Value, json};
use std::sync::Arc;
use strategy::words::{Audience, ConnectorKind};
use web::{BoxFuture, Lang, Outcome, Refusal, Site, Stop};

/// How many trials somebody may have in an hour.
const TRIALS_MAX: i64 = 20;
/// How many mail channels a trial goes by at most.
const CHANNELS_MAX: usize = 16;
const HOUR_MS: i64 = 3_600_000;

/// The job that hands a trial over.
pub(crate) const JOB: JobKind<Arc<Site>> = JobKind {
    name: "dispatch-trial",
    lane: Lane::Outside("notice"),
    attempts_max: 3,
    run: |site, payload| Box::pin(send(site, payload)),
};

row! {
    /// A trial that somebody had.
    #[derive(Clone, Debug)]
    pub struct Trial {
        /// Id.
        pub id: Id,
        /// Of which edition.
        pub edition_id: Id,
        /// Whose.
        pub person_id: Id,
        /// When.
        pub at: Timestamp,
        /// Why it did not arrive, in the words of the mail server.
        pub problem: Option<String>,
    }
}

/// The latest trial of a message that somebody had.
///
/// # Errors
/// When the database fails.
pub async fn last_trial(conn: &mut impl AsConn, message: Id, person: Id) -> db::Result<Option<Trial>> {
    run!(
        conn,
        Trial,
        "select id, edition_id, person_id, at, problem from trial where message_id = $1 and person_id = $2 order by at desc limit 1",
        [message, person] => fetch_optional
    )
}

/// The ids of the mails of every trial of a message, as they were handed over.
///
/// # Errors
/// When the database fails.
pub async fn trial_mails(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<String>> {
    let trials = run!(conn, scalar Id, "select id from trial where message_id = $1", [message] => fetch_all)?;
    Ok(trials.iter().flat_map(|id| (0..CHANNELS_MAX).map(move |number| mail_id(*id, number))).collect())
}

/// The id of one mail of a trial.
fn mail_id(trial: Id, number: usize) -> String {
    format!("trial-{trial}-{number}")
}

/// Sends the latest edition to whoever asks, by every mail channel it goes by.
///
/// # Errors
/// When they may not see it, have no address, have had many, or a CPR number stands in it.
pub async fn try_out(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    let message = Message::for_actor(tx, actor, message).await?;
    let edition = Edition::get(tx, message.edition_id).await?;
    if check::holds_cpr(&edition.content) {
        return Err(Refusal::new("dispatch-trial-cpr").into());
    }
    if Person::get(tx, person).await?.email.is_none() {
        return Err(Refusal::new("dispatch-trial-no-email").into());
    }
    let now = tx.now();
    let had = run!(tx, scalar i64, "select count(*) from trial where person_id = $1 and at > $2", [person, now - HOUR_MS] => fetch_one)?;
    if had >= TRIALS_MAX {
        return Err(Refusal::conflict("dispatch-trial-many").with("max", TRIALS_MAX).into());
    }
    let id = tx.new_id();
    exec!(
        tx,
        "insert into trial (id, message_id, edition_id, person_id, at) values ($1, $2, $3, $4, $5)",
        [id, message.id, edition.id, person, now]
    )?;
    Ok(db::job::enqueue(tx, "dispatch-trial", &json!({ "trial": id })).await?)
}

fn send(site: Arc<Site>, payload: Value) -> BoxFuture<'static, db::job::Outcome> {
    Box::pin(async move {
        let mails = mails(&site, &payload).await?;
        let mut problem = None;
        for mail in &mails {
            match site.mail.hand_over(mail).await {
                HandOver::Accepted { .. } | HandOver::Unknown { .. } => {}
                // Whoever asked for it reads why, and nobody else need do anything about it.
                HandOver::Permanent { code, text } => problem = Some(format!("{code} {text}")),
                HandOver::Temporary { code, text } => {
                    let problem = format!("{code} {text}");
                    note(&site, &payload, Some(problem.trim())).await?;
                    return Err(Failure::Retry(problem));
                }
            }
        }
        Ok(note(&site, &payload, problem.as_deref()).await?)
    })
}

/// Notes why a trial did not arrive, or that it did: whoever asked for it has no other place to see it.
async fn note(site: &Site, payload: &Value, problem: Option<&str>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    exec!(&mut tx, "update trial set problem = $2 where id = $1", [id_of(payload)?, problem])?;
    Ok(tx.commit().await?)
}

fn id_of(payload: &Value) -> Outcome<Id> {
    let id = payload["trial"].as_str().and_then(|text| text.parse::<Id>().ok());
    id.ok_or_else(|| Stop::fault("a job without its id"))
}

/// The mails of a trial, marked as such; nothing in them leads to anybody's subscription.
async fn mails(site: &Site, payload: &Value) -> Outcome<Vec<channel::Mail>> {
    let id = id_of(payload)?;
    let mut conn = site.db.read().await?;
    let trial = run!(&mut conn, Trial, "select id, edition_id, person_id, at, problem from trial where id = $1", [id] => fetch_optional)?;
    let trial = trial.ok_or_else(Refusal::not_found)?;
    let edition = Edition::get(&mut conn, trial.edition_id).await?;
    let strategy = strategy::in_force(&mut conn, site.db.memo()).await?.strategy;
    let Some(address) = Person::get(&mut conn, trial.person_id).await?.email else { return Ok(Vec::new()) };
    drop(conn);
    let chosen = strategy
        .channels
        .iter()
        .filter(|channel| channel.kind == ConnectorKind::Email && edition.content.has_channel(&channel.id));
    let mut by: Vec<mail::By<'_>> = chosen
        .map(|channel| mail::By {
            channel: &channel.id,
            external: channel.audience == Audience::External,
            trial: true,
        })
        .collect();
    if by.is_empty() {
        // Without a mail channel the trial shows what readers will see.
        by.push(mail::By { channel: "", external: true, trial: true });
    }
    let mark = site.texts.get(Lang::Da, "dispatch-trial-mark");
    let made = by.into_iter().take(CHANNELS_MAX).enumerate().filter_map(|(number, by)| {
        let claimed = Claimed { id, recipient_id: id, address: address.clone(), attempts: 1 };
        let mail = mail::make(site, &edition, &claimed, by)?;
        Some(channel::Mail {
            message_id: mail_id(id, number),
            subject: format!("{mark} {}", mail.subject),
            unsubscribe: None,
            ..mail
        })
    });
    Ok(made.collect())
}
