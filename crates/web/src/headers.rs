//! Headers of every answer: a strict content security policy with nonces, and the log line.
//! The log never holds a query, a body, an address or a name (invariant 13).

use crate::{Ctx, Site};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Instant};

/// Room for what is added to each answer, so that its headers move at most once.
const HEADERS: usize = 10;

/// A value for one answer's own scripts.
#[derive(Clone)]
pub(crate) struct Nonce(String);

impl Nonce {
    pub(crate) fn new() -> Self {
        use std::fmt::Write;
        let mut bytes = [0_u8; 16];
        rand::fill(&mut bytes);
        Self(bytes.iter().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        }))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many statements the page ran; tests read it (quality bar Q3).
pub const STATEMENTS: HeaderName = HeaderName::from_static("x-traad-statements");

pub(crate) fn secure(mut response: Response, ctx: &Ctx, statements: u32) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{}'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ctx.nonce()
    );
    let headers = response.headers_mut();
    headers.reserve(HEADERS);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if ctx.config().base_url.starts_with("https://") {
        let value = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // A page with somebody's function at its head is theirs alone, also where the page is public.
    if ctx.actor().person().is_some() {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    if ctx.config().demo {
        headers.insert(STATEMENTS, HeaderValue::from(statements));
    }
    response
}

/// One line a request: method, the route's pattern, status and time; counted for monitoring too.
/// What is answered from memory is counted and writes no line.
pub(crate) async fn log(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (took, status) = (started.elapsed(), response.status().as_u16());
    site.metrics.answered(method.as_str(), &route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, ms, "answered");
    response
}
