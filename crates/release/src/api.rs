//! The API of releases: what went out of a message, to whom, when and on which ground.

use crate::{ReleaseRow, of_message};
use db::Id;
use message::Message;
use serde::Serialize;
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Page, Routes, api_json};

/// Where they are.
const PATH: &str = "/api/v1/messages/{id}/releases";

/// A release.
#[derive(Serialize)]
struct View {
    id: Id,
    edition_id: Id,
    scope: String,
    at: String,
    by: String,
    ground: String,
}

const RELEASE: Schema = Schema {
    name: "Release",
    fields: &[
        Field::new("id", Kind::Id, "The release."),
        Field::new("edition_id", Kind::Id, "The edition that went out."),
        Field::new("scope", Kind::Text, "internal or external."),
        Field::new("at", Kind::Time, "When."),
        Field::new("by", Kind::Text, "Who released it, by function."),
        Field::new("ground", Kind::Text, "approval, carry or emergency."),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[Endpoint {
    path: PATH,
    scope: Some(people::READ_RELEASES),
    summary: "release-api-releases",
    gives: Gives::All(&RELEASE),
}];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, Access::Token(people::READ_RELEASES), list)
}

async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::get(&mut conn, id).await?;
    let rows = of_message(&mut conn, id).await?;
    api_json(StatusCode::OK, &List::<View>::all(rows.into_iter().map(View::of).collect()))
}

impl View {
    fn of(row: ReleaseRow) -> Self {
        Self {
            id: row.id,
            edition_id: row.edition_id,
            scope: row.scope,
            at: api::time(row.at),
            by: row.by_name,
            ground: row.ground,
        }
    }
}
