//! The municipality's identity provider: where it is, what it answers, and the road there and
//! back. Nothing is fetched before somebody signs in, so that a dead provider stops nobody else.

use crate::{
    Fault, Identity, Secret,
    claims::{self, Expected},
    http::{Ask, Http},
    jws::{self, Key, Token},
    secret::same,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};
use tokio::sync::Mutex;
use url::{Url, form_urlencoded};

/// How long what the provider says of itself is believed without asking again.
const KNOWN_LIFE: Duration = Duration::from_secs(3_600);
/// How long a provider that did not answer is left alone, so that people are told at once.
const DEAD_PAUSE: Duration = Duration::from_secs(5);
/// The longest error code that is repeated, in characters.
const CODE_MAX: usize = 60;

/// How we are known at the provider, and what is asked of it.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The issuer, exactly as the provider writes it.
    pub issuer: String,
    /// The name that we have at the provider.
    pub client_id: String,
    /// The secret that goes with it; a public client has none.
    pub client_secret: Option<String>,
    /// What the button calls the provider.
    pub name: String,
    /// What is asked for, with spaces between.
    pub scope: String,
    /// The claim that holds the e-mail address.
    pub email_claim: String,
    /// Whether an address counts as verified where the provider does not say.
    pub trust_email: bool,
    /// The claim that holds the groups.
    pub groups_claim: String,
    /// What groups give; what the second text means is for others to say.
    pub groups: Vec<Mapped>,
    /// Where the provider sends the browser back to.
    pub redirect_uri: String,
    /// Where it may send the browser after signing out.
    pub after_logout: String,
    /// Certificates that are trusted besides the public ones, as PEM.
    pub more_roots: Option<PathBuf>,
}

/// A group that the operator named, and what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The group as the provider names it.
    pub group: String,
    /// What it gives.
    pub gives: String,
}

/// The beginning of a sign-in.
pub struct Start {
    /// Where the browser goes.
    pub url: String,
    /// What its cookie keeps meanwhile.
    pub secret: Secret,
}

/// What the browser came back with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The code that is exchanged for tokens.
    pub code: String,
    /// What ties it to the sign-in that was begun.
    pub state: String,
    /// Who answers (RFC 9207), where the provider says so.
    pub iss: String,
    /// Why not.
    pub error: String,
}

/// What the provider says of itself (OpenID Connect Discovery 1.0, section 3).
#[derive(Clone, Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Clone)]
struct Known {
    metadata: Metadata,
    keys: Vec<Key>,
}

#[derive(Default)]
struct Memory {
    known: Option<(Instant, Known)>,
    dead: Option<(Instant, Fault)>,
}

/// The municipality's identity provider.
pub struct Provider {
    settings: Settings,
    http: Http,
    memory: Mutex<Memory>,
}

impl Provider {
    /// A provider; nothing is fetched yet.
    ///
    /// # Errors
    /// A sentence that says which setting cannot be.
    pub fn new(settings: Settings) -> Result<Self, String> {
        address(&settings.issuer, true)
            .ok_or_else(|| format!("{} is no https:// address of an issuer", settings.issuer))?;
        let http = Http::new(settings.more_roots.as_deref())?;
        Ok(Self { settings, http, memory: Mutex::default() })
    }

    /// How we are known there.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Begins a sign-in.
    ///
    /// # Errors
    /// When the provider does not answer.
    pub async fn begin(&self) -> Result<Start, Fault> {
        let known = self.known().await?;
        let secret = Secret::new();
        let mut url = self.endpoint(&known.metadata.authorization_endpoint)?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", &self.settings.redirect_uri)
            .append_pair("scope", &self.settings.scope)
            .append_pair("state", &secret.state())
            .append_pair("nonce", &secret.nonce())
            .append_pair("code_challenge", &secret.challenge())
            .append_pair("code_challenge_method", "S256");
        Ok(Start { url: url.into(), secret })
    }

