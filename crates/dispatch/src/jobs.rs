//! The jobs of the slice: what follows from a release, and one batch of mail.

use crate::{dispatch, send, spare};
use approval::clear;
use db::{
    Actor, Id,
    job::{JobKind, Lane, Work},
};
use message::Edition;
use serde_json::Value;
use std::sync::Arc;
use strategy::words::ConnectorKind;
use web::{Outcome, Site, Stop};

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[
    JobKind {
        name: "dispatch-release",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(follow_release(site, payload)),
    },
    JobKind {
        name: "dispatch-forget",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(forget(site, payload)),
    },
    crate::trial::JOB,
    crate::refused::JOB,
    JobKind {
        name: "dispatch-send",
        lane: Lane::Outside("mail"),
        attempts_max: 100,
        run: |site, payload| work(send_batch(site, payload)),
    },
];

fn work(future: impl Future<Output = Outcome<()>> + Send + 'static) -> Work {
    Box::pin(async move { Ok(future.await?) })
}

fn id(value: &Value) -> Outcome<Id> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| Stop::fault("a job without its id"))
}

async fn follow_release(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let particulars = &payload["particulars"];
    let (release, edition) = (id(&particulars["release"])?, id(&particulars["edition"])?);
    let channels: Vec<&str> =
        particulars["channels"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let actor = Actor::system("dispatch");
    let mut tx = site.db.begin().await?;
    let message = Edition::get(&mut tx, edition).await?.message_id;
    thread::lock(&mut tx, message).await?;
    // Taken down since: nobody is to get it, and nobody need look at it.
    if release::of_message(&mut tx, message).await?.is_empty() {
        return Ok(());
    }
    let strategy = release::strategy_of(&mut tx, message).await?;
    for channel in strategy.channels.iter().filter(|channel| channels.contains(&channel.id.as_str())) {
        if channel.kind == ConnectorKind::Email {
            let cleared = clear(&mut tx, edition, &channel.id).await?;
            dispatch::make(&mut tx, &actor, release, &strategy, channel, cleared).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn forget(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let subject = id(&payload["subject"])?;
    let mut tx = site.db.begin().await?;
    spare::forget(&mut tx, subject).await?;
    let mut links = people::consent::asks_of(&mut tx, subject).await?;
    tx.commit().await?;
    // Mails that a folder keeps are known by the reader's own link, which stands in each.
    links.push(subject);
    let marks: Vec<String> = links.into_iter().map(|id| site.links.make("subscription", id)).collect();
    site.mail.forget_about(&marks, site.db.now()).await;
    Ok(())
}

async fn send_batch(site: Arc<Site>, payload: Value) -> Outcome<()> {
    send::send_batch(site, id(&payload["dispatch"])?).await
}
