//! The machinery: what waits, what failed and why, the crisis stop; and choosing to try again.

use crate::stuck::{Alarm, alarms};
use askama::Template;
use db::{
    Id,
    job::{self, JobRow},
};
use release::{CrisisStop, crisis_stop};
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Page, Place, done, html};

/// How many jobs are listed.
const JOBS_MAX: i64 = 200;

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Status {
    f: Frame,
    jobs: Vec<JobRow>,
    stop: Option<CrisisStop>,
    is_held: bool,
    alarms: Vec<Alarm>,
    mail: &'static str,
    leaves: bool,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let jobs = job::list(&mut conn, JOBS_MAX).await?;
    let stop = crisis_stop(&mut conn).await?;
    let is_held = db::Hold::find(&mut conn).await?.is_some();
    let alarms = alarms(&mut conn).await?;
    let mail = ctx.site().mail.capabilities();
    let f = ctx.frame(Place::Desk, ctx.t("desk-status-title"));
    html(
        Cache::Never,
        &Status { f, jobs, stop, is_held, alarms, mail: mail.name, leaves: mail.leaves_the_house },
    )
}

pub(crate) async fn retry(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    job::retry(&mut tx, id).await?;
    tx.commit().await?;
    done(&ctx, "/status", "desk-job-retried-done", &[])
}

pub(crate) async fn stop(ctx: Ctx, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::begin_stop(&mut tx, ctx.actor(), fields.get("reason")).await?;
    tx.commit().await?;
    done(&ctx, "/status", "desk-stop-done", &[])
}

pub(crate) async fn lift(ctx: Ctx) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::lift_stop(&mut tx, ctx.actor()).await?;
    tx.commit().await?;
    done(&ctx, "/status", "desk-stop-lifted-done", &[])
}

pub(crate) async fn resend(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    dispatch::resend_unknown(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/dispatches/{id}"), "desk-resent-done", &[])
}
