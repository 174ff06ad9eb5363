//! The acts that start from a message: ask for approval, plan, cancel, exempt, waive, correct.

use db::Id;
use message::{Edition, Message};
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
    let message = Message::for_actor(&mut tx, ctx.actor(), id).await?;
    if !ctx.actor().may_at(people::WRITE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let run = check::latest(&mut tx, message.edition_id).await?.ok_or_else(Refusal::not_found)?;
    let finding = run
        .findings
        .iter()
        .find(|finding| finding.rule == fields.get("rule"))
        .ok_or_else(Refusal::not_found)?;
    check::waive(&mut tx, ctx.actor(), id, finding, fields.get("reason")).await?;
    tx.commit().await?;
    see_other(format!("/messages/{id}"))
}

/// A correction is a message of its own that points back; it starts from the text that is out.
pub(crate) async fn correct(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let message = Message::for_actor(&mut tx, ctx.actor(), id).await?;
    let releases = release::of_message(&mut tx, id).await?;
    let out = releases.iter().rev().find(|row| row.scope == "external").or(releases.last());
    let out = out.ok_or_else(|| Refusal::new("compose-nothing-out"))?;
    let mut content = Edition::get(&mut tx, out.edition_id).await?.content.0;
    content.title = ctx.fill("compose-correction-title", &[("title", &message.title)]);
    // Subscribers get a correction only if the author says so.
    content.topics.clear();
    let strategy = strategy::in_force(&mut tx, ctx.db().memo()).await?.strategy;
    content.channels.retain(|id| {
        strategy.channel(id).is_none_or(|channel| channel.kind != strategy::words::ConnectorKind::Email)
            || strategy
                .channel(id)
                .is_some_and(|channel| channel.audience == strategy::words::Audience::Internal)
    });
    let new = message::start(&mut tx, ctx.actor(), &content, Some(id)).await?;
    tx.commit().await?;
    see_other(format!("/messages/{new}/edit"))
}
