//! The reader's own page, behind a secret link: confirm, choose topics, end it. Opening the link
//! changes nothing, because mail scanners open links (RFC 8058 section 3.1); a POST does.

use crate::{
    bounce, consent,
    subscriber::{self, Subscriber, Topic},
};
use askama::Template;
use db::{Actor, AsConn, Id};
use web::axum::{extract::Path, http::StatusCode, response::IntoResponse};
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, done, html, redirect};

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

#[derive(Template)]
#[template(path = "pages/confirm.html")]
struct Confirm {
    f: Frame,
    bar: String,
    token: String,
    /// What the mail asked for.
    topics: Vec<Topic>,
    /// What the reader gets already, by name.
    held: Vec<String>,
}

/// Whose page a link opens.
enum Whose {
    Reader(Subscriber),
    /// Nobody has confirmed it yet; the address that it was asked for.
    Ask(Id, String),
}

fn id_of(ctx: &Ctx, token: &str) -> Outcome<Id> {
    ctx.site().links.read("subscription", token).ok_or_else(|| Refusal::not_found().into())
}

/// The link of an ask is the reader's own once it is confirmed.
async fn whose(conn: &mut impl AsConn, id: Id) -> Outcome<Whose> {
    if let Some(reader) = subscriber::find(conn, id).await? {
        return Ok(Whose::Reader(reader));
    }
    let ask = consent::find(conn, id).await?.ok_or_else(Refusal::not_found)?;
    match (ask.email, ask.subscriber_id) {
        (_, Some(reader)) => {
            Ok(Whose::Reader(subscriber::find(conn, reader).await?.ok_or_else(Refusal::not_found)?))
        }
        (Some(email), None) => Ok(Whose::Ask(id, email)),
        (None, None) => Err(Refusal::not_found().into()),
    }
}

pub(crate) async fn show(ctx: Ctx, Path(token): Path<String>) -> Page {
    let id = id_of(&ctx, &token)?;
    let mut conn = ctx.db().read().await?;
    let bar = web::bar(&ctx).await?;
    let reader = match whose(&mut conn, id).await? {
        Whose::Reader(reader) => reader,
        Whose::Ask(ask, email) => {
            let topics = consent::topics_of(&mut conn, ask).await?;
            let held = consent::held_by(&mut conn, &email).await?;
            let f = ctx.frame(Place::Public, ctx.t("people-confirm-title"));
            return html(Cache::Never, &Confirm { f, bar, token, topics, held });
        }
    };
    let topics = subscriber::topics(&mut conn).await?;
    let chosen = subscriber::topics_of(&mut conn, reader.id).await?;
    let key = match (reader.ended_at, reader.lost_at) {
        (Some(_), _) => "people-ended-title",
        (None, Some(_)) => "people-lost-own-title",
        (None, None) => "people-preferences-title",
    };
    let f = ctx.frame(Place::Public, ctx.t(key));
    html(Cache::Never, &Preferences { f, bar, token, reader, topics, chosen })
}

pub(crate) async fn confirm(ctx: Ctx, Path(token): Path<String>) -> Page {
    let id = id_of(&ctx, &token)?;
    let mut tx = ctx.db().begin().await?;
    match whose(&mut tx, id).await? {
        Whose::Ask(ask, _) => {
            consent::confirm(&mut tx, ask).await?;
        }
        Whose::Reader(reader) => {
            bounce::bring_back(&mut tx, &Actor::visitor(), reader.id).await?;
        }
    }
    tx.commit().await?;
    done(&ctx, format!("/subscription/{token}"), "people-subscribed-done", &[])
}

pub(crate) async fn change(ctx: Ctx, Path(token): Path<String>, fields: Fields) -> Page {
    let id = id_of(&ctx, &token)?;
    let wanted: Vec<&str> = fields.all("topic").collect();
    let is_end = fields.has("end") || wanted.is_empty();
    let own = format!("/subscription/{token}");
    let mut tx = ctx.db().begin().await?;
    let (to, key) = match whose(&mut tx, id).await? {
        Whose::Reader(reader) if is_end => {
            subscriber::end(&mut tx, reader.id).await?;
            (own, "people-unsubscribed-done")
        }
        Whose::Reader(reader) => {
            subscriber::set_topics(&mut tx, reader.id, &wanted).await?;
            (own, "people-topics-saved-done")
        }
        Whose::Ask(ask, _) if is_end => {
            consent::decline(&mut tx, ask).await?;
            ("/subscribe".to_owned(), "people-declined-done")
        }
        // Topics are chosen on the page of a reader; this is none yet.
        Whose::Ask(..) => return Ok(redirect(&own)),
    };
    tx.commit().await?;
    done(&ctx, to, key, &[])
}

/// What mail programs call when the reader presses their unsubscribe button: no cookie, no
/// login, no redirect, 200 whatever the state was.
pub(crate) async fn one_click(ctx: Ctx, Path(token): Path<String>) -> Page {
    let id = id_of(&ctx, &token)?;
    let mut tx = ctx.db().begin().await?;
    match whose(&mut tx, id).await? {
        Whose::Reader(reader) => subscriber::end(&mut tx, reader.id).await?,
        Whose::Ask(ask, _) => consent::decline(&mut tx, ask).await?,
    }
    tx.commit().await?;
    Ok(StatusCode::OK.into_response())
}
