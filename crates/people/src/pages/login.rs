//! Sign in and out, and choose a language. The demo's one-click login exists only with `--demo`.

use crate::{SIGNED_IN, account, person::Person};
use askama::Template;
use db::{Actor, Event, Id, Who};
use serde_json::json;
use web::axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, html_status, redirect, session};

/// How many people the demo offers.
const DEMO_PEOPLE: i64 = 12;

#[derive(Template)]
#[template(path = "pages/login.html")]
struct Login {
    f: Frame,
    next: String,
    email: String,
    wrong: bool,
    demo: Vec<Person>,
}

/// Where to go after signing in.
#[derive(serde::Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

pub(crate) async fn show(ctx: Ctx, Query(query): Query<Next>) -> Page {
    page(&ctx, &query.next, "", false).await
}

async fn page(ctx: &Ctx, next: &str, email: &str, wrong: bool) -> Page {
    let demo = match ctx.config().demo {
        true => Person::with_duties(&mut ctx.db().read().await?, DEMO_PEOPLE).await?,
        false => Vec::new(),
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let f = ctx.frame(Place::Public, ctx.t("people-login-title"));
    html_status(
        status,
        Cache::Never,
        &Login { f, next: next.to_owned(), email: email.to_owned(), wrong, demo },
    )
}

pub(crate) async fn sign_in(ctx: Ctx, headers: HeaderMap, fields: Fields) -> Page {
    let (email, next) = (fields.get("email"), fields.get("next"));
    match account::check_password(ctx.db(), email, fields.get("password")).await? {
        Some(person) => start(&ctx, &headers, person, next).await,
        None => page(&ctx, next, email, true).await,
    }
}

pub(crate) async fn demo(ctx: Ctx, headers: HeaderMap, fields: Fields) -> Page {
    if !ctx.config().demo {
        return Err(Refusal::not_found().into());
    }
    let person: Id = fields.get("person").parse().map_err(|_| Refusal::not_found())?;
    Person::get(&mut ctx.db().read().await?, person).await?;
    start(&ctx, &headers, person, fields.get("next")).await
}

async fn start(ctx: &Ctx, headers: &HeaderMap, person: Id, next: &str) -> Page {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tx = ctx.db().begin().await?;
    let token = session::start(&mut tx, person, agent).await?;
    let actor = Actor { who: Who::Person(person), ..Actor::visitor() };
    Event { kind: SIGNED_IN, subject: person, particulars: json!({}), text: None }
        .write(&mut tx, &actor)
        .await?;
    tx.commit().await?;
    let target = if next.is_empty() { "/desk" } else { next };
    Ok(with_cookie(redirect(target), session::COOKIE, &token, ctx.config().base_url.starts_with("https://")))
}

pub(crate) async fn sign_out(ctx: Ctx) -> Page {
    if let Some(token) = ctx.session_token() {
        let mut tx = ctx.db().begin().await?;
        session::end(&mut tx, token).await?;
        tx.commit().await?;
    }
    Ok(with_cookie(redirect("/"), session::COOKIE, "", false))
}

pub(crate) async fn choose_language(_: Ctx, Path(lang): Path<String>, Query(query): Query<Next>) -> Page {
    let lang = if lang == "en" { "en" } else { "da" };
    let target = if query.next.is_empty() { "/" } else { &query.next };
    Ok(with_cookie(redirect(target), "traad_lang", lang, false))
}

fn with_cookie(mut response: Response, name: &str, value: &str, secure: bool) -> Response {
    let age = if value.is_empty() { "; Max-Age=0" } else { "" };
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
