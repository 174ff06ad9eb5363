//! Taking down as one act over all slices: the release ends, pages and feeds forget it, mails that wait are spared, and
//! where something personal stood in it, the words are erased everywhere. The seal of the log holds: it covers hashes.

use db::{
    Actor, AsConn, Event, Id, Timestamp, Tx,
    job::{JobKind, Lane},
};
use dispatch::{counts_of_message, of_message as dispatches_of, suppress};
use message::{Edition, Message};
use publish::{Shown, shown};
use serde_json::Value;
use std::sync::Arc;
use strategy::{Strategy, model::Channel};
use web::{Outcome, Site, Stop};

/// How long the municipality has to tell the authority of a breach that may harm people, from when it knew: 72 hours
/// (the General Data Protection Regulation, article 33).
pub(crate) const NOTIFY_WITHIN_MS: i64 = 72 * 3_600_000;

/// Takes a message down everywhere; `title` stands where the titles stood, if it held something personal.
///
/// # Errors
/// When nothing of it is out, the actor may not, or the reason says nothing.
pub(crate) async fn take_down(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    (reason, personal): (&str, bool),
    title: &str,
) -> Outcome<()> {
    release::retract(tx, actor, message, reason, personal).await?;
    publish::take_down(tx, message).await?;
    suppress(tx, message).await?;
    if personal {
        web::notice::drop_about(tx, message).await?;
        web::api::forget_about(tx, message).await?;
        release::erase(tx, message).await?;
        publish::erase(tx, message, title).await?;
        check::erase(tx, message).await?;
        approval::erase(tx, message).await?;
        message::erase(tx, message, title).await?;
        Event::erase_about(tx, message).await?;
    }
    Ok(())
}

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[JobKind {
    name: "desk-forget-erased",
    lane: Lane::Inside,
    attempts_max: 8,
    run: |site, payload| Box::pin(async move { Ok(forget_erased(site, payload).await?) }),
}];

/// Takes the mails that a folder keeps out of it, where something personal stood in them, and what the database file
/// still held of the words.
async fn forget_erased(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let message = payload["subject"].as_str().and_then(|text| text.parse::<Id>().ok());
    let message = message.ok_or_else(|| Stop::fault("a job without its id"))?;
    if payload["particulars"]["personal"] != true {
        return Ok(());
    }
    if !site.mail.capabilities().leaves_the_house {
        for dispatch in dispatches_of(&mut site.db.read().await?, message).await? {
            for delivery in dispatch::delivery_ids(&mut site.db.read().await?, dispatch.id).await? {
                site.mail.forget(&format!("delivery-{delivery}")).await;
            }
        }
    }
    Ok(site.db.forget_erased().await?)
}

/// Somebody had it by a channel.
pub(crate) struct Had {
    /// The channel's name, or the last part of a text key where the program hosts it.
    pub(crate) name: String,
    pub(crate) since: Timestamp,
    pub(crate) until: Option<Timestamp>,
    /// How many got it, where that is known.
    pub(crate) number: Option<i64>,
    /// How many were spared.
    pub(crate) spared: i64,
}

/// Who has had a message, and which places somebody must clean by hand.
pub(crate) struct Reached {
    pub(crate) had: Vec<Had>,
    pub(crate) by_hand: Vec<String>,
}

/// Works out who has had a message.
///
/// # Errors
/// When the database fails.
pub(crate) async fn reached(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    message: &Message,
) -> Outcome<Reached> {
    let mut had: Vec<Had> = Vec::new();
    for Shown { place, since, until, .. } in shown(conn, message.id).await? {
        had.push(Had { name: place, since, until, number: None, spared: 0 });
    }
    let counts = counts_of_message(conn, message.id).await?;
    for dispatch in dispatches_of(conn, message.id).await? {
        let number = |states: &[&str]| -> i64 {
            let of = counts.iter().filter(|count| count.dispatch_id == dispatch.id);
            of.filter(|count| states.contains(&count.state.as_str())).map(|count| count.number).sum()
        };
        let name = strategy
            .channel(&dispatch.channel)
            .map_or(dispatch.channel.clone(), |channel| channel.name.clone());
        had.push(Had {
            name,
            since: dispatch.made_at,
            until: None,
            number: Some(number(&["accepted", "unknown", "attempting"])),
            spared: number(&["suppressed", "queued"]),
        });
    }
    let content = Edition::get(conn, message.edition_id).await?.content.0;
    let manual = |channel: &&Channel| content.has_channel(&channel.id) && !channel.kind.is_document();
    let by_hand = strategy.channels.iter().filter(manual).map(|channel| channel.name.clone()).collect();
    Ok(Reached { had, by_hand })
}
