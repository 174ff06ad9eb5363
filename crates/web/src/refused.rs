//! A form that was refused: the page on which it stands comes back with the reason and what was
//! typed still in it. The page is one of another slice, so it is asked for as a reader would ask,
//! and finds the refusal in its frame. Forms of which a page has several name themselves in a
//! hidden field `form`; the id of an input is that name, a dash and the field.

use crate::{Because, Ctx, Fields, Refusal, Stop, error_page};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{FromRequestParts, RawPathParams, Request},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use tower::ServiceExt;

/// What was refused, as the page shows it.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What is in the way.
    pub text: String,
    /// What to do now; may be empty.
    pub next: String,
    /// Both, as they stand beside the field.
    pub beside: String,
    /// What the strategy says about it.
    pub because: Option<Because>,
    field: Option<&'static str>,
    fields: Fields,
}

/// What was typed and where it was typed, on its way to the layer that shows the page again.
#[derive(Clone)]
pub(crate) struct Typed {
    page: String,
    fields: Fields,
}

impl Refused {
    /// The id of the input that it is about.
    #[must_use]
    pub fn target(&self) -> Option<String> {
        let field = self.field?;
        match self.fields.get("form") {
            "" => Some(field.to_owned()),
            form => Some(format!("{form}-{field}")),
        }
    }

    /// Whether it is this form that was refused.
    pub(crate) fn is(&self, form: &str) -> bool {
        self.fields.get("form") == form
    }

    pub(crate) fn typed(&self, field: &str) -> &str {
        self.fields.get(field)
    }

    pub(crate) fn is_about(&self, field: &str) -> bool {
        self.field == Some(field)
    }
}

/// Runs an act and, where it is refused, notes the page its form stands on and what was typed.
pub(crate) async fn note(page: &'static str, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, crate::fields::FORM_MAX).await else {
        return Stop::from(Refusal { status: 413, ..Refusal::new("web-form-too-large") }).into_response();
    };
    let params = RawPathParams::from_request_parts(&mut parts, &()).await;
    let mut response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    // Whoever may not do it, or looks for what is not there, is told so on a page of its own.
    let may_mend = matches!(
        response.extensions().get::<Stop>(),
        Some(Stop::Refusal(refusal)) if matches!(refusal.status, 409 | 422)
    );
    if may_mend && let Ok(params) = params {
        let page = params
            .iter()
            .fold(page.to_owned(), |page, (name, value)| page.replace(&format!("{{{name}}}"), value));
        let fields = Fields::parse(&body).unwrap_or_default();
        response.extensions_mut().insert(Typed { page, fields });
    }
    response
}

/// The page again, with the refusal; a page of the refusal's own where it cannot be had.
pub(crate) async fn show(pages: &Router, ctx: &Ctx, stop: Stop, typed: Typed) -> Response {
    let Stop::Refusal(refusal) = &stop else { return error_page::show(ctx, stop, false).await };
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let (text, next) = ctx.refusal_parts(refusal);
    let because = match &refusal.item {
        Some(item) => ctx.because(item).await.ok().flatten(),
        None => None,
    };
    let beside = ctx.refusal(refusal);
    let refused = Refused { text, next, beside, because, field: refusal.field, fields: typed.fields };
    let Ok(mut request) = Request::get(&typed.page).body(Body::empty()) else {
        return error_page::show(ctx, stop, false).await;
    };
    request.extensions_mut().insert(ctx.again(typed.page, Arc::new(refused)));
    let mut response = pages.clone().oneshot(request).await.into_response();
    if response.status() != StatusCode::OK {
        return error_page::show(ctx, stop, false).await;
    }
    *response.status_mut() = status;
    response
}
