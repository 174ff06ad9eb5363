//! Beskeder: every message that I may see, with its dots.

use askama::Template;
use db::Id;
use message::{ListRow, Which, list_for};
use plan::Plan;
use thread::{Dots, dots_of, steps};
use web::axum::extract::Query;
use web::{Cache, Ctx, Frame, Page, Place, html};

/// A message with its dots.
struct Row {
    message: ListRow,
    dots: Dots,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct List {
    f: Frame,
    rows: Vec<Row>,
    only_own: bool,
    plan: Option<Plan>,
}

/// Which messages.
#[derive(serde::Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    mine: u8,
    plan: Option<Id>,
}

pub(crate) async fn show(ctx: Ctx, Query(chosen): Query<Chosen>) -> Page {
    let only_own = chosen.mine == 1;
    let mut conn = ctx.db().read().await?;
    let plan = match chosen.plan {
        Some(id) => Some(Plan::for_actor(&mut conn, ctx.actor(), id).await?),
        None => None,
    };
    let messages = list_for(&mut conn, ctx.actor(), Which { only_own, plan: chosen.plan }).await?;
    let ids: Vec<Id> = messages.iter().map(|message| message.id).collect();
    let mut dots = dots_of(&steps(&mut conn, &ids).await?);
    let rows = messages
        .into_iter()
        .map(|message| Row { dots: dots.remove(&message.id).unwrap_or_default(), message })
        .collect();
    html(Cache::Never, &List { f: ctx.frame(Place::Desk, ctx.t("compose-list-title")), rows, only_own, plan })
}
