//! The API of dispatches: how many deliveries of a message stand in which state. Addresses and
//! recipients never leave this way.

use crate::{DispatchRow, of_message};
use db::{AsConn, Id, row, run};
use message::Message;
use serde::Serialize;
use std::collections::BTreeMap;
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Page, Routes, api_json};

/// Where they are.
const PATH: &str = "/api/v1/messages/{id}/dispatches";

row! {
    struct CountRow {
        dispatch_id: Id,
        state: String,
        number: i64,
    }
}

/// A dispatch.
#[derive(Serialize)]
struct View {
    id: Id,
    release_id: Id,
    edition_id: Id,
    channel: String,
    made_at: String,
    not_after: String,
    total: i64,
    counts: BTreeMap<String, i64>,
}

const DISPATCH: Schema = Schema {
    name: "Dispatch",
    fields: &[
        Field::new("id", Kind::Id, "The dispatch."),
        Field::new("release_id", Kind::Id, "The release it follows from."),
        Field::new("edition_id", Kind::Id, "The edition that is sent."),
        Field::new("channel", Kind::Text, "The channel of the strategy."),
        Field::new("made_at", Kind::Time, "When it was made."),
        Field::new("not_after", Kind::Time, "When it is too late to send."),
        Field::new("total", Kind::Number, "How many recipients it has."),
        Field::new(
            "counts",
            Kind::NumberMap,
            "How many deliveries stand in each state; states without any are left out.",
        ),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[Endpoint {
    path: PATH,
    scope: Some(people::READ_DELIVERIES),
    summary: "dispatch-api-dispatches",
    gives: Gives::All(&DISPATCH),
}];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, Access::Token(people::READ_DELIVERIES), list)
}

async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::get(&mut conn, id).await?;
    let counts = counts(&mut conn, id).await?;
    let rows = of_message(&mut conn, id).await?;
    api_json(StatusCode::OK, &List::<View>::all(rows.into_iter().map(|row| View::of(row, &counts)).collect()))
}

/// The deliveries of a message by dispatch and state.
async fn counts(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<CountRow>> {
    run!(
        conn,
        CountRow,
        "select d.id as dispatch_id, v.state, count(*) as number
         from delivery v join dispatch d on d.id = v.dispatch_id
         where d.message_id = $1 group by d.id, v.state",
        [message] => fetch_all
    )
}

impl View {
    fn of(row: DispatchRow, counts: &[CountRow]) -> Self {
        let own = counts.iter().filter(|count| count.dispatch_id == row.id);
        Self {
            counts: own.map(|count| (count.state.clone(), count.number)).collect(),
            id: row.id,
            release_id: row.release_id,
            edition_id: row.edition_id,
            channel: row.channel,
            made_at: api::time(row.made_at),
            not_after: api::time(row.not_after),
            total: row.total,
        }
    }
}
