//! Topics of the newsletter: what readers may choose, how many want each, and what could be added.

use crate::{
    bounce,
    topic::{self, Counted},
};
use askama::Template;
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Stop, Wrong, done, html_status};

#[derive(Template)]
#[template(path = "pages/topics.html")]
struct Topics {
    f: Frame,
    topics: Vec<Counted>,
    /// How many readers were given up and can be brought back.
    lost: i64,
    proposed: Vec<String>,
    form: Form,
    wrong: Vec<Wrong>,
}

/// What was typed.
#[derive(Default)]
struct Form {
    name: String,
    id: String,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, Form::default(), Vec::new()).await
}

async fn page(ctx: &Ctx, form: Form, wrong: Vec<Wrong>) -> Page {
    let mut conn = ctx.db().read().await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let topics = topic::counted(&mut conn).await?;
    let proposed = topic::proposed(&mut conn, &strategy, &topics).await?;
    let lost = bounce::lost(&mut conn).await?;
    let f = ctx.frame(Place::Desk, ctx.t("people-topics-title"));
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_status(status, Cache::Never, &Topics { f, topics, lost, proposed, form, wrong })
}

async fn again(ctx: &Ctx, form: Form, stop: Stop) -> Page {
    match stop {
        Stop::Refusal(refusal) if refusal.field.is_some() => {
            let wrong = Wrong { field: refusal.field.unwrap_or("name"), text: ctx.refusal(&refusal) };
            page(ctx, form, vec![wrong]).await
        }
        stop => Err(stop),
    }
}

pub(crate) async fn make(ctx: Ctx, fields: Fields) -> Page {
    let form = Form { name: fields.line("name"), id: fields.get("id").to_owned() };
    let mut tx = ctx.db().begin().await?;
    match topic::make_topic(&mut tx, ctx.actor(), &form.name, &form.id).await {
        Ok(_) => {
            tx.commit().await?;
            done(&ctx, "/people/topics", "people-topic-made-done", &[])
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, form, stop).await
        }
    }
}

pub(crate) async fn rename(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    match topic::rename_topic(&mut tx, ctx.actor(), &id, fields.get("name")).await {
        Ok(()) => {
            tx.commit().await?;
            done(&ctx, "/people/topics", "people-topic-renamed-done", &[])
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, Form { name: fields.line("name"), id }, stop).await
        }
    }
}

pub(crate) async fn retire(ctx: Ctx, Path(id): Path<String>) -> Page {
    let mut tx = ctx.db().begin().await?;
    topic::retire_topic(&mut tx, ctx.actor(), &id).await?;
    tx.commit().await?;
    done(&ctx, "/people/topics", "people-topic-retired-done", &[])
}

pub(crate) async fn bring_back(ctx: Ctx, Path(id): Path<String>) -> Page {
    let mut tx = ctx.db().begin().await?;
    topic::return_topic(&mut tx, ctx.actor(), &id).await?;
    tx.commit().await?;
    done(&ctx, "/people/topics", "people-topic-back-done", &[])
}

/// Brings the readers back whose addresses were given up.
pub(crate) async fn bring_readers_back(ctx: Ctx) -> Page {
    let mut tx = ctx.db().begin().await?;
    let number = bounce::bring_all_back(&mut tx, ctx.actor()).await?;
    tx.commit().await?;
    done(&ctx, "/people/topics", "people-lost-back-done", &[("n", &number.to_string())])
}
