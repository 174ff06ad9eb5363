//! An identity provider that lies on command. The honest one, in the browser tests, is npm's
//! oidc-provider; this one says what no honest provider says.

use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    net::TcpListener,
    sync::{Arc, Mutex},
};

/// The secret that we have at the fake, with a sign that must be encoded on the way.
pub(crate) const CLIENT_SECRET: &str = "hemmelig:æ%";

/// What the fake answers next.
pub(crate) struct Reply {
    pub(crate) header: Value,
    pub(crate) claims: Value,
    pub(crate) user_info: Value,
    /// The PKCE challenge that the browser brought along.
    pub(crate) challenge: String,
    /// Which key signs: the published one, or one that nobody knows.
    pub(crate) stranger_signs: bool,
}

struct Inner {
    issuer: String,
    key: Mutex<(String, EcdsaKeyPair)>,
    stranger: EcdsaKeyPair,
    reply: Mutex<Option<Reply>>,
}

/// A running fake; it ends with the process.
#[derive(Clone)]
pub(crate) struct Fake(Arc<Inner>);

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap()
}

impl Fake {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let fake = Self(Arc::new(Inner {
            issuer,
            key: Mutex::new(("first".to_owned(), new_key())),
            stranger: new_key(),
            reply: Mutex::new(None),
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(me))
            .with_state(fake.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        fake
    }

    pub(crate) fn issuer(&self) -> String {
        self.0.issuer.clone()
    }

    /// What it answers to the next code.
    pub(crate) fn answer(&self, reply: Reply) {
        *self.0.reply.lock().unwrap() = Some(reply);
    }

    /// Signs with a new key from now on.
    pub(crate) fn change_key(&self, name: &str) {
        *self.0.key.lock().unwrap() = (name.to_owned(), new_key());
    }

    fn sign(&self, reply: &Reply) -> String {
        let key = self.0.key.lock().unwrap();
        let mut header = reply.header.clone();
        if header.get("kid").is_none() {
            header["kid"] = json!(key.0);
        }
        let text =
            format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(reply.claims.to_string()));
        let pair = if reply.stranger_signs { &self.0.stranger } else { &key.1 };
        let signature = pair.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
        format!("{text}.{}", BASE64.encode(signature))
    }
}

async fn discovery(State(fake): State<Fake>) -> Json<Value> {
    let issuer = fake.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "end_session_endpoint": format!("{issuer}/end"),
    }))
}

async fn keys(State(fake): State<Fake>) -> Json<Value> {
    let key = fake.0.key.lock().unwrap();
    let point = key.1.public_key().as_ref();
    let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
    Json(json!({ "keys": [
        { "kty": "oct", "k": "not for this" },
        { "kty": "EC", "crv": "P-256", "use": "sig", "kid": key.0, "x": x, "y": y },
    ] }))
}

async fn token(
    State(fake): State<Fake>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let wrong = |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error })));
    // RFC 6749 section 2.3.1: "hemmelig:æ%" goes into the header form-encoded.
    let expected = base64::engine::general_purpose::STANDARD.encode("traad:hemmelig%3A%C3%A6%25");
    if headers.get("authorization").and_then(|value| value.to_str().ok())
        != Some(&format!("Basic {expected}"))
    {
        return wrong("invalid_client");
    }
    let Some(reply) = fake.0.reply.lock().unwrap().take() else { return wrong("invalid_grant") };
    let verifier = form.get("code_verifier").cloned().unwrap_or_default();
    let challenge = BASE64.encode(digest::digest(&digest::SHA256, verifier.as_bytes()));
    if challenge != reply.challenge
        || form.get("grant_type").map(String::as_str) != Some("authorization_code")
    {
        return wrong("invalid_grant");
    }
    let id_token = fake.sign(&reply);
    *fake.0.reply.lock().unwrap() = Some(reply);
    (
        StatusCode::OK,
        Json(json!({ "access_token": "opens-me", "token_type": "Bearer", "id_token": id_token })),
    )
}

async fn me(State(fake): State<Fake>, headers: HeaderMap) -> (StatusCode, Json<Value>) {
    assert_eq!(headers["authorization"], "Bearer opens-me");
    let reply = fake.0.reply.lock().unwrap();
    (StatusCode::OK, Json(reply.as_ref().map_or(Value::Null, |reply| reply.user_info.clone())))
}