    /// Who came back. `now` is in milliseconds UTC.
    ///
    /// # Errors
    /// When the answer belongs to no sign-in of this browser, when the provider said no or does
    /// not answer, and when what it says does not hold.
    pub async fn finish(&self, secret: &Secret, answer: &Answer, now: i64) -> Result<Identity, Fault> {
        if !same(&answer.state, &secret.state()) {
            return Err(Fault::Stranger);
        }
        if !answer.error.is_empty() {
            return Err(Fault::Declined(code(&answer.error)));
        }
        let known = self.known().await?;
        let silent = answer.iss.is_empty() && !known.metadata.authorization_response_iss_parameter_supported;
        if !silent && answer.iss != self.settings.issuer {
            return Err(Fault::Untrue("another issuer answered"));
        }
        let tokens = self.exchange(&known.metadata, &answer.code, &secret.verifier()).await?;
        let claims = self.claims(&known, tokens["id_token"].as_str().unwrap_or_default()).await?;
        let expected = Expected {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            nonce: &secret.nonce(),
            now_s: now / 1_000,
        };
        claims::check(&claims, &expected)?;
        let user_info = self.user_info(&known.metadata, &claims, &tokens).await?;
        let names = (self.settings.email_claim.as_str(), self.settings.groups_claim.as_str());
        Ok(claims::identity(&self.settings.issuer, &claims, &user_info, names))
    }

    /// Where the browser goes to sign out there too (OpenID Connect RP-Initiated Logout 1.0);
    /// nothing where the provider does not offer it or does not answer.
    pub async fn sign_out_url(&self) -> Option<String> {
        let known = self.known().await.ok()?;
        let mut url = self.endpoint(known.metadata.end_session_endpoint.as_deref()?).ok()?;
        url.query_pairs_mut()
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("post_logout_redirect_uri", &self.settings.after_logout);
        Some(url.into())
    }

