//! One urgent notice that runs: what was told, a new text for it, and its end. For whoever is on call; others
//! see whom to ring.

use crate::pages::urgent::{release_now, told as said};
use approval::{FOLLOW_UP_MAX, FollowUp, NOT_ON_CALL, follow_up, on_call};
use askama::Template;
use db::Id;
use people::Holder;
use publish::{Running, Told, running_of, told};
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, Stop, Wrong, html_status};

#[derive(Template)]
#[template(path = "pages/running.html")]
struct View {
    f: Frame,
    notice: Running,
    told: Vec<Told>,
    /// What was typed, where it was refused.
    update: String,
    all_clear: String,
    wrong: Vec<Wrong>,
    max: usize,
    /// Whom to ring where the one who looks is not on call.
    ring: Option<Vec<Holder>>,
}

impl View {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

pub(crate) async fn show(ctx: Ctx, Path(message): Path<Id>) -> Page {
    page(&ctx, message, None, StatusCode::OK, Vec::new()).await
}

pub(crate) async fn update(ctx: Ctx, Path(message): Path<Id>, fields: Fields) -> Page {
    act(&ctx, message, FollowUp::Update, fields.get("update")).await
}

pub(crate) async fn end(ctx: Ctx, Path(message): Path<Id>, fields: Fields) -> Page {
    act(&ctx, message, FollowUp::AllClear, fields.get("all-clear")).await
}

async fn page(
    ctx: &Ctx,
    message: Id,
    typed: Option<(FollowUp, &str)>,
    status: StatusCode,
    wrong: Vec<Wrong>,
) -> Page {
    let mut conn = ctx.db().read().await?;
    let notice = running_of(&mut conn, message).await?.ok_or_else(Refusal::not_found)?;
    let told = told(&mut conn, message).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let holders = on_call(&mut conn, &strategy, ctx.now()).await?;
    drop(conn);
    let is_on_call = holders.iter().any(|holder| Some(holder.person_id) == ctx.actor().person());
    let text_of = |what| typed.filter(|typed| typed.0 == what).map_or("", |typed| typed.1).to_owned();
    let view = View {
        f: ctx.frame(Place::Desk, notice.title.clone()),
        notice,
        told,
        update: text_of(FollowUp::Update),
        all_clear: text_of(FollowUp::AllClear),
        wrong,
        max: FOLLOW_UP_MAX,
        ring: (!is_on_call).then_some(holders),
    };
    html_status(status, Cache::Never, &view)
}

async fn act(ctx: &Ctx, warning: Id, what: FollowUp, text: &str) -> Page {
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let mut tx = ctx.db().begin().await?;
    if running_of(&mut tx, warning).await?.is_none() {
        return Err(Refusal::conflict("approval-notice-ended").into());
    }
    let message = match follow_up(&mut tx, ctx.actor(), &in_force, warning, what, text).await {
        Ok(message) => message,
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() || refusal.key == NOT_ON_CALL => {
            drop(tx);
            let (field, status) = match refusal.field {
                Some(field) => (field, StatusCode::UNPROCESSABLE_ENTITY),
                None => ("ring", StatusCode::FORBIDDEN),
            };
            let wrong = vec![Wrong { field, text: ctx.refusal(&refusal) }];
            return page(ctx, warning, Some((what, text)), status, wrong).await;
        }
        Err(stop) => return Err(stop),
    };
    release_now(&mut tx, ctx.actor(), &in_force.strategy, message).await?;
    tx.commit().await?;
    let key = match what {
        FollowUp::Update => "compose-update-done",
        FollowUp::AllClear => "compose-all-clear-done",
    };
    said(ctx, message, key).await
}
