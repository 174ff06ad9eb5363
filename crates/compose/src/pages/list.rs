//! Beskeder: every message that I may see, with its dots.

use askama::Template;
use db::Id;
use message::{LIST_MAX, ListRow, Which, list_for};
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
    /// The last of a page that others follow, as the address of the next page has it.
    older: Option<String>,
}

impl List {
    /// The rest of the address of the next page.
    fn chosen(&self) -> String {
        let mine = if self.only_own { "&mine=1" } else { "" };
        let plan = self.plan.as_ref().map_or_else(String::new, |plan| format!("&plan={}", plan.id));
        format!("{mine}{plan}")
    }
}

/// Which messages.
#[derive(serde::Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    mine: u8,
    plan: Option<Id>,
    before: Option<String>,
}

/// The moment and the message that a page goes on after.
fn before(text: &str) -> Option<(i64, Id)> {
    let (moved_at, id) = text.split_once('.')?;
    Some((moved_at.parse().ok()?, id.parse().ok()?))
}

pub(crate) async fn show(ctx: Ctx, Query(chosen): Query<Chosen>) -> Page {
    let only_own = chosen.mine == 1;
    let mut conn = ctx.db().read().await?;
    let plan = match chosen.plan {
        Some(id) => Some(Plan::for_actor(&mut conn, ctx.actor(), id).await?),
        None => None,
    };
    let before = chosen.before.as_deref().and_then(before);
    let messages =
        list_for(&mut conn, ctx.actor(), Which { only_own, plan: chosen.plan, before, still: None }).await?;
    let is_full = i64::try_from(messages.len()).is_ok_and(|number| number == LIST_MAX);
    let older = messages.last().filter(|_| is_full).map(|last| format!("{}.{}", last.moved_at, last.id));
    let ids: Vec<Id> = messages.iter().map(|message| message.id).collect();
    let mut dots = dots_of(&steps(&mut conn, &ids).await?);
    let rows = messages
        .into_iter()
        .map(|message| Row { dots: dots.remove(&message.id).unwrap_or_default(), message })
        .collect();
    html(
        Cache::Never,
        &List { f: ctx.frame(Place::Desk, ctx.t("compose-list-title")), rows, only_own, plan, older },
    )
}
