//! The API of the strategy: its versions with their adoptions, and the one in force item by item.

use crate::{Adoption, VersionRow, why::Item};
use db::Id;
use serde::Serialize;
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::http::StatusCode;
use web::{Access, Ctx, Page, Routes, api_json};

/// Reading the strategy; `people` has the list of all scopes.
const SCOPE: &str = "read:strategy";

/// A version.
#[derive(Serialize)]
struct VersionView {
    id: Id,
    number: i64,
    title: String,
    hash: String,
    added_at: String,
    added_by: String,
    in_force: bool,
    adoptions: Vec<AdoptionView>,
}

#[derive(Serialize)]
struct AdoptionView {
    at: String,
    by: String,
}

/// The version in force.
#[derive(Serialize)]
struct CurrentView<'a> {
    id: Id,
    number: i64,
    title: &'a str,
    adopted_at: String,
    adopted_by: String,
    items: &'a [Item],
}

const VERSION: Schema = Schema {
    name: "StrategyVersion",
    fields: &[
        Field::new("id", Kind::Id, "The version."),
        Field::new("number", Kind::Number, "1, 2, 3 and so on."),
        Field::new("title", Kind::Text, "The strategy's title."),
        Field::new("hash", Kind::Text, "SHA-256 of the file, in hex."),
        Field::new("added_at", Kind::Time, "When it was added."),
        Field::new("added_by", Kind::Text, "Who added it, by function."),
        Field::new("in_force", Kind::Flag, "Whether it is the one in force."),
        Field::new("adoptions", Kind::Objects(&ADOPTION), "When it was put in force, the latest first."),
    ],
};

const ADOPTION: Schema = Schema {
    name: "Adoption",
    fields: &[
        Field::new("at", Kind::Time, "When."),
        Field::new("by", Kind::Text, "Who did it, by function."),
    ],
};

const CURRENT: Schema = Schema {
    name: "Strategy",
    fields: &[
        Field::new("id", Kind::Id, "The version in force."),
        Field::new("number", Kind::Number, "Its number."),
        Field::new("title", Kind::Text, "The strategy's title."),
        Field::new("adopted_at", Kind::Time, "When it was put in force."),
        Field::new("adopted_by", Kind::Text, "Who did it, by function."),
        Field::new("items", Kind::Objects(&ITEM), "Everything the strategy says, sorted by address."),
    ],
};

const ITEM: Schema = Schema {
    name: "StrategyItem",
    fields: &[
        Field::new("key", Kind::Text, "The address, such as approval.hard-news."),
        Field::new("title", Kind::Text, "The item's name, or its text when it has none."),
        Field::new("text", Kind::Text, "What it says."),
        Field::new("source", Kind::Text, "Section or page of the source document, or municipal choice."),
        Field::new("force", Kind::Text, "How strongly it binds; only must stops anything."),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint {
        path: "/api/v1/strategies",
        scope: Some(SCOPE),
        summary: "strategy-api-versions",
        gives: Gives::All(&VERSION),
    },
    Endpoint {
        path: "/api/v1/strategies/current",
        scope: Some(SCOPE),
        summary: "strategy-api-current",
        gives: Gives::One(&CURRENT),
    },
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/strategies", Access::Token(SCOPE), versions).get(
        "/api/v1/strategies/current",
        Access::Token(SCOPE),
        current,
    )
}

async fn versions(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let versions = VersionRow::all(&mut conn).await?;
    let adoptions = Adoption::all(&mut conn).await?;
    let in_force = adoptions.first().map(|adoption| adoption.version_id);
    let items = versions.into_iter().map(|row| VersionView::of(row, &adoptions, in_force)).collect();
    api_json(StatusCode::OK, &List::<VersionView>::all(items))
}

async fn current(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let in_force = crate::in_force(&mut conn, ctx.db().memo()).await?;
    let view = CurrentView {
        id: in_force.version_id,
        number: in_force.number,
        title: &in_force.strategy.title,
        adopted_at: api::time(in_force.adopted_at),
        adopted_by: in_force.adopted_by,
        items: in_force.strategy.items(),
    };
    api_json(StatusCode::OK, &view)
}

impl VersionView {
    fn of(row: VersionRow, adoptions: &[Adoption], in_force: Option<Id>) -> Self {
        let own = adoptions.iter().filter(|adoption| adoption.version_id == row.id);
        Self {
            adoptions: own
                .map(|adoption| AdoptionView { at: api::time(adoption.at), by: adoption.by_name.clone() })
                .collect(),
            in_force: in_force == Some(row.id),
            id: row.id,
            number: row.number,
            title: row.title,
            hash: row.hash,
            added_at: api::time(row.added_at),
            added_by: row.added_by,
        }
    }
}
