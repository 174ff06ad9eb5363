//! Sending: claim a batch, clear it again, hand each mail over, note how it ended. No
//! transaction is open while the network is used (invariant 6).

use crate::{
    FINISHED,
    delivery::{self, Claimed},
    dispatch::DispatchRow,
    mail,
};
use approval::clear;
use channel::{Mail, Outcome as HandOver, Repeat};
use db::{Actor, Event, Id};
use people::subscriber;
use serde_json::json;
use std::sync::Arc;
use strategy::words::Audience;
use thread::{Note, State, Step};
use web::{Outcome, Site};

/// How soon it is looked again whether the crisis stop is lifted.
const STOP_LOOK_MS: i64 = 15_000;
/// How many connections are open at once.
const AT_ONCE: usize = 4;

/// Sends one batch of a dispatch and writes the job for the next one.
pub(crate) async fn send_batch(site: Arc<Site>, dispatch: Id) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let row = DispatchRow::get(&mut tx, dispatch).await?;
    if release::held_by(&mut tx, row.message_id).await?.is_some() {
        let (payload, later) = (json!({ "dispatch": dispatch }), tx.now() + STOP_LOOK_MS);
        let key = format!("dispatch-send:{dispatch}");
        db::job::enqueue_at(&mut tx, "dispatch-send", &payload, later, Some(&key)).await?;
        return Ok(tx.commit().await?);
    }
    if tx.now() > row.not_after {
        delivery::expire_queued(&mut tx, dispatch).await?;
        return finish(tx, &row).await;
    }
    if release::of_message(&mut tx, row.message_id).await?.is_empty() {
        delivery::suppress(&mut tx, row.message_id).await?;
        return finish(tx, &row).await;
    }
    let cleared = clear(&mut tx, row.edition_id, &row.channel).await?;
    let claimed = delivery::claim(&mut tx, dispatch).await?;
    tx.commit().await?;
    if claimed.is_empty() {
        return go_on(&site, &row).await;
    }
    let edition = cleared.edition();
    let external = is_external(&site, &row.channel).await?;
    let by = mail::By { channel: &row.channel, external };
    let mails: Vec<(&Claimed, Option<Mail>)> =
        claimed.iter().map(|one| (one, mail::make(&site, edition, one, by))).collect();
    for group in mails.chunks(AT_ONCE) {
        let outcomes = futures_of(&site, group).await;
        let mut tx = site.db.begin().await?;
        for ((one, _), outcome) in group.iter().zip(outcomes) {
            note(&mut tx, &site, one, outcome, external).await?;
        }
        tx.commit().await?;
    }
    go_on(&site, &row).await
}

async fn is_external(site: &Site, channel: &str) -> Outcome<bool> {
    let mut conn = site.db.read().await?;
    let in_force = strategy::in_force(&mut conn, site.db.memo()).await?;
    Ok(in_force.strategy.channel(channel).is_none_or(|channel| channel.audience == Audience::External))
}

async fn futures_of(site: &Site, group: &[(&Claimed, Option<Mail>)]) -> Vec<HandOver> {
    let hand_overs = group.iter().map(|(_, mail)| async move {
        match mail {
            Some(mail) => site.mail.hand_over(mail).await,
            None => HandOver::Permanent { code: String::new(), text: "the address cannot be one".to_owned() },
        }
    });
    futures::future::join_all(hand_overs).await
}

async fn note(tx: &mut db::Tx, site: &Site, one: &Claimed, outcome: HandOver, external: bool) -> Outcome<()> {
    match outcome {
        HandOver::Accepted { reference } => delivery::finish(tx, one.id, "accepted", &reference, "").await?,
        HandOver::Permanent { code, text } => {
            delivery::finish(tx, one.id, "failed", "", &format!("{code} {text}")).await?;
            // RFC 3463: x.1.1 and x.1.10 say that the address is dead; other refusals are about us.
            if external && (text.contains("5.1.1") || code.contains("5.1.1")) {
                subscriber::end_address(tx, &one.address).await?;
            }
        }
        HandOver::Temporary { code, text } => delivery::put_back(tx, one, &format!("{code} {text}")).await?,
        HandOver::Unknown { text } if site.mail.capabilities().repeat == Repeat::ByKey => {
            delivery::put_back(tx, one, &text).await?;
        }
        HandOver::Unknown { text } => delivery::finish(tx, one.id, "unknown", "", &text).await?,
    }
    Ok(())
}

/// Writes the next job when something waits, or notes that the dispatch is finished.
async fn go_on(site: &Site, row: &DispatchRow) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    match delivery::next_due(&mut tx, row.id).await? {
        Some(due) => {
            let payload = json!({ "dispatch": row.id });
            let key = format!("dispatch-send:{}", row.id);
            db::job::enqueue_at(&mut tx, "dispatch-send", &payload, due, Some(&key)).await?;
            Ok(tx.commit().await?)
        }
        None => finish(tx, row).await,
    }
}

async fn finish(mut tx: db::Tx, row: &DispatchRow) -> Outcome<()> {
    thread::lock(&mut tx, row.message_id).await?;
    let counts = delivery::counts(&mut tx, row.id).await?;
    let number =
        |state: &str| counts.iter().find(|count| count.state == state).map_or(0, |count| count.number);
    if number("attempting") > 0 || number("queued") > 0 {
        return Ok(tx.commit().await?);
    }
    let actor = Actor::system("dispatch");
    let (unknown, failed) = (number("unknown"), number("failed"));
    if unknown > 0 {
        let note = Note::new("dispatch-note-unknown").with("n", unknown);
        thread::set(&mut tx, &actor, row.message_id, Step::Channels, State::Broken, note).await?;
    }
    let particulars = json!({ "dispatch": row.id, "channel": row.channel, "accepted": number("accepted"), "failed": failed, "unknown": unknown });
    Event { kind: FINISHED, subject: row.message_id, particulars, text: None }.write(&mut tx, &actor).await?;
    Ok(tx.commit().await?)
}

/// Finds attempts whose worker died.
pub(crate) async fn expire(site: Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let number = delivery::expire_leases(&mut tx).await?;
    tx.commit().await?;
    if number > 0 {
        tracing::warn!(number, "deliveries became unknown: the program stopped while it was sending");
    }
    Ok(())
}
