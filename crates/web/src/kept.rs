//! Public pages kept in memory as they were sent, compressed too: what a stranger may see is the
//! same for every stranger (quality bar Q1). A page is right until the next act, and every act
//! leaves an event; where another process acts, it is right for as long as the page itself says.
//! Nothing is kept or served where somebody is signed in or a token is shown.

use crate::{Lang, Site, ctx, done, session};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use db::Timestamp;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The largest answer that is kept, in bytes.
const BODY_MAX: usize = 1_000_000;
/// How much is kept before the memory is emptied, in bytes.
const KEPT_MAX: usize = 16_000_000;
/// How many answers are kept before the memory is emptied.
const ANSWERS_MAX: usize = 512;
/// The longest address that is kept, in bytes.
const ADDRESS_MAX: usize = 512;
/// An answer that may be kept this long never changes under its address, in seconds.
const FOR_EVER: u64 = 86_400;

/// The answers in memory.
#[derive(Default)]
pub struct Kept(Mutex<Memory>);

#[derive(Default)]
struct Memory {
    answers: HashMap<Key, Arc<Answer>>,
    bytes: usize,
    /// When something was last taken down, as far as this process has heard.
    heard: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    lang: Lang,
    gzip: bool,
}

struct Answer {
    headers: HeaderMap,
    body: Bytes,
    until: Instant,
    /// How many acts there had been; nothing where the answer never changes.
    acts: Option<u64>,
}

impl Kept {
    /// Whether this is the first that is heard of something another process took down at `moment`.
    pub fn is_news(&self, moment: Timestamp) -> bool {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut memory.heard, moment) != moment
    }

    fn find(&self, key: &Key, acts: u64) -> Option<Arc<Answer>> {
        let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = memory.answers.get(key)?;
        let right = answer.acts.is_none_or(|then| then == acts) && Instant::now() < answer.until;
        right.then(|| answer.clone())
    }

    fn put(&self, key: Key, answer: Answer) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.answers.len() >= ANSWERS_MAX || memory.bytes + answer.body.len() > KEPT_MAX {
            memory.answers.clear();
            memory.bytes = 0;
        }
        memory.bytes += answer.body.len();
        if let Some(old) = memory.answers.insert(key, Arc::new(answer)) {
            memory.bytes -= old.body.len();
        }
    }
}

/// Answers from memory where it can, and keeps what may be kept.
pub(crate) async fn answer(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else { return next.run(request).await };
    let (acts, started) = (site.db.acts(), Instant::now());
    if let Some(kept) = site.kept.find(&key, acts) {
        let mut response = Response::new(Body::from(kept.body.clone()));
        response.headers_mut().clone_from(&kept.headers);
        let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
        site.metrics.answered("GET", route, StatusCode::OK.as_u16(), started.elapsed());
        return response;
    }
    let response = next.run(request).await;
    match seconds(&response) {
        Some(seconds) => keep(&site, key, acts, seconds, response).await,
        None => response,
    }
}

/// What decides how an answer to a stranger looks; nothing where it is not a stranger who asks.
fn key(request: &Request) -> Option<Key> {
    let headers = request.headers();
    let stranger = ctx::cookie(headers, session::COOKIE).is_none()
        && ctx::cookie(headers, done::COOKIE).is_none()
        && !headers.contains_key(header::AUTHORIZATION);
    let address = request.uri().path_and_query()?.as_str();
    if *request.method() != Method::GET || !stranger || address.len() > ADDRESS_MAX {
        return None;
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let encodings = text(header::ACCEPT_ENCODING).unwrap_or_default();
    // A weight of nothing would need the whole rule of RFC 9110, 12.5.3; such a reader is not helped.
    if encodings.contains("q=0") {
        return None;
    }
    let lang = Lang::choose(ctx::cookie(headers, "traad_lang"), text(header::ACCEPT_LANGUAGE));
    Some(Key { address: address.to_owned(), lang, gzip: encodings.contains("gzip") })
}

/// For how many seconds everybody may keep an answer.
fn seconds(response: &Response) -> Option<u64> {
    if response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return None;
    }
    let text = response.headers().get(header::CACHE_CONTROL)?.to_str().ok()?;
    text.strip_prefix("public, max-age=")?.split(',').next()?.parse().ok()
}

async fn keep(site: &Site, key: Key, acts: u64, seconds: u64, response: Response) -> Response {
    let small = response.headers().get(header::CONTENT_LENGTH).is_none_or(|length| {
        length
            .to_str()
            .ok()
            .and_then(|length| length.parse::<usize>().ok())
            .is_some_and(|length| length <= BODY_MAX)
    });
    if !small {
        return response;
    }
    let (parts, body) = response.into_parts();
    // Pages are rendered whole before they are sent, so reading one here waits for nobody.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return broken;
    };
    if body.len() <= BODY_MAX {
        // A copy of the right size: what a page is written into has room to spare.
        let body = Bytes::copy_from_slice(&body);
        let answer = Answer {
            headers: parts.headers.clone(),
            body,
            until: Instant::now() + Duration::from_secs(seconds),
            acts: (seconds < FOR_EVER).then_some(acts),
        };
        site.kept.put(key, answer);
    }
    Response::from_parts(parts, Body::from(body))
}
