//! Kalender: the activities of plans together with what is released and scheduled (D5).

use plan::{Entry, Week, calendar_page};
use release::{Outing, Scope, channels_of, outings};
use strategy::Strategy;
use web::axum::extract::Query;
use web::{Ctx, Page};

/// Which week.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    week: Option<String>,
}

pub(crate) async fn show(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let week = asked.week.and_then(|text| text.parse().ok()).unwrap_or_else(|| Week::at(ctx.now()));
    let mut conn = ctx.db().read().await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let rows = outings(&mut conn, ctx.actor(), week.bounds()).await?;
    drop(conn);
    let entries = rows.iter().flat_map(|row| entries(&strategy, row)).collect();
    calendar_page(&ctx, week, entries).await
}

/// One entry a channel.
fn entries(strategy: &Strategy, row: &Outing) -> Vec<Entry> {
    let Some(scope) = Scope::parse(&row.scope) else { return Vec::new() };
    channels_of(strategy, &row.content, scope)
        .into_iter()
        .map(|channel| (strategy.channel(&channel).is_some_and(|one| one.kind.is_document()), channel))
        .map(|(by_itself, channel)| Entry {
            at: row.at,
            channel,
            title: row.title().to_owned(),
            unit: row.unit_name.clone(),
            href: format!("/messages/{}", row.message_id),
            target_groups: row.content.target_groups.clone(),
            is_internal: scope == Scope::Internal,
            is_done: row.is_out && !row.is_down && by_itself,
            is_down: row.is_down,
            is_by_hand: row.is_out && !row.is_down && !by_itself,
        })
        .collect()
}
