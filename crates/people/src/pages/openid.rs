//! Signing in at the municipality's identity provider: there, back, and out again. What goes
//! wrong is shown on the sign-in page, so that those with a password here can still use it.

use super::login::{self, Entry, Form};
use crate::identity;
use askama::Template;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use openid::{Answer, Fault, Identity, Provider, Secret};
use web::axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use web::{Cache, Cookie, Ctx, Frame, Outcome, Page, Place, Refusal, Stop, cookie, html, leave, with_cookie};

/// How long the browser keeps the secret of a sign-in under way, in seconds.
const COOKIE_LIFE_S: u32 = 900;
/// The longest address that is returned to, in bytes; a longer one leads to the desk.
const NEXT_MAX: usize = 1_000;

/// Goes to the provider.
pub(crate) async fn begin(ctx: Ctx, Query(query): Query<login::Next>) -> Page {
    let provider = provider(&ctx)?;
    match provider.begin().await {
        Ok(start) => {
            let next = if query.next.len() > NEXT_MAX { "" } else { &query.next };
            let value = format!("{}.{}", start.secret.text(), BASE64.encode(next));
            Ok(keep(&ctx, leave(&start.url), &value))
        }
        Err(fault) => refuse(&ctx, &query.next, &fault).await,
    }
}

/// Comes back from the provider.
pub(crate) async fn back(ctx: Ctx, headers: HeaderMap, Query(answer): Query<Answer>) -> Page {
    let provider = provider(&ctx)?;
    let kept = cookie(&headers, cookie_name(&ctx)).and_then(|value| value.split_once('.'));
    let next =
        kept.and_then(|(_, next)| String::from_utf8(BASE64.decode(next).ok()?).ok()).unwrap_or_default();
    let secret = kept.and_then(|(secret, _)| Secret::read(secret));
    let came = match &secret {
        Some(secret) => provider.finish(secret, &answer, ctx.now()).await,
        None => Err(Fault::Stranger),
    };
    let page = match came {
        Ok(identity) => enter(&ctx, &headers, &provider, &identity, &next).await?,
        Err(fault) => refuse(&ctx, &next, &fault).await?,
    };
    // The secret is good for one answer.
    Ok(keep(&ctx, page, ""))
}

async fn enter(ctx: &Ctx, headers: &HeaderMap, provider: &Provider, identity: &Identity, next: &str) -> Page {
    let settings = provider.settings();
    let mut tx = ctx.db().begin().await?;
    match identity::person_of(&mut tx, identity, settings.trust_email).await {
        Ok(person) => {
            tx.commit().await?;
            let named = |group: &&String| settings.groups.iter().any(|one| one.group == **group);
            let groups: Vec<String> = identity.groups.iter().filter(named).cloned().collect();
            login::start(ctx, headers, Entry { person, how: "openid", groups: &groups, next }).await
        }
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            let refusal = refusal.with("municipality", &ctx.config().municipality);
            let form = Form { next, alert: ctx.refusal(&refusal), ..Form::default() };
            login::page(ctx, StatusCode::FORBIDDEN, form).await
        }
        Err(stop) => Err(stop),
    }
}

/// The sign-in page with what went wrong.
async fn refuse(ctx: &Ctx, next: &str, fault: &Fault) -> Page {
    let (status, key) = match fault {
        Fault::Dead(why) => {
            tracing::warn!(why, "the identity provider does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "people-openid-dead")
        }
        Fault::Untrue(why) => {
            tracing::warn!(why, "the identity provider's answer does not hold");
            (StatusCode::FORBIDDEN, "people-openid-untrue")
        }
        Fault::Stranger => (StatusCode::FORBIDDEN, "people-openid-stranger"),
        Fault::Declined(code) => {
            tracing::info!(code, "the identity provider said no");
            (StatusCode::FORBIDDEN, "people-openid-declined")
        }
    };
    let name = provider(ctx)?.settings().name.clone();
    let alert = ctx.refusal(&Refusal::new(key).with("name", name));
    login::page(ctx, status, Form { next, alert, ..Form::default() }).await
}

#[derive(Template)]
#[template(path = "pages/signed_out.html")]
struct SignedOut {
    f: Frame,
    provider: String,
    url: String,
}

/// After signing out here: a link to sign out at the provider too, where it offers that. It is a
/// link, because the policy of our pages lets no form lead away from us.
pub(crate) async fn signed_out(ctx: Ctx) -> Page {
    let f = ctx.frame(Place::Public, ctx.t("people-signed-out-title"));
    let (provider, url) = match &ctx.site().sign_in {
        Some(provider) => {
            (provider.settings().name.clone(), provider.sign_out_url().await.unwrap_or_default())
        }
        None => Default::default(),
    };
    html(Cache::Never, &SignedOut { f, provider, url })
}

fn provider(ctx: &Ctx) -> Outcome<std::sync::Arc<Provider>> {
    ctx.site().sign_in.clone().ok_or_else(|| Refusal::not_found().into())
}

/// With HTTPS the name says that no neighbour under the municipality's domain can have set it
/// (RFC 6265bis, section 4.1.3.2).
fn cookie_name(ctx: &Ctx) -> &'static str {
    if login::is_secure(ctx) { "__Host-traad_openid" } else { "traad_openid" }
}

fn keep(ctx: &Ctx, response: Response, value: &str) -> Response {
    let (name, secure) = (cookie_name(ctx), login::is_secure(ctx));
    with_cookie(response, Cookie { name, value, age_s: Some(COOKIE_LIFE_S), secure })
}
