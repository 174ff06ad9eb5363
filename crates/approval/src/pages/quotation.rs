//! The page behind a quoted person's link: their words, who they were said to be by, yes or no.
//! Nothing else of the message is shown. Opening the link answers nothing; only a button does.

use crate::quotation::{Quotation, answer_quoted, ask_quoted, withdraw_question};
use askama::Template;
use db::Id;
use message::Message;
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, Stop, done, html_status, see_other};

/// What the link's code is for.
pub(crate) const PURPOSE: &str = "quotation";

#[derive(Template)]
#[template(path = "pages/quotation.html")]
struct Show {
    f: Frame,
    token: String,
    quotation: Quotation,
    unit_name: String,
    is_late: bool,
    comment: String,
    wrong: String,
}

fn id_of(ctx: &Ctx, token: &str) -> Outcome<Id> {
    ctx.site().links.read(PURPOSE, token).ok_or_else(|| Refusal::not_found().into())
}

pub(crate) async fn show(ctx: Ctx, Path(token): Path<String>) -> Page {
    page(&ctx, token, StatusCode::OK, "", "").await
}

async fn page(ctx: &Ctx, token: String, status: StatusCode, comment: &str, wrong: &str) -> Page {
    let mut conn = ctx.db().read().await?;
    let quotation = Quotation::get(&mut conn, id_of(ctx, &token)?).await?;
    let unit_name = Message::get(&mut conn, quotation.message_id).await?.unit_name;
    let view = Show {
        f: ctx.frame(Place::Public, ctx.t("approval-quote-title")),
        token,
        is_late: quotation.answered_at.is_none() && ctx.now() > quotation.expires_at,
        quotation,
        unit_name,
        comment: comment.to_owned(),
        wrong: wrong.to_owned(),
    };
    html_status(status, Cache::Never, &view)
}

pub(crate) async fn answer(ctx: Ctx, Path(token): Path<String>, fields: Fields) -> Page {
    let id = id_of(&ctx, &token)?;
    let comment = fields.get("comment");
    let mut tx = ctx.db().begin().await?;
    match answer_quoted(&mut tx, ctx.actor(), id, (fields.get("answer") == "yes", comment)).await {
        Ok(()) => tx.commit().await?,
        Err(Stop::Refusal(refusal)) if refusal.field == Some("comment") => {
            drop(tx);
            let text = ctx.refusal(&refusal);
            return page(&ctx, token, StatusCode::UNPROCESSABLE_ENTITY, comment, &text).await;
        }
        Err(stop) => return Err(stop),
    }
    see_other(format!("/quotations/{token}"))
}

pub(crate) async fn ask(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    ask_quoted(&mut tx, ctx.actor(), id, fields.get("quote"), fields.get("email")).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}#step-approval"), "approval-quote-asked-done", &[])
}

pub(crate) async fn withdraw(ctx: Ctx, Path((_, id)): Path<(Id, Id)>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let message = withdraw_question(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{message}#step-approval"), "approval-quote-back-done", &[])
}
