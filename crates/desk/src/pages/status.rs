//! The machinery: who works, what waits, what failed and why, the crisis stop; and choosing to try
//! again.

use crate::{
    pages::{
        refused::{self, About},
        restored::Restored,
    },
    stuck::{Alarm, alarms},
};
use askama::Template;
use db::{
    Event, EventKind, Id, Timestamp,
    job::{self, JobRow, Lane, Waiting},
    node::{self, NodeRow},
};
use dispatch::Lost;
use release::{CrisisStop, ScheduleRow, crisis_stop, due};
use serde_json::json;
use std::collections::BTreeMap;
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, done, html};

/// Somebody tried failed work again; it may send something a second time.
pub(crate) const JOB_RETRIED: EventKind = EventKind { slice: "desk", name: "job-retried" };
/// How long a node that is gone is shown, in milliseconds: an hour.
const GONE_SHOWN_MS: i64 = 3_600_000;
/// How many jobs are listed.
const JOBS_MAX: i64 = 200;

/// How many processes are listed.
const NODES_MAX: i64 = 10;

/// How long work of a lane has waited.
struct LaneLine {
    word: &'static str,
    urgent: bool,
    number: i64,
    seconds: i64,
}

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Status {
    f: Frame,
    nodes: Vec<NodeRow>,
    lanes: Vec<LaneLine>,
    jobs: Vec<JobRow>,
    /// To whom the mails are that could not be handed over, by job.
    about: BTreeMap<Id, About>,
    stop: Option<CrisisStop>,
    /// What the stop holds: plans that are due, and how many mails.
    held: Vec<ScheduleRow>,
    mails: i64,
    restored: Restored,
    alarms: Vec<Alarm>,
    mail: &'static str,
    leaves: bool,
}

impl Status {
    /// What a job does, in words; a kind that no slice runs any more has none.
    fn work(&self, job: &JobRow) -> String {
        let key = format!("desk-work-{}", job.kind);
        if self.f.has(&key) { self.f.t(&key) } else { job.kind.clone() }
    }

    /// Why it failed: what was refused, in words, or what the other side said.
    fn why(&self, error: &str) -> String {
        if self.f.has(error) { self.f.t(error) } else { error.to_owned() }
    }
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let jobs = job::list(&mut conn, JOBS_MAX).await?;
    let about = refused::by_job(&mut conn).await?;
    let stop = crisis_stop(&mut conn).await?;
    let mut nodes = node::list(&mut conn, NODES_MAX).await?;
    nodes.retain(|node| node.gone_at.is_none() || node.seen_at > ctx.now() - GONE_SHOWN_MS);
    let lanes = lanes(&ctx, &job::waiting(&mut conn, ctx.now()).await?);
    let (held, mails) = match &stop {
        Some(_) => (due(&mut conn, ctx.now()).await?, dispatch::queued(&mut conn).await?),
        None => (Vec::new(), 0),
    };
    let restored = Restored::find(&ctx, &mut conn).await?;
    let alarms = alarms(&mut conn).await?;
    let mail = ctx.site().mail.capabilities();
    let f = ctx.frame(Place::Desk, ctx.t("desk-status-title"));
    html(
        Cache::Never,
        &Status {
            f,
            nodes,
            lanes,
            jobs,
            about,
            stop,
            held,
            mails,
            restored,
            alarms,
            mail: mail.name,
            leaves: mail.leaves_the_house,
        },
    )
}

/// What is due by lane, urgent work first, with how long the first of it has waited.
fn lanes(ctx: &Ctx, waiting: &[Waiting]) -> Vec<LaneLine> {
    let mut lines: BTreeMap<(bool, Lane), (i64, Timestamp)> = BTreeMap::new();
    for group in waiting {
        let kinds = ctx.site().slices.iter().flat_map(|slice| slice.jobs);
        let lane =
            kinds.into_iter().find(|kind| kind.name == group.kind).map_or(Lane::Inside, |kind| kind.lane);
        let line = lines.entry((!group.urgent, lane)).or_insert((0, group.oldest));
        *line = (line.0 + group.number, line.1.min(group.oldest));
    }
    let line = |((calm, lane), (number, oldest)): ((bool, Lane), (i64, Timestamp))| LaneLine {
        word: lane.word(),
        urgent: !calm,
        number,
        seconds: (ctx.now() - oldest) / 1_000,
    };
    lines.into_iter().map(line).collect()
}

pub(crate) async fn retry(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    if job::retry(&mut tx, id).await? == 0 {
        return Err(Refusal::conflict("desk-job-gone").into());
    }
    Event { kind: JOB_RETRIED, subject: id, particulars: json!({}), text: None }
        .write(&mut tx, ctx.actor())
        .await?;
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

pub(crate) async fn resend(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let lost = Some(fields.get("state")).filter(|word| !word.is_empty());
    let lost = lost.map_or(Some(Lost::Unknown), Lost::parse).ok_or_else(Refusal::not_found)?;
    let mut tx = ctx.db().begin().await?;
    dispatch::resend(&mut tx, ctx.actor(), id, lost).await?;
    tx.commit().await?;
    done(&ctx, format!("/dispatches/{id}"), "desk-resent-done", &[])
}

pub(crate) async fn settle(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    dispatch::settle(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/dispatches/{id}"), "desk-settled-done", &[])
}
