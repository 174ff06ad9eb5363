//! Planer: every plan that the reader may see, those under way first (W3).

use crate::plan::{ListRow, list_for};
use askama::Template;
use people::WRITE;
use web::{Cache, Ctx, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/list.html")]
struct List {
    f: Frame,
    rows: Vec<ListRow>,
    may_write: bool,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let rows = list_for(&mut ctx.db().read().await?, ctx.actor()).await?;
    let f = ctx.frame(Place::Desk, ctx.t("plan-list-title"));
    html(Cache::Never, &List { f, rows, may_write: ctx.actor().may(WRITE) })
}
