//! `/metrics` for Prometheus, at an address of its own (`metrics_addr`), so that it is never on the
//! public site. Counts and times only: no name, no address, no text (invariant 13; decisions/0031).

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use db::{AsConn, Audit, Hold, row, run};
use std::{fmt::Write, sync::Arc};
use web::Site;

/// The media type of Prometheus' text format.
const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";
/// Every state of a job, so that none disappears when it is empty.
const JOB_STATES: &[&str] = &["waiting", "running", "failed"];
/// Every state of a delivery.
const DELIVERY_STATES: &[&str] =
    &["queued", "held", "attempting", "accepted", "failed", "unknown", "suppressed", "expired"];

row! {
    struct Count {
        state: String,
        number: i64,
    }
}

/// The one page that the address serves.
pub(crate) fn router(site: Arc<Site>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(site)
}

async fn show(State(site): State<Arc<Site>>) -> Response {
    match text(&site).await {
        Ok(text) => ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be counted");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// All metrics, in the text format of Prometheus.
///
/// # Errors
/// When the database fails.
pub async fn text(site: &Site) -> db::Result<String> {
    let mut out = String::new();
    let mut conn = site.db.read().await?;
    let now = site.db.now();
    let jobs =
        run!(&mut conn, Count, "select state, count(*) as number from job group by state", [] => fetch_all)?;
    states(&mut out, "traad_jobs", "Jobs by state.", JOB_STATES, &jobs);
    let due = oldest_due(&mut conn, now).await?;
    let age = due.map_or(0, |due| now - due);
    gauge(
        &mut out,
        "traad_job_oldest_due_seconds",
        "How long the oldest job that is due has waited.",
        seconds(age),
    );
    let deliveries = run!(&mut conn, Count, "select state, count(*) as number from delivery group by state", [] => fetch_all)?;
    states(&mut out, "traad_deliveries", "Mails by state.", DELIVERY_STATES, &deliveries);
    let (unsealed, oldest) = Audit::waiting(&mut conn).await?;
    gauge(&mut out, "traad_events_unsealed", "Events that the sealer has not sealed yet.", unsealed);
    let age = oldest.map_or(0, |oldest| now - oldest);
    gauge(&mut out, "traad_events_unsealed_seconds", "How long the first of them has waited.", seconds(age));
    let held = Hold::find(&mut conn).await?.is_some();
    gauge(&mut out, "traad_held", "1 while nothing goes on after a restore.", i64::from(held));
    let stopped = release::crisis_stop(&mut conn).await?.is_some();
    gauge(&mut out, "traad_stopped", "1 while everything that leaves is stopped.", i64::from(stopped));
    drop(conn);
    let pool = site.db.pool();
    gauge(&mut out, "traad_database_connections", "Open connections to the database.", pool.open);
    gauge(&mut out, "traad_database_connections_idle", "Those that nobody uses.", pool.idle);
    gauge(
        &mut out,
        "traad_database_writers_waiting",
        "Acts that wait for their turn to write.",
        pool.waiting,
    );
    let version = env!("CARGO_PKG_VERSION");
    let name = "traad_build_info{version=\"";
    let _ = writeln!(
        out,
        "# HELP traad_build_info The version that runs.\n# TYPE traad_build_info gauge\n{name}{version}\"}} 1"
    );
    site.metrics.write(&mut out);
    Ok(out)
}

async fn oldest_due(conn: &mut impl AsConn, now: db::Timestamp) -> db::Result<Option<db::Timestamp>> {
    run!(
        conn,
        scalar Option<i64>,
        "select min(run_at) from job where state = 'waiting' and run_at <= $1",
        [now] => fetch_one
    )
}

fn states(out: &mut String, name: &str, help: &str, all: &[&str], counts: &[Count]) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
    for state in all {
        let number = counts.iter().find(|count| count.state == *state).map_or(0, |count| count.number);
        let _ = writeln!(out, "{name}{{state=\"{state}\"}} {number}");
    }
}

fn gauge(out: &mut String, name: &str, help: &str, value: impl std::fmt::Display) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
}

fn seconds(ms: i64) -> String {
    let ms = ms.max(0);
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}
