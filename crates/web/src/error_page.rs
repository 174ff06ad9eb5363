//! What stopped a page, as a page: what happened, what to do now, who can help. For programs the
//! same as problem+json (RFC 9457). A fault is logged here, once, with the number shown.

use crate::{Because, Cache, Ctx, Frame, Place, Refusal, Stop, html_status};
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::Id;

#[derive(Template)]
#[template(path = "ui/stopped.html")]
struct Stopped {
    f: Frame,
    text: String,
    next: String,
    because: Option<Because>,
    number: String,
    /// Whether one has to sign in first; the link opens beside the page, so that what was typed stays.
    signs_in: bool,
}

pub(crate) async fn show(ctx: &Ctx, stop: Stop, wants_json: bool) -> Response {
    let (refusal, number) = match stop {
        Stop::Refusal(refusal) => (*refusal, String::new()),
        Stop::Fault(fault) => {
            let number = Id::at(ctx.now()).to_string();
            tracing::error!(number, fault = %fault.0, "a page failed");
            (Refusal { status: 500, ..Refusal::new("web-fault") }, number)
        }
    };
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let (text, next) = ctx.refusal_parts(&refusal);
    if wants_json {
        return problem(status, &refusal, &text, &next, &number);
    }
    let because = match &refusal.item {
        Some(item) => ctx.because(item).await.ok().flatten(),
        None => None,
    };
    let place = if ctx.actor().person().is_some() { Place::Desk } else { Place::Public };
    let signs_in = status == StatusCode::UNAUTHORIZED;
    let page = Stopped { f: ctx.frame(place, text.clone()), text, next, because, number, signs_in };
    html_status(status, Cache::Never, &page)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn problem(status: StatusCode, refusal: &Refusal, text: &str, next: &str, number: &str) -> Response {
    let mut body = serde_json::json!({
        "type": format!("urn:traad:{}", refusal.key),
        "title": text,
        "status": status.as_u16(),
        // A text that says at once what to do stands alone.
        "detail": if next.is_empty() { text } else { next },
    });
    for (name, value) in [
        ("field", refusal.field),
        ("item", refusal.item.as_deref()),
        ("instance", Some(number).filter(|n| !n.is_empty())),
    ] {
        if let Some(value) = value {
            body[name] = value.into();
        }
    }
    let mut response = (status, body.to_string()).into_response();
    let media_type = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    if status == StatusCode::UNAUTHORIZED {
        // RFC 6750 section 3: the answer says which way of showing who one is it wants.
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
