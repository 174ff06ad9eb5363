//! Sign in and out, and choose a language. The demo's one-click login exists only with `--demo`.

use super::code;
use crate::{
    SIGNED_IN, account,
    person::Person,
    second_factor,
    tries::{self, Try},
};
use askama::Template;
use db::{Actor, Event, Id, Who};
use serde_json::json;
use web::axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use web::{
    Cache, Cookie, Ctx, Fields, Frame, Ip, Outcome, Page, Place, Refusal, cookie, html_status, redirect,
    session, with_cookie,
};

/// The cookie of a browser in which somebody has signed in with a password before.
const KNOWN_COOKIE: &str = "traad_known";
/// How long a browser is known, in seconds: a year.
const KNOWN_LIFE_S: u32 = 365 * 24 * 3_600;
/// How many people the demo offers.
const DEMO_PEOPLE: i64 = 12;

#[derive(Template)]
#[template(path = "pages/login.html")]
struct Login {
    f: Frame,
    next: String,
    email: String,
    alert: String,
    has_chosen: bool,
    provider: String,
    demo: Vec<Person>,
}

/// Where to go after signing in.
#[derive(serde::Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    pub(super) next: String,
    /// Whether the person has just chosen a password.
    #[serde(default)]
    chosen: u8,
}

pub(crate) async fn show(ctx: Ctx, Query(query): Query<Next>) -> Page {
    page(&ctx, StatusCode::OK, Form { next: &query.next, has_chosen: query.chosen == 1, ..Form::default() })
        .await
}

/// What the page shows of what was typed, and what was wrong with it.
#[derive(Default)]
pub(super) struct Form<'a> {
    pub(super) next: &'a str,
    pub(super) email: &'a str,
    pub(super) alert: String,
    pub(super) has_chosen: bool,
}

pub(super) async fn page(ctx: &Ctx, status: StatusCode, form: Form<'_>) -> Page {
    let demo = match ctx.config().demo {
        true => Person::with_duties(&mut ctx.db().read().await?, DEMO_PEOPLE).await?,
        false => Vec::new(),
    };
    let f = ctx.frame(Place::Public, ctx.t("people-login-title"));
    let (next, email) = (form.next.to_owned(), form.email.to_owned());
    let provider = ctx.site().sign_in.as_ref().map_or_else(String::new, |one| one.settings().name.clone());
    html_status(
        status,
        Cache::Never,
        &Login { f, next, email, alert: form.alert, has_chosen: form.has_chosen, provider, demo },
    )
}

pub(crate) async fn sign_in(ctx: Ctx, Ip(ip): Ip, headers: HeaderMap, fields: Fields) -> Page {
    let (email, next) = (fields.get("email"), fields.get("next"));
    let links = &ctx.site().links;
    let browser = known_browser(&ctx, &headers, email).await?;
    let attempt = Try { what: "password", name: email, ip, browser: browser.as_deref() };
    let mut tx = ctx.db().begin().await?;
    let wait_ms = attempt.begin(&mut tx, links).await?;
    tx.commit().await?;
    if wait_ms > 0 {
        let alert = wait_text(&ctx, wait_ms);
        return page(&ctx, StatusCode::TOO_MANY_REQUESTS, Form { next, email, alert, ..Form::default() })
            .await;
    }
    let Some(person) = account::check_password(ctx.db(), email, fields.get("password")).await? else {
        let alert = ctx.t("people-login-wrong");
        return page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Form { next, email, alert, ..Form::default() })
            .await;
    };
    let mut tx = ctx.db().begin().await?;
    attempt.succeeded(&mut tx, links).await?;
    let half = match second_factor::is_on(&mut tx, person).await? {
        true => Some(account::make_link_for(&mut tx, person, "code", account::CODE_LIFE_MS).await?),
        false => None,
    };
    tx.commit().await?;
    match half {
        Some(token) => Ok(code::ask(&ctx, &token, next)),
        None => start(&ctx, &headers, Entry { person, how: "password", groups: &[], next }).await,
    }
}

/// How long to wait, in words.
pub(super) fn wait_text(ctx: &Ctx, wait_ms: i64) -> String {
    wait_text_of(ctx, "people-login-wait", wait_ms)
}

/// The same where something else was done too often; the key goes without its unit.
pub(super) fn wait_text_of(ctx: &Ctx, key: &str, wait_ms: i64) -> String {
    let seconds = (wait_ms + 999) / 1_000;
    match seconds {
        ..=90 => ctx.count(&format!("{key}-seconds"), seconds),
        _ => ctx.count(&format!("{key}-minutes"), (seconds + 59) / 60),
    }
}

/// The token of the browser, when the owner of this e-mail has signed in in it before.
pub(super) async fn known_browser(ctx: &Ctx, headers: &HeaderMap, email: &str) -> Outcome<Option<String>> {
    let Some(token) = cookie(headers, KNOWN_COOKIE) else { return Ok(None) };
    let mut conn = ctx.db().read().await?;
    let known = tries::is_known(&mut conn, &ctx.site().links, token, email, ctx.now()).await?;
    Ok(known.then(|| token.to_owned()))
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
    let known = match how {
        "password" => Some(tries::remember(&mut tx, &ctx.site().links, person).await?),
        _ => None,
    };
    let token = session::start(&mut tx, person, &session::Beginning { how, groups, agent }).await?;
    let actor = Actor { who: Who::Person(person), ..Actor::visitor() };
    let particulars = json!({ "how": how, "given": ctx.site().given(groups) });
    Event { kind: SIGNED_IN, subject: person, particulars, text: None }.write(&mut tx, &actor).await?;
    tx.commit().await?;
    let target = if next.is_empty() { "/desk" } else { next };
    let response = with_cookie(redirect(target), own(ctx, session::COOKIE, &token));
    Ok(match known {
        Some(known) => with_known(ctx, response, &known),
        None => response,
    })
}

/// Lets the browser keep that somebody has signed in in it.
pub(super) fn with_known(ctx: &Ctx, response: Response, token: &str) -> Response {
    with_cookie(response, Cookie { age_s: Some(KNOWN_LIFE_S), ..own(ctx, KNOWN_COOKIE, token) })
}

/// A cookie that ends with the browser.
pub(super) fn own<'a>(ctx: &Ctx, name: &'a str, value: &'a str) -> Cookie<'a> {
    Cookie { name, value, age_s: None, secure: is_secure(ctx) }
}

pub(crate) async fn sign_out(ctx: Ctx) -> Page {
    if let Some(token) = ctx.session_token() {
        let mut tx = ctx.db().begin().await?;
        session::end(&mut tx, token).await?;
        tx.commit().await?;
    }
    let by_provider = ctx.session().is_some_and(|session| session.how == "openid");
    let target = if by_provider { "/logged-out" } else { "/" };
    let mut response = with_cookie(redirect(target), own(&ctx, session::COOKIE, ""));
    // Texts that a browser keeps for somebody end with their session: the next one at the machine is somebody else
    // (W3C Clear Site Data).
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

pub(super) fn is_secure(ctx: &Ctx) -> bool {
    ctx.config().base_url.starts_with("https://")
}

pub(crate) async fn choose_language(ctx: Ctx, Path(lang): Path<String>, Query(query): Query<Next>) -> Page {
    let lang = if lang == "en" { "en" } else { "da" };
    let target = if query.next.is_empty() { "/" } else { &query.next };
    Ok(with_cookie(redirect(target), own(&ctx, "traad_lang", lang)))
}
