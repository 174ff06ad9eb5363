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
    api_json(StatusCode::OK, &serde_json::json!({ "ready": true, "failed_jobs": failed, "held": held }))
}
