//! Lav en rettelse: from the thread page, or from the editor with what was typed there. Where a part of the original
//! has not left yet, whoever corrects says first what is to become of it.

use crate::{
    correct::{Rest, correction},
    form::Typed,
    pages::{
        above::Above,
        editor::{around, not_yet},
    },
};
use db::Id;
use message::{Content, Edition, Message};
use web::axum::extract::Path;
use web::{Ctx, Fields, Page, Refusal, Stop, done};

pub(crate) async fn correct(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let rest = Rest::parse(fields.get("rest"));
    if fields.has("base") {
        return correct_typed(&ctx, id, &fields, rest).await;
    }
    let mut tx = ctx.db().begin().await?;
    let new = correction(&ctx, &mut tx, id, None, rest).await?;
    tx.commit().await?;
    begun(&ctx, new)
}

/// The text as typed becomes the correction, or stands in the editor again with what is in the way.
async fn correct_typed(ctx: &Ctx, id: Id, fields: &Fields, rest: Option<Rest>) -> Page {
    let typed = Typed::read(fields);
    let strategy = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?.strategy;
    let content = match typed.content(&strategy, None) {
        Ok(content) => content,
        Err(wrong) => {
            let wrong = wrong.into_iter().next().unwrap_or_else(|| Refusal::new("compose-body-too-long"));
            return again(ctx, id, (typed, None), &wrong).await;
        }
    };
    let mut tx = ctx.db().begin().await?;
    match correction(ctx, &mut tx, id, Some(content.clone()), rest).await {
        Ok(new) => {
            tx.commit().await?;
            begun(ctx, new)
        }
        Err(Stop::Refusal(refusal)) if matches!(refusal.status, 409 | 422) => {
            drop(tx);
            again(ctx, id, (typed, Some(content)), &refusal).await
        }
        Err(stop) => Err(stop),
    }
}

fn begun(ctx: &Ctx, new: Id) -> Page {
    done(ctx, format!("/messages/{new}/edit"), "compose-correction-done", &[])
}

async fn again(ctx: &Ctx, id: Id, typed: (Typed, Option<Content>), wrong: &Refusal) -> Page {
    let mut conn = ctx.db().read().await?;
    let around = around(ctx, &mut conn).await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let edition = Edition::get(&mut conn, message.edition_id).await?;
    let above = Above::of(ctx, &mut conn, &around.strategy, &message).await?.asked();
    drop(conn);
    not_yet(ctx, around, (id, (edition.id, edition.hash)), typed, (above, None), Some(wrong)).await
}
