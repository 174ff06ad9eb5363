//! A reader asks for mail about topics; a link in a mail confirms it (double opt-in).

use super::login::wait_text_of;
use crate::{
    consent::{self, Wish},
    subscriber::{self, Topic},
    tries,
};
use askama::Template;
use std::net::IpAddr;
use web::axum::http::StatusCode;
use web::notice::{self, Notice};
use web::{Cache, Ctx, Fields, Frame, Ip, Lang, Outcome, Page, Place, Stop, Wrong, html, html_status};

#[derive(Template)]
#[template(path = "pages/subscribe.html")]
struct Subscribe {
    f: Frame,
    /// The urgent notices that run.
    bar: String,
    topics: Vec<Topic>,
    email: String,
    chosen: Vec<String>,
    wrong: Vec<Wrong>,
}

#[derive(Template)]
#[template(path = "pages/subscribe_asked.html")]
struct Asked {
    f: Frame,
    bar: String,
    email: String,
}

/// What was typed.
#[derive(Clone, Copy, Default)]
struct Typed<'a> {
    email: &'a str,
    topics: &'a [&'a str],
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, StatusCode::OK, Typed::default(), Vec::new()).await
}

async fn page(ctx: &Ctx, status: StatusCode, typed: Typed<'_>, wrong: Vec<Wrong>) -> Page {
    let topics = subscriber::topics(&mut ctx.db().read().await?).await?;
    let chosen = typed.topics.iter().map(|topic| (*topic).to_owned()).collect();
    let bar = web::bar(ctx).await?;
    let f = ctx.frame(Place::Public, ctx.t("people-subscribe-title"));
    let email = typed.email.to_owned();
    html_status(status, Cache::Never, &Subscribe { f, bar, topics, email, chosen, wrong })
}

pub(crate) async fn ask(ctx: Ctx, Ip(ip): Ip, fields: Fields) -> Page {
    let topics: Vec<&str> = fields.all("topic").collect();
    let typed = Typed { email: fields.get("email"), topics: &topics };
    match send(&ctx, ip, typed).await {
        Ok(0) => asked_page(&ctx, typed.email).await,
        Ok(wait_ms) => {
            let wrong = Wrong { field: "email", text: wait_text_of(&ctx, "people-subscribe-wait", wait_ms) };
            page(&ctx, StatusCode::TOO_MANY_REQUESTS, typed, vec![wrong]).await
        }
        Err(Stop::Refusal(refusal)) => {
            let wrong = Wrong { field: refusal.field.unwrap_or("email"), text: ctx.refusal(&refusal) };
            page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, typed, vec![wrong]).await
        }
        Err(fault) => Err(fault),
    }
}

/// Notes what was asked and sends the mail; gives how long whoever asks must wait first, in milliseconds.
async fn send(ctx: &Ctx, ip: Option<IpAddr>, typed: Typed<'_>) -> Outcome<i64> {
    let wish = Wish::read(typed.email, typed.topics)?;
    let links = &ctx.site().links;
    let mut tx = ctx.db().begin().await?;
    let wait_ms = tries::pace(&mut tx, links, "subscribe", ip).await?;
    // Nobody's mailbox is flooded from here; the answer is the same, so that nothing is told.
    if wait_ms == 0 && tries::may_mail(&mut tx, links, "subscribe", (wish.email.as_str(), None)).await? {
        let id = wish.note(&mut tx, ctx.lang().tag()).await?;
        let names = consent::topics_of(&mut tx, id).await?.into_iter().map(|topic| topic.name).collect();
        let link = format!("{}/subscription/{}", ctx.config().base_url, links.make("subscription", id));
        notice::send(&mut tx, &confirmation(ctx, wish.email.as_str(), names, link)).await?;
    }
    tx.commit().await?;
    Ok(wait_ms)
}

async fn asked_page(ctx: &Ctx, email: &str) -> Page {
    let bar = web::bar(ctx).await?;
    let f = ctx.frame(Place::Public, ctx.t("people-asked-title"));
    html(Cache::Never, &Asked { f, bar, email: email.to_owned() })
}

/// The mail with which a reader confirms; it says for what.
pub(crate) fn confirmation(ctx: &Ctx, email: &str, topics: Vec<String>, link: String) -> Notice {
    Notice {
        to: email.to_owned(),
        subject: ctx.t("people-confirm-subject"),
        paragraphs: vec![
            ctx.fill("people-confirm-text", &[("topics", &topics.join(", "))]),
            ctx.t("people-confirm-not-you"),
        ],
        action: Some((ctx.t("people-confirm-button"), link)),
        why: ctx.fill("people-confirm-why", &[("municipality", &ctx.config().municipality)]),
        english: ctx.lang() == Lang::En,
    }
}
