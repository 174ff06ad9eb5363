//! The board page: what waits and what went out, to be read like one printed page (D6). Goals
//! and trends come with measuring.

use askama::Template;
use db::Id;
use message::{ListRow, Still, Which, list_for};
use publish::{Article, latest};
use release::{ScheduleRow, upcoming};
use std::collections::HashSet;
use thread::{dots_of, steps};
use web::{Cache, Ctx, Frame, Page, Place, html};

/// How far ahead the page looks, in milliseconds: two weeks.
const AHEAD_MS: i64 = 14 * 24 * 3_600_000;
/// How many articles are listed.
const OUT_MAX: i64 = 12;

struct Waiting {
    row: ListRow,
    step: &'static str,
}

#[derive(Template)]
#[template(path = "pages/board.html")]
struct Board {
    f: Frame,
    date: String,
    out: Vec<Article>,
    planned: Vec<ScheduleRow>,
    /// How many messages those times are of.
    number: i64,
    waiting: Vec<Waiting>,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let out = latest(&mut conn, "", i64::MAX, OUT_MAX).await?;
    let planned = upcoming(&mut conn, ctx.actor(), ctx.now() + AHEAD_MS).await?;
    let messages =
        list_for(&mut conn, ctx.actor(), Which { still: Some(Still::Waiting), ..Which::default() }).await?;
    let ids: Vec<_> = messages.iter().map(|row| row.id).collect();
    let dots = dots_of(&steps(&mut conn, &ids).await?);
    let waiting = messages
        .into_iter()
        .filter_map(|row| {
            let dots = dots.get(&row.id)?;
            // What everybody has waits for nothing but a second look, which "I dag" asks for.
            let (step, state) = if row.is_all_out { dots.broken_outside()? } else { dots.current()? };
            matches!(state, "waiting" | "broken").then_some(Waiting { row, step })
        })
        .collect();
    let messages: HashSet<Id> = planned.iter().map(|row| row.message_id).collect();
    let number = i64::try_from(messages.len()).unwrap_or(0);
    let date = ctx.when(ctx.now()).long_date();
    html(
        Cache::Never,
        &Board { f: ctx.frame(Place::Board, ctx.t("desk-board-title")), date, out, planned, number, waiting },
    )
}
