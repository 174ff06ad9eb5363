//! A browser without windows: cookies, forms and headers as a real one sends them.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderValue, Request, Response, StatusCode, header},
};
use std::{collections::BTreeMap, net::SocketAddr};
use tower::ServiceExt;

/// How many bytes of an answer are read.
const ANSWER_MAX: usize = 20_000_000;

/// One person's browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// Sent as Accept-Language.
    pub language: &'static str,
    /// The address it comes from, where a test says.
    pub from: Option<std::net::IpAddr>,
    /// What a proxy in front, or somebody who pretends to be one, says of it.
    pub forwarded: Option<&'static str>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Where it leads, for redirects.
    pub location: String,
    /// Body.
    pub body: String,
    /// How many SQL statements the page ran.
    pub statements: u32,
    /// All headers, lower case.
    pub headers: BTreeMap<String, String>,
}

impl Answer {
    /// The value of the first `name="..."` of an input with this name.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&mark).map_or("", |(_, rest)| rest);
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The text between two marks, the first time it occurs.
    #[must_use]
    pub fn between(&self, before: &str, after: &str) -> String {
        let rest = self.body.split_once(before).map_or("", |(_, rest)| rest);
        rest.split_once(after).map_or("", |(inner, _)| inner).to_owned()
    }
}

impl Browser {
    /// A fresh browser.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), language: "da", from: None, forwarded: None }
    }

    /// A cookie, if the browser has it.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Gives the browser a cookie, as somebody with access to it could.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Asks as a program does, with a bearer token (RFC 6750).
    pub async fn get_with(&mut self, path: &str, token: &str) -> Answer {
        let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request, Body::empty()).await
    }

    /// Does something as a program does: JSON with a bearer token and perhaps an Idempotency-Key.
    pub async fn post_with(&mut self, path: &str, token: &str, key: Option<&str>, body: &str) -> Answer {
        let mut request = Request::post(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        if !body.is_empty() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.send(request, Body::from(body.to_owned())).await
    }

    /// Opens a page and follows where it leads.
    pub async fn open(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                break;
            }
            answer = self.get(&answer.location.clone()).await;
        }
        answer
    }

    /// Sends a form from our own page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, fields, Some("same-origin")).await
    }

    /// Sends a form with a given Sec-Fetch-Site, or without one.
    pub async fn post_from(&mut self, path: &str, fields: &[(&str, &str)], site: Option<&str>) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        let mut request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "traad.test");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        self.send(request, Body::from(body.join("&"))).await
    }

    /// Sends a body of another media type from our own page, such as a form with a file.
    pub async fn post_body(&mut self, path: &str, media_type: &str, body: String) -> Answer {
        self.post_bytes(path, media_type, body.into_bytes()).await
    }

    /// The same with any bytes.
    pub async fn post_bytes(&mut self, path: &str, media_type: &str, body: Vec<u8>) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, media_type)
            .header(header::HOST, "traad.test")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.language)
            .body(body)
            .expect("a request");
        let mut request = request;
        if let Some(forwarded) = self.forwarded {
            request.headers_mut().insert("x-forwarded-for", HeaderValue::from_static(forwarded));
        }
        if let Some(ip) = self.from {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(ip, 40_000)));
        }
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        self.read(response).await
    }

    async fn read(&mut self, response: Response<Body>) -> Answer {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap_or_default();
            let pair = text.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                match value.is_empty() {
                    true => self.cookies.remove(name),
                    false => self.cookies.insert(name.to_owned(), value.to_owned()),
                };
            }
        }
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in response.headers() {
            // A header may be sent in several lines; together they are one list (RFC 9110, 5.3).
            let value = value.to_str().unwrap_or_default();
            let known = headers.entry(name.to_string()).or_default();
            *known = if known.is_empty() { value.to_owned() } else { format!("{known}, {value}") };
        }
        let get = |name: &str| headers.get(name).cloned().unwrap_or_default();
        let (status, location) = (response.status(), get("location"));
        let statements = get("x-traad-statements").parse().unwrap_or(0);
        let bytes = to_bytes(response.into_body(), ANSWER_MAX).await.expect("a body");
        Answer { status, location, statements, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

fn escape(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
