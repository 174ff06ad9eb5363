//! Acts by the API. A program that lost the answer may send the same again under the same
//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): the key is written in the
//! transaction of the act itself, so that there is one effect and one answer, also when many
//! copies arrive at once (quality bar R4). What was refused left nothing and may be tried again.

use super::{Schema, input};
use crate::{Ctx, Outcome, Page, Refusal, Stop};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderValue, Method as HttpMethod, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::{AsConn, Tx, Who, exec, row, run};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// The header with the key.
const KEY: &str = "idempotency-key";
/// The longest key, in characters: room for a UUID and a name before it.
const KEY_MAX: usize = 255;
/// How long a key is remembered.
const KEPT_MS: i64 = 24 * 3_600_000;

/// What a program sent to an endpoint that does something.
pub struct Sent {
    method: HttpMethod,
    path: String,
    key: Option<String>,
    body: Bytes,
}

row! {
    struct Replay {
        request_hash: Vec<u8>,
        body: String,
    }
}

impl Sent {
    /// The body, by the schema of the endpoint.
    ///
    /// # Errors
    /// What is wrong with it, by field.
    pub fn read<T: DeserializeOwned>(&self, schema: &'static Schema) -> Outcome<T> {
        input::read(schema, &self.body)
    }

    /// Whether nothing was sent, where what is asked may be left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    fn hash(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        for part in [self.method.as_str().as_bytes(), self.path.as_bytes(), &self.body] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Self, Stop> {
        let headers = request.headers().clone();
        let header = |name: &str| headers.get(name).map(HeaderValue::to_str);
        let key = match header(KEY) {
            None => None,
            Some(Ok(key)) if (1..=KEY_MAX).contains(&key.len()) => Some(key.to_owned()),
            Some(_) => return Err(Refusal::new("web-api-key").with("max", KEY_MAX).at(KEY).into()),
        };
        let media_type = header(header::CONTENT_TYPE.as_str()).and_then(Result::ok).unwrap_or_default();
        let is_json = media_type.split(';').next().is_some_and(|kind| kind.trim() == "application/json");
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Refusal { status: 413, ..Refusal::new("web-api-too-large") })?;
        if !body.is_empty() && !is_json {
            return Err(Refusal { status: 415, ..Refusal::new("web-api-media-type") }.into());
        }
        Ok(Self { method, path, key, body })
    }
}

/// Runs an act in a transaction of its own, commits it and answers 201 with what it gives; or
/// gives the answer again that its key was answered with before.
///
/// # Errors
/// What stops the act; the same key with something else in it (422).
pub async fn act<T: Serialize>(
    ctx: &Ctx,
    sent: &Sent,
    work: impl AsyncFnOnce(&mut Tx) -> Outcome<T>,
) -> Page {
    let mut tx = ctx.db().begin().await?;
    if let Some(before) = claim(&mut tx, ctx, sent).await? {
        return Ok(answer(before, true));
    }
    let value = work(&mut tx).await?;
    let body = serde_json::to_string(&value).map_err(|error| Stop::fault(error.to_string()))?;
    if let (Some(key), Who::Token { id, .. }) = (&sent.key, ctx.actor().who) {
        exec!(&mut tx, "update api_replay set body = $3 where token_id = $1 and key = $2", [id, key, &body])?;
    }
    tx.commit().await?;
    Ok(answer(body, false))
}

/// Takes the key for this act, or finds the answer that it has; a copy that is under way in
/// another transaction is waited for.
async fn claim(tx: &mut Tx, ctx: &Ctx, sent: &Sent) -> Outcome<Option<String>> {
    let (Some(key), Who::Token { id, .. }) = (&sent.key, ctx.actor().who) else { return Ok(None) };
    let (now, hash) = (tx.now(), sent.hash());
    forget_old(tx).await?;
    let is_first = exec!(
        tx,
        "insert into api_replay (token_id, key, request_hash, body, made_at) values ($1, $2, $3, '', $4)
         on conflict (token_id, key) do nothing",
        [id, key, &hash, now]
    )? > 0;
    if is_first {
        return Ok(None);
    }
    let before = find(tx, id, key).await?;
    if before.request_hash == hash {
        Ok(Some(before.body))
    } else {
        Err(Refusal::new("web-api-key-other").at(KEY).into())
    }
}

/// Forgets the keys that are not remembered any longer, and the answers they had.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(tx: &mut Tx) -> db::Result<()> {
    let before = tx.now() - KEPT_MS;
    exec!(tx, "delete from api_replay where made_at < $1", [before]).map(drop)
}

/// Takes the words out of the answers that tell of something that was erased; the keys stay, so that a call that is sent
/// again still does nothing twice.
///
/// # Errors
/// When the database fails.
pub async fn forget_about(tx: &mut Tx, id: db::Id) -> db::Result<()> {
    let left = serde_json::json!({ "id": id }).to_string();
    exec!(tx, "update api_replay set body = $2 where replace(body, $1, '') <> body", [&id.to_string(), &left])
        .map(drop)
}

async fn find(conn: &mut impl AsConn, token: db::Id, key: &str) -> db::Result<Replay> {
    run!(
        conn,
        Replay,
        "select request_hash, body from api_replay where token_id = $1 and key = $2",
        [token, key] => fetch_one
    )
}

fn answer(body: String, again: bool) -> Response {
    let mut response = (StatusCode::CREATED, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if again {
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    response
}
