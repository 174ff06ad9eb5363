//! The reader's own page, behind a secret link: confirm, choose topics, end it. Opening the link
//! changes nothing, because mail scanners open links (RFC 8058 section 3.1); a POST does.

use crate::subscriber::{self, Subscriber, Topic};
use askama::Template;
use db::Id;
use web::axum::{extract::Path, http::StatusCode, response::IntoResponse};
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, done, html};

#[derive(Template)]
#[template(path = "pages/preferences.html")]
struct Preferences {
    f: Frame,
    /// The urgent notices that run.
    bar: String,
    token: String,
    reader: Subscriber,
    topics: Vec<Topic>,
    chosen: Vec<String>,
}

fn id_of(ctx: &Ctx, token: &str) -> Outcome<Id> {
    ctx.site().links.read("subscription", token).ok_or_else(|| Refusal::not_found().into())
}

pub(crate) async fn show(ctx: Ctx, Path(token): Path<String>) -> Page {
    let id = id_of(&ctx, &token)?;
    let mut conn = ctx.db().read().await?;
    let reader = subscriber::find(&mut conn, id).await?.ok_or_else(Refusal::not_found)?;
    let topics = subscriber::topics(&mut conn).await?;
    let chosen = subscriber::topics_of(&mut conn, id).await?;
    let key = match (reader.ended_at, reader.confirmed_at) {
        (Some(_), _) => "people-ended-title",
        (None, None) => "people-confirm-title",
        (None, Some(_)) => "people-preferences-title",
    };
    drop(conn);
    let bar = web::bar(&ctx).await?;
    let f = ctx.frame(Place::Public, ctx.t(key));
    html(Cache::Never, &Preferences { f, bar, token, reader, topics, chosen })
}

pub(crate) async fn confirm(ctx: Ctx, Path(token): Path<String>) -> Page {
    let id = id_of(&ctx, &token)?;
    let mut tx = ctx.db().begin().await?;
    subscriber::confirm(&mut tx, id).await?;
    tx.commit().await?;
    done(&ctx, format!("/subscription/{token}"), "people-subscribed-done", &[])
}

pub(crate) async fn change(ctx: Ctx, Path(token): Path<String>, fields: Fields) -> Page {
    let id = id_of(&ctx, &token)?;
    let wanted: Vec<&str> = fields.all("topic").collect();
    let mut tx = ctx.db().begin().await?;
    let key = if fields.has("end") || wanted.is_empty() {
        subscriber::end(&mut tx, id).await?;
        "people-unsubscribed-done"
    } else {
        subscriber::set_topics(&mut tx, id, &wanted).await?;
        "people-topics-saved-done"
    };
    tx.commit().await?;
    done(&ctx, format!("/subscription/{token}"), key, &[])
}

/// What mail programs call when the reader presses their unsubscribe button: no cookie, no
/// login, no redirect, 200 whatever the state was.
pub(crate) async fn one_click(ctx: Ctx, Path(token): Path<String>) -> Page {
    let id = id_of(&ctx, &token)?;
    let mut tx = ctx.db().begin().await?;
    subscriber::end(&mut tx, id).await?;
    tx.commit().await?;
    Ok(StatusCode::OK.into_response())
}
