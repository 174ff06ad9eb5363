//! The second step of signing in: a code from the app, or a recovery code. Between the steps a
//! cookie keeps a token that is good once and for ten minutes; it opens nothing else.

use super::login::{self, Entry};
use crate::{account, second_factor, tries::Try};
use askama::Template;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use web::axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use web::{Cache, Ctx, Fields, Frame, Ip, Page, Place, cookie, html_status, redirect, with_cookie};

/// The cookie between the two steps.
const COOKIE: &str = "traad_code";

#[derive(Template)]
#[template(path = "pages/code.html")]
struct Code {
    f: Frame,
    wrong: String,
}

/// Sends the browser on to the second step.
pub(super) fn ask(ctx: &Ctx, token: &str, next: &str) -> Response {
    let value = format!("{token}.{}", BASE64.encode(next));
    with_cookie(redirect("/login/code"), login::own(ctx, COOKIE, &value))
}

pub(crate) async fn show(ctx: Ctx, headers: HeaderMap) -> Page {
    let Some((token, _)) = kept(&headers) else { return Ok(redirect("/login")) };
    let mut conn = ctx.db().read().await?;
    match account::open_link(&mut conn, token, "code", ctx.now()).await? {
        Some(_) => page(&ctx, StatusCode::OK, String::new()),
        None => Ok(redirect("/login")),
    }
}

fn page(ctx: &Ctx, status: StatusCode, wrong: String) -> Page {
    let f = ctx.frame(Place::Public, ctx.t("people-code-title"));
    html_status(status, Cache::Never, &Code { f, wrong })
}

pub(crate) async fn check(ctx: Ctx, Ip(ip): Ip, headers: HeaderMap, fields: Fields) -> Page {
    let Some((token, next)) = kept(&headers) else { return Ok(redirect("/login")) };
    let links = &ctx.site().links;
    let mut tx = ctx.db().begin().await?;
    let Some(person) = account::open_link(&mut tx, token, "code", ctx.now()).await? else {
        return Ok(redirect("/login"));
    };
    let name = person.to_string();
    let attempt = Try { what: "code", name: &name, ip, browser: None };
    let wait_ms = attempt.begin(&mut tx, links).await?;
    if wait_ms > 0 {
        tx.commit().await?;
        return page(&ctx, StatusCode::TOO_MANY_REQUESTS, login::wait_text(&ctx, wait_ms));
    }
    if !second_factor::check(&mut tx, links, person, fields.get("code")).await? {
        tx.commit().await?;
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, ctx.t("people-code-wrong"));
    }
    attempt.succeeded(&mut tx, links).await?;
    account::use_link(&mut tx, token, "code").await?;
    tx.commit().await?;
    let entry = Entry { person, how: "password", groups: &[], next: &next };
    let response = login::start(&ctx, &headers, entry).await?;
    Ok(with_cookie(response, login::own(&ctx, COOKIE, "")))
}

/// The token between the steps, and where the person was heading.
fn kept(headers: &HeaderMap) -> Option<(&str, String)> {
    let (token, next) = cookie(headers, COOKIE)?.split_once('.')?;
    Some((token, String::from_utf8(BASE64.decode(next).ok()?).ok()?))
}
