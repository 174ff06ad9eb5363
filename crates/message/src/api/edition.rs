//! Editions as the API gives them: which there are, by whom, what was frozen, and what each says.
//! An edition is read by whoever may read its message.

use crate::{
    Edition, Message,
    api::message::{CONTENT, ContentView},
};
use db::{AsConn, Id, Timestamp, row, run};
use serde::Serialize;
use std::collections::BTreeMap;
use web::api::{self, Cursor, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Ctx, Outcome, Page, Refusal, api_json};

row! {
    struct Row {
        id: Id,
        number: i64,
        hash: String,
        saved_at: Timestamp,
        function: String,
        frozen_at: Option<Timestamp>,
    }
}

/// An edition without what it says.
#[derive(Serialize)]
pub(crate) struct EditionView {
    pub(crate) id: Id,
    number: i64,
    hash: String,
    saved_at: String,
    saved_by: String,
    frozen_at: Option<String>,
}

/// Its shape.
pub(crate) const EDITION: Schema = Schema {
    name: "Edition",
    fields: &[
        Field::new("id", Kind::Id, "The edition."),
        Field::new("number", Kind::Number, "1, 2, 3 and so on within the message."),
        Field::new("hash", Kind::Text, "SHA-256 of everything it says, in hex."),
        Field::new("saved_at", Kind::Time, "When it was last saved."),
        Field::new("saved_by", Kind::Text, "Who saved it, by function."),
        Field::maybe("frozen_at", Kind::Time, "When approval was asked for it, so that it cannot change."),
    ],
};

/// An edition with what it says.
#[derive(Serialize)]
struct WholeView {
    #[serde(flatten)]
    edition: EditionView,
    message_id: Id,
    title: String,
    side: crate::content::Side,
    role: Option<String>,
    unit_id: Id,
    content: ContentView,
}

const WHOLE: Schema = Schema {
    name: "EditionWithContent",
    fields: &[
        Field::new("id", Kind::Id, "The edition."),
        Field::new("number", Kind::Number, "1, 2, 3 and so on within the message."),
        Field::new("hash", Kind::Text, "SHA-256 of everything it says, in hex."),
        Field::new("saved_at", Kind::Time, "When it was last saved."),
        Field::new("saved_by", Kind::Text, "Who saved it, by function."),
        Field::maybe("frozen_at", Kind::Time, "When approval was asked for it, so that it cannot change."),
        Field::new("message_id", Kind::Id, "The message it is an edition of."),
        Field::new("title", Kind::Text, "Its title."),
        Field::new("side", Kind::Text, "internal or external."),
        Field::maybe("role", Kind::Text, "The role of the strategy; null for internal messages."),
        Field::new("unit_id", Kind::Id, "The unit that sends it."),
        Field::new("content", Kind::Object(&CONTENT), "What it says."),
    ],
};

/// The list.
pub(crate) const LIST: Endpoint = Endpoint::get(
    "/api/v1/messages/{id}/editions",
    people::READ_MESSAGES,
    "message-api-editions",
    Gives::Paged(&EDITION),
);

/// One edition.
pub(crate) const ONE: Endpoint =
    Endpoint::get("/api/v1/editions/{id}", people::READ_MESSAGES, "message-api-edition", Gives::One(&WHOLE));

pub(crate) async fn list(
    ctx: Ctx,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Page {
    let (id, cursor) = (api::id(&id)?, Cursor::read(&query)?);
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let mut rows = page(&mut conn, id, cursor).await?;
    let limit = usize::try_from(cursor.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().map(|row| row.id).filter(|_| more);
    api_json(StatusCode::OK, &List { items: rows.into_iter().map(EditionView::of).collect(), next })
}

pub(crate) async fn one(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    let edition = Edition::get(&mut conn, id).await?;
    Message::for_actor(&mut conn, ctx.actor(), edition.message_id).await?;
    let described = EditionView::get(&mut conn, id).await?;
    let content = edition.content.0;
    let view = WholeView {
        edition: described,
        message_id: edition.message_id,
        title: content.title.clone(),
        side: content.side,
        role: content.role.clone(),
        unit_id: content.unit,
        content: ContentView::of(content),
    };
    api_json(StatusCode::OK, &view)
}

/// A page of editions and one more, newest first.
async fn page(conn: &mut impl AsConn, message: Id, cursor: Cursor) -> db::Result<Vec<Row>> {
    run!(
        conn,
        Row,
        "select e.id, e.number, e.hash, e.saved_at, coalesce(e.saved_function, p.function) as function, e.frozen_at
         from edition e join person p on p.id = e.saved_by
         where e.message_id = $1 and (e.number < (select o.number from edition o where o.id = $2) or $2 is null)
         order by e.number desc limit $3",
        [message, cursor.after, cursor.limit + 1] => fetch_all
    )
}

impl EditionView {
    /// One edition; whether it may be seen is asked before.
    pub(crate) async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Row,
            "select e.id, e.number, e.hash, e.saved_at, coalesce(e.saved_function, p.function) as function, e.frozen_at
             from edition e join person p on p.id = e.saved_by where e.id = $1",
            [id] => fetch_optional
        )?;
        found.map(Self::of).ok_or_else(|| Refusal::not_found().into())
    }

    fn of(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            hash: row.hash,
            saved_at: api::time(row.saved_at),
            saved_by: row.function,
            frozen_at: row.frozen_at.map(api::time),
        }
    }
}
