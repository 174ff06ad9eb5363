//! Editions as the API gives them: which there are, by whom, and what was frozen.

use crate::Message;
use db::{AsConn, Id, Timestamp, row, run};
use serde::Serialize;
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::{extract::Path, http::StatusCode};
use web::{Ctx, Page, api_json};

/// How many editions the list gives at most, the latest first.
const LIST_MAX: i64 = 200;

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

/// The list.
pub(crate) const LIST: Endpoint = Endpoint::get(
    "/api/v1/messages/{id}/editions",
    people::READ_MESSAGES,
    "message-api-editions",
    Gives::All(&EDITION),
);

pub(crate) async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    api_json(StatusCode::OK, &List::all(EditionView::of_message(&mut conn, id).await?))
}

impl EditionView {
    /// The editions of a message, newest first.
    pub(crate) async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Self>> {
        let rows = run!(
            conn,
            Row,
            "select e.id, e.number, e.hash, e.saved_at, p.function, e.frozen_at
             from edition e join person p on p.id = e.saved_by
             where e.message_id = $1 order by e.number desc limit $2",
            [message, LIST_MAX] => fetch_all
        )?;
        Ok(rows.into_iter().map(Self::of).collect())
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
