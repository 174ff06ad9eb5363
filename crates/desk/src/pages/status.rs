//! The machinery: what waits, what failed and why, the crisis stop; and choosing to try again.

use askama::Template;
use db::{
    Id,
    job::{self, JobRow},
};
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Page, Place, html, see_other};

/// How many jobs are listed.
const JOBS_MAX: i64 = 200;

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Status {
    f: Frame,
    jobs: Vec<JobRow>,
    is_stopped: bool,
    is_held: bool,
    mail: &'static str,
    leaves: bool,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let jobs = job::list(&mut conn, JOBS_MAX).await?;
    let is_stopped = release::is_stopped(&mut conn).await?;
    let is_held = db::Hold::find(&mut conn).await?.is_some();
    let mail = ctx.site().mail.capabilities();
    let f = ctx.frame(Place::Desk, ctx.t("desk-status-title"));
    html(
        Cache::Never,
        &Status { f, jobs, is_stopped, is_held, mail: mail.name, leaves: mail.leaves_the_house },
    )
}

pub(crate) async fn retry(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    job::retry(&mut tx, id).await?;
    tx.commit().await?;
    see_other("/status")
}

pub(crate) async fn stop(ctx: Ctx, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::set_stop(&mut tx, ctx.actor(), fields.get("stop") == "1").await?;
    tx.commit().await?;
    see_other("/status")
}

pub(crate) async fn resend(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    dispatch::resend_unknown(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    see_other("/status")
}
