//! Answers: a page, a redirect after an act, JSON, a file. Each says how it may be kept.

use crate::Stop;
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

/// Room for a page from the beginning, in bytes: most are smaller, and growing copies what is there.
const PAGE_BYTES: usize = 16_384;

/// What a page handler gives.
pub type Page = Result<Response, Stop>;

/// How an answer may be kept by browsers and proxies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Not at all: it is one person's.
    Never,
    /// By everybody for this many seconds.
    Seconds(u32),
    /// For ever: its address changes when it does.
    Forever,
}

impl Cache {
    pub(crate) fn header(self) -> HeaderValue {
        let text = match self {
            Cache::Never => "no-store".to_owned(),
            Cache::Seconds(seconds) => format!("public, max-age={seconds}"),
            Cache::Forever => "public, max-age=31536000, immutable".to_owned(),
        };
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("no-store"))
    }
}

/// A page.
///
/// # Errors
/// When the template fails.
pub fn html(cache: Cache, template: &impl Template) -> Page {
    html_status(StatusCode::OK, cache, template)
}

/// The policy of a page that stands inside one of ours: styles and pictures, nothing that runs.
const FRAMED: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Lets one of our own pages show this one in a frame, where nothing in it runs; its own frame is
/// to be `still`, so that it asks for nothing that is refused.
///
/// # Errors
/// What stopped the page.
pub fn framed(page: Page) -> Page {
    let mut response = page?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
    Ok(response)
}

/// A page with a status other than 200, such as a form with something wrong in it.
///
/// # Errors
/// When the template fails.
pub fn html_status(status: StatusCode, cache: Cache, template: &impl Template) -> Page {
    let mut text = String::with_capacity(PAGE_BYTES);
    template.render_into(&mut text)?;
    let mut response = (status, Html(text)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, cache.header());
    Ok(response)
}

/// Goes on to another page after an act (303).
///
/// # Errors
/// Never; it has the type of a page.
pub fn see_other(target: impl AsRef<str>) -> Page {
    Ok(redirect(target.as_ref()))
}

/// A redirect to an address of our own.
#[must_use]
pub fn redirect(target: &str) -> Response {
    // Browsers leave tabs and line breaks out and read a backslash as a slash.
    let odd = |c: char| c.is_control() || c == '\\';
    let own = target.starts_with('/') && !target.starts_with("//") && !target.contains(odd);
    let location = if own { target } else { "/" };
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// A redirect away from us, to an address that the installation's settings vouch for.
#[must_use]
pub fn leave(target: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    match HeaderValue::from_str(target) {
        Ok(value) => response.headers_mut().insert(header::LOCATION, value),
        Err(_) => return redirect("/"),
    };
    response
}

/// A cookie of ours: never for scripts, never sent along by other sites' forms.
#[derive(Clone, Copy, Debug)]
pub struct Cookie<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it holds; an empty one is taken away.
    pub value: &'a str,
    /// How long the browser keeps it, in seconds; without it until the browser is closed.
    pub age_s: Option<u32>,
    /// Whether it travels by HTTPS only.
    pub secure: bool,
}

/// Adds a cookie to an answer.
#[must_use]
pub fn with_cookie(mut response: Response, cookie: Cookie<'_>) -> Response {
    let Cookie { name, value, age_s, secure } = cookie;
    let age_s = if value.is_empty() { Some(0) } else { age_s };
    let age = age_s.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// JSON of the API.
///
/// # Errors
/// Never; it has the type of a page.
pub fn api_json(status: StatusCode, value: &impl Serialize) -> Page {
    Ok((status, axum::Json(value)).into_response())
}

/// A file or feed with its media type.
///
/// # Errors
/// Never; it has the type of a page.
pub fn download(cache: Cache, media_type: &'static str, body: impl Into<axum::body::Body>) -> Page {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CACHE_CONTROL, cache.header());
    Ok(response)
}
