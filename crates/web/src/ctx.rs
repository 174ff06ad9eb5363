//! The context of a request: who acts, in which language, from where. Made once at the door, by
//! the middleware that also turns a `Stop` into a page in the reader's language.

use crate::{
    Because, Config, Frame, Lang, Place, Refused, Site, Stop, When, assets,
    done::Done,
    error_page,
    headers::{self, Nonce},
    refused::{self, Typed},
    session, with_cookie,
};
use axum::{
    Router,
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use db::{Actor, AsConn, Db, Timestamp};
use std::{net::SocketAddr, sync::Arc};

/// The context of a request.
#[derive(Clone)]
pub struct Ctx(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    site: Arc<Site>,
    actor: Actor,
    lang: Lang,
    nonce: Nonce,
    path: String,
    token: Option<String>,
    session: Option<session::Session>,
    now: Timestamp,
    refused: Option<Arc<Refused>>,
    done: Option<Done>,
}

/// The address that a request came from, for limits only; never logged.
#[derive(Clone, Copy, Debug)]
pub struct Ip(pub Option<std::net::IpAddr>);

impl Ctx {
    /// A context without a request, for mails, samples and tests.
    #[must_use]
    pub fn of(site: Arc<Site>, actor: Actor, lang: Lang) -> Self {
        let now = site.db.now();
        let (nonce, path) = (Nonce::new(), "/".to_owned());
        let inner = Inner {
            site,
            actor,
            lang,
            nonce,
            path,
            token: None,
            session: None,
            now,
            refused: None,
            done: None,
        };
        Self(Arc::new(inner))
    }

    /// The same request, as it shows the page of a form that was refused.
    pub(crate) fn again(&self, path: String, refused: Arc<Refused>) -> Self {
        Self(Arc::new(Inner { path, refused: Some(refused), ..Inner::clone(&self.0) }))
    }

    /// What was refused of a form on this page, just now.
    #[must_use]
    pub fn refused(&self) -> Option<&Refused> {
        self.0.refused.as_deref()
    }

    /// What the act did that led to this page.
    pub(crate) fn done(&self) -> Option<String> {
        self.0.done.as_ref()?.text(self)
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        &self.0.site
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.0.site.db
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.site.config
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }

    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.0.lang
    }

    /// The path of the request, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The session's token, for signing out.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.0.token.as_deref()
    }

    /// The session, while somebody is signed in.
    #[must_use]
    pub fn session(&self) -> Option<&session::Session> {
        self.0.session.as_ref()
    }

    /// The moment of the request.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.now
    }

    /// A moment as the reader reads it.
    #[must_use]
    pub fn when(&self, at: Timestamp) -> When {
        When::new(at, self.now(), self.lang())
    }

    /// A text without particulars.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.site().texts.get(self.lang(), key)
    }

    /// A text with particulars; whole numbers choose the plural.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        // "007" and "+45" are words.
        let number = |value: &str| value.parse::<i64>().ok().filter(|number| number.to_string() == value);
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, number(value).map_or_else(|| (*value).into(), Into::into)))
            .collect();
        self.site().texts.fill(self.lang(), key, &args)
    }

    /// A text that counts.
    #[must_use]
    pub fn count(&self, key: &str, n: i64) -> String {
        self.site().texts.fill(self.lang(), key, &[("n", n.into())])
    }

    /// The frame of a page.
    #[must_use]
    pub fn frame(&self, place: Place, title: impl Into<String>) -> Frame {
        Frame::new(self, place, title.into())
    }

    /// The nonce for the page's own scripts.
    #[must_use]
    pub fn nonce(&self) -> &str {
        self.0.nonce.as_str()
    }

    /// The text of a refusal and what to do now, as it stands beside a field.
    #[must_use]
    pub fn refusal(&self, refusal: &crate::Refusal) -> String {
        let (text, next) = self.refusal_parts(refusal);
        let ends = text.ends_with(['.', '!', '?']);
        if next.is_empty() {
            text
        } else if ends {
            format!("{text} {next}")
        } else {
            format!("{text}. {next}")
        }
    }

    /// What is in the way, and what to do now where there is more to say.
    pub(crate) fn refusal_parts(&self, refusal: &crate::Refusal) -> (String, String) {
        let args: Vec<(&str, &str)> =
            refusal.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let next = format!("{}-next", refusal.key);
        let has_next = self.site().texts.has(self.lang(), &next);
        let next = if has_next { self.fill(&next, &args) } else { String::new() };
        (self.fill(refusal.key, &args), next)
    }

    /// The sentence of the strategy behind an item.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn because(&self, item: &str) -> db::Result<Option<Because>> {
        (self.site().explain)(self.db().clone(), item.to_owned()).await
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Stop> {
        parts.extensions.get::<Ctx>().cloned().ok_or_else(|| Stop::fault("a route outside the site"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ip {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let info = parts.extensions.get::<axum::extract::ConnectInfo<SocketAddr>>();
        let peer = info.map(|info| info.0.ip().to_canonical());
        let proxy = parts.extensions.get::<Ctx>().and_then(|ctx| ctx.config().proxy);
        if peer.is_none() || peer != proxy {
            return Ok(Ip(peer));
        }
        // The proxy adds the address it saw last; what stands before that anybody may have written.
        let seen = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let last = seen.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Ip(last.or(peer)))
    }
}

/// Makes the context, runs the page, shows what stopped it, sets the security headers.
pub(crate) async fn enter(
    State((site, pages)): State<(Arc<Site>, Router)>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let door = Door {
        headers: request.headers().clone(),
        path: request.uri().path().to_owned(),
        reads_only: request.method() == Method::HEAD,
    };
    let ctx = match context(site.clone(), door).await {
        Ok(ctx) => ctx,
        Err(error) => {
            tracing::error!(%error, "the session could not be read");
            let lang = Lang::Da;
            Ctx::of(site, Actor::visitor(), lang)
        }
    };
    let wants_json = request.uri().path().starts_with("/api/");
    let is_get = request.method() == Method::GET;
    request.extensions_mut().insert(ctx.clone());
    let (response, statements) = db::counted(async {
        let mut response = next.run(request).await;
        if let Some(stop) = response.extensions_mut().remove::<Stop>() {
            response = match response.extensions_mut().remove::<Typed>() {
                Some(typed) => refused::show(&pages, &ctx, stop, typed).await,
                None => error_page::show(&ctx, stop, wants_json).await,
            };
        }
        response
    })
    .await;
    // Told once: the page that shows it takes it away.
    let is_page = response.status().is_success();
    let response = match ctx.0.done.is_some() && is_page && is_get {
        true => with_cookie(response, Done::taken(&ctx)),
        false => response,
    };
    headers::secure(response, &ctx, statements)
}

/// What is read of a request at the door.
struct Door {
    headers: HeaderMap,
    path: String,
    reads_only: bool,
}

async fn context(site: Arc<Site>, door: Door) -> db::Result<Ctx> {
    let headers = &door.headers;
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = Lang::choose(cookie(headers, "traad_lang"), accepted);
    let now = site.db.now();
    let token = cookie(headers, session::COOKIE).map(str::to_owned);
    let (actor, session) = match (&token, bearer(headers)) {
        (_, Some(token)) => ((site.actors.of_token)(site.db.clone(), token.to_owned()).await?, None),
        (Some(token), None) => signed_in(&site, token, now, door.reads_only).await?.unzip(),
        (None, None) => (None, None),
    };
    let inner = Inner {
        session,
        done: Done::read(headers),
        actor: actor.unwrap_or_else(Actor::visitor),
        lang,
        nonce: Nonce::new(),
        path: door.path,
        token,
        now,
        site,
        refused: None,
    };
    Ok(Ctx(Arc::new(inner)))
}

async fn signed_in(
    site: &Arc<Site>,
    token: &str,
    now: Timestamp,
    reads_only: bool,
) -> db::Result<Option<(Actor, session::Session)>> {
    let mut conn = site.db.read().await?;
    let session = live_session(&mut conn, token, now).await?;
    drop(conn);
    let Some(session) = session else { return Ok(None) };
    if session::is_due(&session, now) && !reads_only {
        let mut tx = site.db.begin().await?;
        session::note(&mut tx, token).await?;
        tx.commit().await?;
    }
    let given = site.given(&session.groups);
    let actor = (site.actors.of_session)(site.db.clone(), session.person_id, given).await?;
    Ok(actor.map(|actor| (actor, session)))
}

async fn live_session(
    conn: &mut impl AsConn,
    token: &str,
    now: Timestamp,
) -> db::Result<Option<session::Session>> {
    session::find(conn, token, now).await
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The page for an address that leads nowhere.
pub(crate) async fn nothing_here() -> Stop {
    crate::Refusal::not_found().into()
}

/// The address of an asset, for templates.
pub(crate) fn asset(name: &str) -> String {
    assets::address(name)
}
