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
    alert: String,
    provider: String,
    demo: Vec<Person>,
}

/// Where to go after signing in.
#[derive(serde::Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    pub(super) next: String,
}

pub(crate) async fn show(ctx: Ctx, Query(query): Query<Next>) -> Page {
    page(&ctx, StatusCode::OK, Form { next: &query.next, ..Form::default() }).await
}

/// What the page shows of what was typed, and what was wrong with it.
#[derive(Default)]
pub(super) struct Form<'a> {
    pub(super) next: &'a str,
    pub(super) email: &'a str,
    pub(super) alert: String,
}

pub(super) async fn page(ctx: &Ctx, status: StatusCode, form: Form<'_>) -> Page {
    let demo = match ctx.config().demo {
        true => Person::with_duties(&mut ctx.db().read().await?, DEMO_PEOPLE).await?,
        false => Vec::new(),
    };
    let f = ctx.frame(Place::Public, ctx.t("people-login-title"));
    let (next, email) = (form.next.to_owned(), form.email.to_owned());
    let provider = ctx.site().sign_in.as_ref().map_or_else(String::new, |one| one.settings().name.clone());
    html_status(status, Cache::Never, &Login { f, next, email, alert: form.alert, provider, demo })
}

pub(crate) async fn sign_in(ctx: Ctx, headers: HeaderMap, fields: Fields) -> Page {
    let (email, next) = (fields.get("email"), fields.get("next"));
    match account::check_password(ctx.db(), email, fields.get("password")).await? {
        Some(person) => start(&ctx, &headers, Entry { person, how: "password", groups: &[], next }).await,
        None => {
            let alert = ctx.t("people-login-wrong");
            page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Form { next, email, alert }).await
        }
    }
}

pub(crate) async fn demo(ctx: Ctx, headers: HeaderMap, fields: Fields) -> Page {
    if !ctx.config().demo {
        return Err(Refusal::not_found().into());
    }
    let person: Id = fields.get("person").parse().map_err(|_| Refusal::not_found())?;
    Person::get(&mut ctx.db().read().await?, person).await?;
    let entry = Entry { person, how: "demo", groups: &[], next: fields.get("next") };
    start(&ctx, &headers, entry).await
}

/// Somebody who has shown who they are.
pub(super) struct Entry<'a> {
    pub(super) person: Id,
    /// `password`, `openid` or `demo`.
    pub(super) how: &'static str,
    /// The provider's groups that the operator has named.
    pub(super) groups: &'a [String],
    pub(super) next: &'a str,
}

/// Starts a session and goes on to where the person was heading.
pub(super) async fn start(ctx: &Ctx, headers: &HeaderMap, entry: Entry<'_>) -> Page {
    let Entry { person, how, groups, next } = entry;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tx = ctx.db().begin().await?;
    let token = session::start(&mut tx, person, &session::Beginning { how, groups, agent }).await?;
    let actor = Actor { who: Who::Person(person), ..Actor::visitor() };
    let particulars = json!({ "how": how, "given": ctx.site().given(groups) });
    Event { kind: SIGNED_IN, subject: person, particulars, text: None }.write(&mut tx, &actor).await?;
    tx.commit().await?;
    let target = if next.is_empty() { "/desk" } else { next };
    Ok(with_cookie(redirect(target), session::COOKIE, &token, is_secure(ctx)))
}

pub(crate) async fn sign_out(ctx: Ctx) -> Page {
    if let Some(token) = ctx.session_token() {
        let mut tx = ctx.db().begin().await?;
        session::end(&mut tx, token).await?;
        tx.commit().await?;
    }
    let by_provider = ctx.session().is_some_and(|session| session.how == "openid");
    let target = if by_provider { "/logged-out" } else { "/" };
    Ok(with_cookie(redirect(target), session::COOKIE, "", is_secure(&ctx)))
}

pub(super) fn is_secure(ctx: &Ctx) -> bool {
    ctx.config().base_url.starts_with("https://")
}

pub(crate) async fn choose_language(_: Ctx, Path(lang): Path<String>, Query(query): Query<Next>) -> Page {
    let lang = if lang == "en" { "en" } else { "da" };
    let target = if query.next.is_empty() { "/" } else { &query.next };
    Ok(with_cookie(redirect(target), "traad_lang", lang, false))
}

pub(super) fn with_cookie(mut response: Response, name: &str, value: &str, secure: bool) -> Response {
    let age = if value.is_empty() { "; Max-Age=0" } else { "" };
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
