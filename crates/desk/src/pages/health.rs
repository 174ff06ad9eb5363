//! For the operator's monitoring: is the program alive, can it do its work.

use std::time::Duration;
use web::axum::http::StatusCode;
use web::{Ctx, Page, api_json};

/// How long the database may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

pub(crate) async fn alive() -> Page {
    api_json(StatusCode::OK, &serde_json::json!({ "alive": true }))
}

pub(crate) async fn ready(ctx: Ctx) -> Page {
    match tokio::time::timeout(ANSWER_WITHIN, look(&ctx)).await {
        Ok(Ok(state)) => {
            let status = if state.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
            api_json(status, &state)
        }
        // Whoever asks wants to know now, and in the form that they read.
        Ok(Err(_)) | Err(_) => api_json(
            StatusCode::SERVICE_UNAVAILABLE,
            &serde_json::json!({ "ready": false, "database": false }),
        ),
    }
}

/// How the program stands.
#[derive(serde::Serialize)]
struct State {
    ready: bool,
    failed_jobs: i64,
    held: bool,
}

async fn look(ctx: &Ctx) -> db::Result<State> {
    let mut conn = ctx.db().read().await?;
    Ok(State {
        // A sign of life is written every few seconds: a fresh one says that somebody works and that the disk takes what
        // is written.
        ready: db::node::is_any_alive(&mut conn, ctx.now()).await?,
        failed_jobs: db::job::failed(&mut conn).await?,
        held: db::Hold::find(&mut conn).await?.is_some(),
    })
}
