//! What follows from a release: the channels that we host ourselves.

use crate::{article, staff_post};
use approval::clear;
use db::{
    Actor, Id,
    job::{JobKind, Lane, Work},
};
use message::Edition;
use serde_json::Value;
use std::sync::Arc;
use strategy::words::{Audience, ConnectorKind};
use web::{Outcome, Site, Stop};

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[
    JobKind {
        name: "publish-release",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(publish(site, payload)),
    },
    JobKind {
        name: "publish-amend",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(publish(site, payload)),
    },
    JobKind {
        name: "publish-units-moved",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, _| work(follow_units(site)),
    },
];

/// Staff posts stand where the unit of their message stands now.
async fn follow_units(site: Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    db::exec!(
        &mut tx,
        "update staff_post set unit_path =
           (select u.path from message m join unit u on u.id = m.unit_id where m.id = staff_post.message_id)
         where unit_path <>
           (select u.path from message m join unit u on u.id = m.unit_id where m.id = staff_post.message_id)",
        []
    )?;
    Ok(tx.commit().await?)
}

fn work(future: impl Future<Output = Outcome<()>> + Send + 'static) -> Work {
    Box::pin(async move { Ok(future.await?) })
}

async fn publish(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let particulars = &payload["particulars"];
    let edition: Id = particulars["edition"]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Stop::fault("a release without its edition"))?;
    let actor = Actor::system("publish");
    let mut tx = site.db.begin().await?;
    let message = Edition::get(&mut tx, edition).await?.message_id;
    thread::lock(&mut tx, message).await?;
    // Taken down since: nothing is to appear, and nobody need look at it.
    if release::of_message(&mut tx, message).await?.is_empty() {
        return Ok(());
    }
    let strategy = release::strategy_of(&mut tx, message).await?;
    let channels: Vec<&str> =
        particulars["channels"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for channel in strategy.channels.iter().filter(|channel| channels.contains(&channel.id.as_str())) {
        match channel.kind {
            ConnectorKind::Newsroom => {
                let cleared = clear(&mut tx, edition, &channel.id).await?;
                article::put_out(&mut tx, &actor, cleared).await?;
            }
            ConnectorKind::StaffFeed => {
                let cleared = clear(&mut tx, edition, &channel.id).await?;
                staff_post::put_out(&mut tx, &actor, cleared).await?;
            }
            // The mail itself is sent elsewhere; its readers fetch the pictures here.
            ConnectorKind::Email if channel.audience == Audience::External => {
                let cleared = clear(&mut tx, edition, &channel.id).await?;
                article::open_pictures(&mut tx, cleared.edition(), cleared.channel()).await?;
            }
            _ => {}
        }
    }
    Ok(tx.commit().await?)
}
