//! The document of the whole API, for programs that make their own client from it.

pub(crate) mod acts;

use web::api::{Endpoint, Field, Gives, Kind, Schema, document};
use web::axum::http::StatusCode;
use web::{Ctx, Method, Page, api_json};

/// Where the document is.
pub(crate) const DOCUMENT_PATH: &str = "/api/v1/openapi.json";

const DOCUMENT: Schema = Schema {
    name: "OpenApi",
    fields: &[
        Field::new("openapi", Kind::Text, "The version of OpenAPI."),
        Field::new("info", Kind::Free, "What the document is about."),
        Field::new("servers", Kind::Frees, "Where the API answers."),
        Field::new("paths", Kind::Free, "The endpoints."),
        Field::new("components", Kind::Free, "The shapes of the answers, and how to show a token."),
    ],
};

const DOCUMENT_ENDPOINT: Endpoint = Endpoint {
    method: Method::Get,
    takes: None,
    path: DOCUMENT_PATH,
    scope: None,
    summary: "desk-api-document",
    gives: Gives::One(&DOCUMENT),
    is_act: false,
};

/// What the routes give.
pub(crate) const API: &[Endpoint] =
    &[DOCUMENT_ENDPOINT, acts::ENDPOINTS[0], acts::ENDPOINTS[1], acts::ENDPOINTS[2], acts::ENDPOINTS[3]];

pub(crate) async fn show(ctx: Ctx) -> Page {
    let site = ctx.site();
    api_json(StatusCode::OK, &document(&site.slices, &site.texts, &ctx.config().base_url))
}
