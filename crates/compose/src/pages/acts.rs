//! The acts that start from a message: ask for approval, plan, cancel, exempt, waive, correct.

use crate::correct::correction;
use db::Id;
use web::axum::extract::Path;
use web::{Ctx, Fields, Page, Refusal, parse_local, see_other};

pub(crate) async fn ask(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let mut tx = ctx.db().begin().await?;
    approval::ask(&mut tx, ctx.actor(), id, &in_force).await?;
    tx.commit().await?;
    see_other(format!("/messages/{id}"))
}

pub(crate) async fn plan(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let at = match fields.get("at") {
        "" => None,
        text => Some(parse_local(text).ok_or_else(|| Refusal::new("release-time-wrong").at("at"))?),
    };
    let mut tx = ctx.db().begin().await?;
    release::plan(&mut tx, ctx.actor(), id, at).await?;
    tx.commit().await?;
    see_other(format!("/messages/{id}"))
}

pub(crate) async fn cancel(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::cancel(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    see_other(format!("/messages/{id}"))
}

pub(crate) async fn exempt(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    release::exempt(&mut tx, ctx.actor(), id, fields.get("kind"), fields.get("reason")).await?;
    tx.commit().await?;
    see_other(format!("/messages/{id}"))
}

pub(crate) async fn waive(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    check::waive(&mut tx, ctx.actor(), id, fields.get("rule"), fields.get("reason")).await?;
    tx.commit().await?;
    see_other(format!("/messages/{id}"))
}

pub(crate) async fn correct(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let new = correction(&ctx, &mut tx, id).await?;
    tx.commit().await?;
    see_other(format!("/messages/{new}/edit"))
}
