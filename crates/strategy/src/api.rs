//! The API of the strategy: its versions with their adoptions, the one in force item by item, and
//! adding and adopting one.

use crate::{ADOPT, Adoption, VersionRow, version, why::Item};
use db::{AsConn, Id};
use serde::{Deserialize, Serialize};
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema, Sent, act};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Outcome, Page, Refusal, Routes, api_json};

/// Reading the strategy; `people` has the list of all scopes.
const SCOPE: &str = "read:strategy";
/// Adding versions and putting them in force.
const WRITE_SCOPE: &str = "write:strategy";
/// Where a version is put in force.
const ADOPTIONS: &str = "/api/v1/strategies/{id}/adoptions";

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

#[derive(Deserialize)]
struct VersionBody {
    toml: String,
}

const VERSION_BODY: Schema = Schema {
    name: "StrategyRequest",
    fields: &[Field::new("toml", Kind::Text, "The whole strategy file.").max(900_000)],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::get("/api/v1/strategies", SCOPE, "strategy-api-versions", Gives::All(&VERSION)),
    Endpoint::get("/api/v1/strategies/current", SCOPE, "strategy-api-current", Gives::One(&CURRENT)),
    Endpoint::post("/api/v1/strategies", WRITE_SCOPE, "strategy-api-add", Some(&VERSION_BODY), &VERSION),
    Endpoint::post(ADOPTIONS, WRITE_SCOPE, "strategy-api-adopt", None, &VERSION),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let (reader, writer) = (Access::Token(SCOPE), Access::Token(WRITE_SCOPE));
    routes
        .get("/api/v1/strategies", reader, versions)
        .get("/api/v1/strategies/current", reader, current)
        .post("/api/v1/strategies", writer, add)
        .post(ADOPTIONS, writer, adopt)
}

async fn add(ctx: Ctx, sent: Sent) -> Page {
    let body: VersionBody = sent.read(&VERSION_BODY)?;
    may_keep(&ctx)?;
    act(&ctx, &sent, async |tx| {
        let id = version::add(tx, ctx.actor(), body.toml.as_bytes()).await?;
        VersionView::get(tx, id).await
    })
    .await
}

async fn adopt(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    may_keep(&ctx)?;
    act(&ctx, &sent, async |tx| {
        version::adopt(tx, ctx.actor(), id).await?;
        VersionView::get(tx, id).await
    })
    .await
}

/// The scope opens the endpoint; the strategy is kept by whoever holds the right over the whole.
fn may_keep(ctx: &Ctx) -> Outcome<()> {
    if ctx.actor().may_at(ADOPT, "") { Ok(()) } else { Err(Refusal::forbidden().into()) }
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
    async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let versions = VersionRow::all(conn).await?;
        let adoptions = Adoption::all(conn).await?;
        let in_force = adoptions.first().map(|adoption| adoption.version_id);
        let row = versions.into_iter().find(|row| row.id == id).ok_or_else(Refusal::not_found)?;
        Ok(Self::of(row, &adoptions, in_force))
    }

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
