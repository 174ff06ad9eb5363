//! For the operator's monitoring: is the program alive, can it do its work.

use web::axum::http::StatusCode;
use web::{Ctx, Page, api_json};

pub(crate) async fn alive() -> Page {
    api_json(StatusCode::OK, &serde_json::json!({ "alive": true }))
}

pub(crate) async fn ready(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let failed = db::job::failed(&mut conn).await?;
    let held = db::Hold::find(&mut conn).await?.is_some();
    // A sign of life is written every few seconds: a fresh one says that somebody works and that the disk takes what
    // is written.
    let ready = db::node::is_any_alive(&mut conn, ctx.now()).await?;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    api_json(status, &serde_json::json!({ "ready": ready, "failed_jobs": failed, "held": held }))
}
