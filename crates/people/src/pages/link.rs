//! Asking for a link to choose a new password. The answer is the same whoever is asked for, and
//! whether or not a mail goes out: what is known stays with those who open the mailbox (S6).

use super::login::{known_browser, wait_text};
use crate::tries;
use askama::Template;
use serde_json::json;
use web::axum::http::{HeaderMap, StatusCode};
use web::{Cache, Ctx, Fields, Frame, Ip, Page, Place, html, html_status};

/// The longest address that is looked at, in characters (RFC 5321, section 4.5.3.1).
const EMAIL_MAX: usize = 254;

#[derive(Template)]
#[template(path = "pages/link.html")]
struct Link {
    f: Frame,
    asked: bool,
    email: String,
    /// Why it must be sent again later.
    alert: String,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, StatusCode::OK, ("", String::new()))
}

fn page(ctx: &Ctx, status: StatusCode, (email, alert): (&str, String)) -> Page {
    let f = ctx.frame(Place::Public, ctx.t("people-link-title"));
    html_status(status, Cache::Never, &Link { f, asked: false, email: email.to_owned(), alert })
}

fn asked_page(ctx: &Ctx) -> Page {
    let f = ctx.frame(Place::Public, ctx.t("people-asked-title"));
    html(Cache::Never, &Link { f, asked: true, email: String::new(), alert: String::new() })
}

pub(crate) async fn ask(ctx: Ctx, Ip(ip): Ip, headers: HeaderMap, fields: Fields) -> Page {
    let email = fields.get("email").trim().to_lowercase();
    if email.chars().count() > EMAIL_MAX || !email.contains('@') {
        return asked_page(&ctx);
    }
    let browser = known_browser(&ctx, &headers, &email).await?;
    let links = &ctx.site().links;
    let mut tx = ctx.db().begin().await?;
    // A browser that the owner has used is never held up by what strangers do.
    let wait_ms = match browser {
        Some(_) => 0,
        None => tries::pace(&mut tx, links, "link", ip).await?,
    };
    if wait_ms > 0 {
        tx.commit().await?;
        return page(&ctx, StatusCode::TOO_MANY_REQUESTS, (fields.get("email"), wait_text(&ctx, wait_ms)));
    }
    if tries::may_mail(&mut tx, links, "link", (&email, browser.as_deref())).await? {
        let payload = json!({ "email": email, "lang": ctx.lang().tag() });
        db::job::enqueue(&mut tx, "password-link", &payload).await?;
    }
    tx.commit().await?;
    asked_page(&ctx)
}