    /// Exchanges the code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    async fn exchange(&self, metadata: &Metadata, code: &str, verifier: &str) -> Result<Value, Fault> {
        let url = self.endpoint(&metadata.token_endpoint)?;
        let (form, authorization) = self.token_request(metadata, code, verifier);
        let (status, _, body) = self.http.send(Ask { url: &url, form: Some(form), authorization }).await?;
        let tokens: Value = serde_json::from_slice(&body).unwrap_or_default();
        match (status, tokens["error"].as_str()) {
            (200, _) if tokens["id_token"].is_string() => Ok(tokens),
            (400 | 401, Some(error)) => Err(Fault::Declined(self::code(error))),
            (status, _) => Err(Fault::Dead(format!("the token endpoint answered {status}"))),
        }
    }

    /// The form of the token request, and the header with which we say who we are.
    fn token_request(&self, metadata: &Metadata, code: &str, verifier: &str) -> (String, Option<String>) {
        let Settings { client_id, client_secret, redirect_uri, .. } = &self.settings;
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("code_verifier", verifier);
        let methods = &metadata.token_endpoint_auth_methods_supported;
        let basic = methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic");
        match client_secret {
            // RFC 6749 section 2.3.1: both parts are encoded as in a form first.
            Some(secret) if basic => {
                let encode =
                    |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                let pair = STANDARD.encode(format!("{}:{}", encode(client_id), encode(secret)));
                return (form.finish(), Some(format!("Basic {pair}")));
            }
            Some(secret) => form.append_pair("client_id", client_id).append_pair("client_secret", secret),
            None => form.append_pair("client_id", client_id),
        };
        (form.finish(), None)
    }

    /// The claims of an id token; keys are fetched again when none of ours could have signed it.
    async fn claims(&self, known: &Known, text: &str) -> Result<Map<String, Value>, Fault> {
        let token = Token::read(text)?;
        if token.has_key(&known.keys) {
            return token.claims(&known.keys);
        }
        let fresh = self.fetch().await?;
        let claims = token.claims(&fresh.keys);
        self.memory.lock().await.known = Some((Instant::now(), fresh));
        claims
    }

    /// What the userinfo endpoint adds; asked only for what the id token does not hold. Its
    /// subject must be the token's (OpenID Connect Core 1.0, section 5.3.2).
    async fn user_info(
        &self,
        metadata: &Metadata,
        claims: &Map<String, Value>,
        tokens: &Value,
    ) -> Result<Map<String, Value>, Fault> {
        let wants_groups =
            !self.settings.groups.is_empty() && !claims.contains_key(&self.settings.groups_claim);
        let is_complete = claims.contains_key(&self.settings.email_claim) && !wants_groups;
        let (Some(endpoint), Some(token), false) =
            (&metadata.userinfo_endpoint, tokens["access_token"].as_str(), is_complete)
        else {
            return Ok(Map::new());
        };
        let url = self.endpoint(endpoint)?;
        let ask = Ask { url: &url, form: None, authorization: Some(format!("Bearer {token}")) };
        let (status, media_type, body) = self.http.send(ask).await?;
        if status != 200 || !media_type.starts_with("application/json") {
            return Err(Fault::Dead(format!("the userinfo endpoint answered {status} {media_type}")));
        }
        let info: Map<String, Value> =
            serde_json::from_slice(&body).map_err(|_| Fault::Dead("userinfo is no JSON".to_owned()))?;
        if info.get("sub") != claims.get("sub") {
            return Err(Fault::Untrue("userinfo of somebody else"));
        }
        Ok(info)
    }

    /// What is known of the provider; one asks, the others wait.
    async fn known(&self) -> Result<Known, Fault> {
        let mut memory = self.memory.lock().await;
        if let Some((at, known)) = &memory.known
            && at.elapsed() < KNOWN_LIFE
        {
            return Ok(known.clone());
        }
        let failed = match &memory.dead {
            Some((at, fault)) if at.elapsed() < DEAD_PAUSE => fault.clone(),
            _ => match self.fetch().await {
                Ok(known) => {
                    *memory = Memory { known: Some((Instant::now(), known.clone())), dead: None };
                    return Ok(known);
                }
                Err(fault) => {
                    memory.dead = Some((Instant::now(), fault.clone()));
                    fault
                }
            },
        };
        // Addresses and keys of an hour ago are better than none.
        memory.known.as_ref().map(|(_, known)| known.clone()).ok_or(failed)
    }

    async fn fetch(&self) -> Result<Known, Fault> {
        let text = format!("{}/.well-known/openid-configuration", self.settings.issuer.trim_end_matches('/'));
        let metadata: Metadata = serde_json::from_value(self.json(&self.endpoint(&text)?).await?)
            .map_err(|error| Fault::Dead(format!("the discovery document: {error}")))?;
        if metadata.issuer != self.settings.issuer {
            return Err(Fault::Dead(format!("the provider calls itself {:?}", metadata.issuer)));
        }
        let keys = jws::keys(&self.json(&self.endpoint(&metadata.jwks_uri)?).await?);
        Ok(Known { metadata, keys })
    }

    async fn json(&self, url: &Url) -> Result<Value, Fault> {
        let (status, _, body) = self.http.send(Ask::get(url)).await?;
        if status != 200 {
            return Err(Fault::Dead(format!("{} answered {status}", url.path())));
        }
        serde_json::from_slice(&body).map_err(|_| Fault::Dead(format!("{} is no JSON", url.path())))
    }

    /// An address that the provider gave: https, or on this machine where the issuer is there too.
    fn endpoint(&self, text: &str) -> Result<Url, Fault> {
        let local = self.settings.issuer.starts_with("http://");
        address(text, local).ok_or_else(|| Fault::Dead("the provider gives an unsafe address".to_owned()))
    }
}

/// An https address, or http on this machine for trying things out.
fn address(text: &str, local: bool) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    let fits = url.scheme() == "https" || (url.scheme() == "http" && local && is_here);
    (fits && url.username().is_empty() && url.password().is_none() && url.fragment().is_none()).then_some(url)
}

/// An error code as it may be shown: letters, digits, underscores.
fn code(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(CODE_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_asked() {
        assert!(address("https://id.example/x", false).is_some());
        assert!(address("http://127.0.0.1:9/x", true).is_some());
        for text in ["http://id.example", "http://127.0.0.1:9", "ftp://id.example", "id.example", ""] {
            assert!(address(text, false).is_none(), "{text}");
        }
        for text in ["http://id.example", "http://10.0.0.1", "https://a:b@id.example", "https://x/#y"] {
            assert!(address(text, true).is_none(), "{text}");
        }
        assert_eq!(code("access_denied<script>"), "access_deniedscript");
    }
}
