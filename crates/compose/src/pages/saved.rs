//! What the editor's script is answered when it saves by itself.

use db::Id;
use message::{Edition, Message};
use web::axum::http::StatusCode;
use web::{Ctx, Page, api_json};

/// What was saved, for the next save to stand on.
pub(crate) async fn saved_json(ctx: &Ctx, id: Id) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::get(&mut conn, id).await?;
    let edition = Edition::get(&mut conn, message.edition_id).await?;
    let saved = ctx.fill("compose-saved-at", &[("clock", &ctx.when(edition.saved_at).clock())]);
    api_json(
        StatusCode::OK,
        &serde_json::json!({ "id": id, "edition": edition.id, "hash": edition.hash, "saved": saved }),
    )
}

/// Why nothing was saved.
pub(crate) fn not_saved(message: &str, status: StatusCode) -> Page {
    api_json(status, &serde_json::json!({ "message": message }))
}
