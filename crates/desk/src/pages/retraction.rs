//! Tag ned: what will disappear, why, and afterwards who has had it by which channel and since when, and which places
//! somebody must clean by hand. One button; nobody is asked first.

use crate::taken_down::{NOTIFY_WITHIN_MS, Reached, reached, take_down};
use askama::Template;
use db::Id;
use message::{Message, UsedPicture, pictures_of};
use release::{Retraction, may_retract, of_message, retraction_of};
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, done, html};

#[derive(Template)]
#[template(path = "pages/retraction.html")]
struct TakeDown {
    f: Frame,
    message: Message,
    /// Whether anything of it is out now.
    is_out: bool,
    retraction: Option<Retraction>,
    reached: Reached,
    notify_until: i64,
    /// What goes with the words if they were personal, and what stays because others show it.
    pictures: Vec<UsedPicture>,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::get(&mut conn, id).await?;
    if !may_retract(&mut conn, ctx.actor(), &message, ctx.now()).await? {
        // Whoever may see it may see what became of it.
        Message::for_actor(&mut conn, ctx.actor(), id).await?;
        if retraction_of(&mut conn, id).await?.is_none() {
            return Err(Refusal::forbidden().into());
        }
    }
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let retraction = retraction_of(&mut conn, id).await?;
    let is_out = !of_message(&mut conn, id).await?.is_empty();
    let title = if is_out { ctx.t("desk-retract-title") } else { ctx.t("desk-retracted-title") };
    let view = TakeDown {
        f: ctx.frame(Place::Desk, title),
        is_out,
        reached: reached(&mut conn, &strategy, &message).await?,
        notify_until: retraction.as_ref().map_or(0, |retraction| retraction.at) + NOTIFY_WITHIN_MS,
        retraction,
        pictures: if is_out { pictures_of(&mut conn, id).await? } else { Vec::new() },
        message,
    };
    html(Cache::Never, &view)
}

pub(crate) async fn retract(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let what = (fields.get("reason"), fields.has("personal"));
    let title = ctx.site().texts.get(web::Lang::Da, "desk-erased");
    let mut tx = ctx.db().begin().await?;
    take_down(&mut tx, ctx.actor(), id, what, &title).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}/retraction"), "desk-retracted-done", &[])
}
