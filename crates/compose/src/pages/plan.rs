//! Choosing the plan that a message is part of.

use askama::Template;
use db::Id;
use message::Message;
use people::WRITE;
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, done, html};

#[derive(Template)]
#[template(path = "pages/plan.html")]
struct Choose {
    f: Frame,
    message: Message,
    plans: Vec<plan::ListRow>,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    if !ctx.actor().may_at(WRITE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let plans = plan::list_for(&mut conn, ctx.actor()).await?;
    html(Cache::Never, &Choose { f: ctx.frame(Place::Desk, ctx.t("compose-plan-title")), message, plans })
}

pub(crate) async fn join(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let plan = match fields.get("plan") {
        "" => None,
        text => Some(text.parse::<Id>().map_err(|_| Refusal::not_found())?),
    };
    let mut tx = ctx.db().begin().await?;
    message::join_plan(&mut tx, ctx.actor(), id, plan).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}"), "compose-plan-done", &[])
}
