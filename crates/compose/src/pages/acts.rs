//! The acts that start from a message: ask for approval, plan, cancel, exempt, waive, correct.

use check::Waived;
use db::Id;
use message::{Edition, Message};
use web::axum::{extract::Path, http::StatusCode};
use web::{Ctx, Fields, Page, Refusal, Stop, api_json, done, parse_local};

pub(crate) async fn ask(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let mut tx = ctx.db().begin().await?;
    approval::ask(&mut tx, ctx.actor(), id, &in_force).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}"), "compose-asked-done", &[])
}

pub(crate) async fn plan(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let at = match fields.get("at") {
        "" => None,
        text => Some(parse_local(text).ok_or_else(|| Refusal::new("release-time-wrong").at("at"))?),
    };
    let seen = |name| fields.has(name).then(|| fields.get(name));
    let mut tx = ctx.db().begin().await?;
    release::check_seen(&mut tx, ctx.actor(), id, (seen("text"), seen("plan"), seen("yes"))).await?;
    if let Some(shown) = seen("people") {
        let edition = Message::get(&mut tx, id).await?.edition_id;
        let edition = Edition::get(&mut tx, edition).await?;
        let strategy = release::strategy_of(&mut tx, id).await?;
        message::check_shown(&mut tx, &strategy, &edition.content, shown).await?;
    }
    release::plan(&mut tx, ctx.actor(), id, at).await?;
    let edition = Message::get(&mut tx, id).await?.edition_id;
    let edition = Edition::get(&mut tx, edition).await?;
    let has_yes = approval::has_yes(&mut tx, &edition).await?;
    let is_held = release::held_by(&mut tx, id).await?.is_some();
    tx.commit().await?;
    let key = match (has_yes, is_held) {
        (_, true) => "compose-planned-held-done",
        (true, false) => "compose-planned-done",
        (false, false) => "compose-planned-waits-done",
    };
    done(&ctx, format!("/messages/{id}"), key, &[])
}

pub(crate) async fn cancel(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::cancel(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}"), "compose-cancelled-done", &[])
}

pub(crate) async fn exempt(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::exempt(&mut tx, ctx.actor(), id, fields.get("kind"), fields.get("reason")).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}"), "compose-exempted-done", &[])
}

pub(crate) async fn end_exemption(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::end_exemption(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}"), "compose-unexempted-done", &[])
}

pub(crate) async fn waive(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let found = Some(fields.get("found")).filter(|found| !found.is_empty());
    let what = Waived { rule: fields.get("rule"), found };
    let mut tx = ctx.db().begin().await?;
    // The editor sends `inline`, and gets a line to show instead of a page.
    match check::waive(&mut tx, ctx.actor(), id, what, fields.get("reason")).await {
        Ok(_) => tx.commit().await?,
        Err(Stop::Refusal(refusal)) if fields.has("inline") && refusal.field.is_some() => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return api_json(status, &serde_json::json!({ "message": ctx.refusal(&refusal) }));
        }
        Err(stop) => return Err(stop),
    }
    if fields.has("inline") {
        return api_json(StatusCode::OK, &serde_json::json!({}));
    }
    done(&ctx, format!("/messages/{id}"), "compose-waived-done", &[])
}

/// Puts a small correction where the text is out already.
pub(crate) async fn amend(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::amend(&mut tx, ctx.actor(), id).await?;
    // What waits to be sent was written down as it was released, and goes as that.
    let counts = dispatch::counts_of_message(&mut tx, id).await?;
    let waits = counts.iter().any(|count| matches!(count.state.as_str(), "queued" | "held" | "attempting"));
    tx.commit().await?;
    let key = if waits { "compose-amended-mails-done" } else { "compose-amended-done" };
    done(&ctx, format!("/messages/{id}"), key, &[])
}
