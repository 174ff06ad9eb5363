//! A reader asks for mail about topics; a link in a mail confirms it (double opt-in).

use crate::{
    subscriber::{self, Topic},
    tries::Try,
};
use askama::Template;
use web::axum::http::StatusCode;
use web::notice::{self, Notice};
use web::{Cache, Ctx, Fields, Frame, Ip, Lang, Page, Place, Stop, Wrong, html, html_status};

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

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, "", &[], Vec::new()).await
}

async fn page(ctx: &Ctx, email: &str, chosen: &[&str], wrong: Vec<Wrong>) -> Page {
    let topics = subscriber::topics(&mut ctx.db().read().await?).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chosen = chosen.iter().map(|topic| (*topic).to_owned()).collect();
    let bar = web::bar(ctx).await?;
    let f = ctx.frame(Place::Public, ctx.t("people-subscribe-title"));
    html_status(status, Cache::Never, &Subscribe { f, bar, topics, email: email.to_owned(), chosen, wrong })
}

pub(crate) async fn ask(ctx: Ctx, Ip(ip): Ip, fields: Fields) -> Page {
    let email = fields.get("email");
    let wanted: Vec<&str> = fields.all("topic").collect();
    let mut tx = ctx.db().begin().await?;
    // Nobody's mailbox is flooded from here; the answer is the same, so that nothing is told.
    let attempt = Try { what: "subscribe", name: email, ip, browser: None };
    if attempt.begin(&mut tx, &ctx.site().links).await? > 0 {
        tx.commit().await?;
        return asked_page(&ctx, email).await;
    }
    let asked = subscriber::ask(&mut tx, email, &wanted, ctx.lang().tag()).await;
    let id = match asked {
        Ok(id) => id,
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            let wrong = Wrong { field: refusal.field.unwrap_or("email"), text: ctx.refusal(&refusal) };
            return page(&ctx, email, &wanted, vec![wrong]).await;
        }
        Err(fault) => return Err(fault),
    };
    let link =
        format!("{}/subscription/{}", ctx.config().base_url, ctx.site().links.make("subscription", id));
    notice::send(&mut tx, &confirmation(&ctx, email, link)).await?;
    tx.commit().await?;
    asked_page(&ctx, email).await
}

async fn asked_page(ctx: &Ctx, email: &str) -> Page {
    let bar = web::bar(ctx).await?;
    let f = ctx.frame(Place::Public, ctx.t("people-asked-title"));
    html(Cache::Never, &Asked { f, bar, email: email.to_owned() })
}

/// The mail with which a reader confirms.
pub(crate) fn confirmation(ctx: &Ctx, email: &str, link: String) -> Notice {
    Notice {
        to: email.to_lowercase(),
        subject: ctx.t("people-confirm-subject"),
        paragraphs: vec![ctx.t("people-confirm-text"), ctx.t("people-confirm-not-you")],
        action: Some((ctx.t("people-confirm-button"), link)),
        why: ctx.fill("people-confirm-why", &[("municipality", &ctx.config().municipality)]),
        english: ctx.lang() == Lang::En,
    }
}
