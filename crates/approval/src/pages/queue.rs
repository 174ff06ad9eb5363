//! Godkend: what waits for my yes, oldest first.

use crate::queue::{QueueRow, queue_for};
use askama::Template;
use web::{Cache, Ctx, Frame, Page, Place, Refusal, html};

#[derive(Template)]
#[template(path = "pages/queue.html")]
struct Queue {
    f: Frame,
    rows: Vec<QueueRow>,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let person = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    let rows = queue_for(&mut ctx.db().read().await?, person, ctx.now()).await?;
    let title = ctx.count("approval-queue-title", i64::try_from(rows.len()).unwrap_or(i64::MAX));
    html(Cache::Never, &Queue { f: ctx.frame(Place::Desk, title), rows })
}
