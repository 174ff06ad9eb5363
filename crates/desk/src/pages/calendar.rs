//! Kalender: the activities of plans together with what is released and scheduled (D5).

use db::Timestamp;
use plan::{Entry, Week, calendar_page};
use release::{Outing, Scope, channels_of, outings};
use strategy::{Strategy, words::ConnectorKind};
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
    let now = ctx.now();
    let entries = rows.iter().flat_map(|row| entries(&strategy, row, now)).collect();
    calendar_page(&ctx, week, entries).await
}

/// One entry a channel.
fn entries(strategy: &Strategy, row: &Outing, now: Timestamp) -> Vec<Entry> {
    let Some(scope) = Scope::parse(&row.scope) else { return Vec::new() };
    let entry = |id: String| {
        let kind = strategy.channel(&id).map(|channel| channel.kind);
        let by_itself = kind.is_some_and(ConnectorKind::is_document);
        // What is out by one channel stands there, whatever is in the way of its mails.
        let is_late = match row.is_out {
            true => row.is_broken && kind == Some(ConnectorKind::Email),
            false => row.is_broken || row.at < now,
        };
        let (is_late, is_up) = (is_late && !row.is_down, row.is_out && !row.is_down);
        Entry {
            at: row.at,
            channel: id,
            title: row.title().to_owned(),
            unit: row.unit_name.clone(),
            href: format!("/messages/{}", row.message_id),
            target_groups: row.content.target_groups.clone(),
            is_internal: scope == Scope::Internal,
            is_done: is_up && !is_late && by_itself,
            is_late,
            is_down: row.is_down,
            is_by_hand: is_up && !by_itself && !row.is_over,
        }
    };
    channels_of(strategy, &row.content, scope).into_iter().map(entry).collect()
}
