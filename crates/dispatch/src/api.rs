//! The API of dispatches: how many deliveries of a message stand in which state. Addresses and
//! recipients never leave this way.

use crate::{DispatchRow, Lost, last_trial, of_message, resend, settle, try_out};
use db::{AsConn, Id, Timestamp, Tx, row, run};
use message::Message;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web::api::{self, Cursor, Endpoint, Field, Gives, Kind, List, Schema, Sent, act};
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Access, Ctx, Outcome, Page, Refusal, Routes, api_json};

/// Where the deliveries of a dispatch are.
const DELIVERIES: &str = "/api/v1/dispatches/{id}/deliveries";
/// Where they are.
const PATH: &str = "/api/v1/messages/{id}/dispatches";
/// Where what did not arrive is sent again.
const RESENDS: &str = "/api/v1/dispatches/{id}/resends";
/// Where it is left as it is.
const SETTLEMENTS: &str = "/api/v1/dispatches/{id}/settlements";
/// Where a trial is asked for.
const TRIALS: &str = "/api/v1/messages/{id}/trials";

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

#[derive(Deserialize)]
struct ResendBody {
    state: String,
}

const RESEND: Schema = Schema {
    name: "ResendRequest",
    fields: &[Field::new("state", Kind::Text, "Which deliveries: unknown, expired or failed.")],
};

row! {
    struct DeliveryRow {
        id: Id,
        state: String,
        attempts: i64,
        moved_at: Timestamp,
        problem: Option<String>,
    }
}

/// A delivery, without whose it is.
#[derive(Serialize)]
struct DeliveryView {
    id: Id,
    state: String,
    attempts: i64,
    moved_at: String,
    problem: Option<String>,
}

const DELIVERY: Schema = Schema {
    name: "Delivery",
    fields: &[
        Field::new("id", Kind::Id, "The delivery."),
        Field::new(
            "state",
            Kind::Text,
            "queued, held, attempting, accepted, failed, unknown, suppressed or expired.",
        ),
        Field::new("attempts", Kind::Number, "How often it was tried."),
        Field::new("moved_at", Kind::Time, "When the state last changed."),
        Field::maybe("problem", Kind::Text, "What the other side said; addresses are left out."),
    ],
};

/// A trial that was asked for.
#[derive(Serialize)]
struct TrialView {
    id: Id,
    edition_id: Id,
    at: String,
}

const TRIAL: Schema = Schema {
    name: "Trial",
    fields: &[
        Field::new("id", Kind::Id, "The trial."),
        Field::new("edition_id", Kind::Id, "The edition that is sent."),
        Field::new("at", Kind::Time, "When it was asked for."),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::get(PATH, people::READ_DELIVERIES, "dispatch-api-dispatches", Gives::All(&DISPATCH)),
    Endpoint::get(DELIVERIES, people::READ_DELIVERIES, "dispatch-api-deliveries", Gives::Paged(&DELIVERY)),
    Endpoint::post(RESENDS, people::WRITE_RELEASES, "dispatch-api-resend", Some(&RESEND), &DISPATCH),
    Endpoint::post(SETTLEMENTS, people::WRITE_RELEASES, "dispatch-api-settle", None, &DISPATCH),
    Endpoint::post(TRIALS, people::WRITE_MESSAGES, "dispatch-api-trial", None, &TRIAL),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let reader = Access::Token(people::READ_DELIVERIES);
    let releaser = Access::Token(people::WRITE_RELEASES);
    routes
        .get(PATH, reader, list)
        .get(DELIVERIES, reader, deliveries)
        .post(RESENDS, releaser, send_again)
        .post(SETTLEMENTS, releaser, leave)
        .post(TRIALS, Access::Token(people::WRITE_MESSAGES), trial)
}

async fn send_again(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: ResendBody = sent.read(&RESEND)?;
    let lost = Lost::parse(&body.state).ok_or_else(|| Refusal::new("web-api-value").at("state"))?;
    act(&ctx, &sent, async |tx| {
        resend(tx, ctx.actor(), id, lost).await?;
        one(tx, id).await
    })
    .await
}

async fn leave(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    act(&ctx, &sent, async |tx| {
        settle(tx, ctx.actor(), id).await?;
        one(tx, id).await
    })
    .await
}

async fn one(tx: &mut Tx, id: Id) -> Outcome<View> {
    let row = DispatchRow::get(tx, id).await?;
    let counts = counts(tx, row.message_id).await?;
    Ok(View::of(row, &counts))
}

/// Only the person behind the token gets it.
async fn trial(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let person = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    act(&ctx, &sent, async |tx| {
        try_out(tx, ctx.actor(), id).await?;
        let row = last_trial(tx, id, person).await?.ok_or_else(Refusal::not_found)?;
        Ok(TrialView { id: row.id, edition_id: row.edition_id, at: api::time(row.at) })
    })
    .await
}

async fn deliveries(ctx: Ctx, Path(id): Path<String>, Query(query): Query<BTreeMap<String, String>>) -> Page {
    let id = api::id(&id)?;
    let cursor = Cursor::read(&query)?;
    let mut conn = ctx.db().read().await?;
    let dispatch = DispatchRow::get(&mut conn, id).await?;
    Message::for_actor(&mut conn, ctx.actor(), dispatch.message_id).await?;
    let mut rows = run!(
        &mut conn,
        DeliveryRow,
        "select id, state, attempts, moved_at, problem from delivery
         where dispatch_id = $1 and (id > $2 or $2 is null) order by id limit $3",
        [id, cursor.after, cursor.limit + 1] => fetch_all
    )?;
    let limit = usize::try_from(cursor.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().map(|row| row.id).filter(|_| more);
    api_json(StatusCode::OK, &List { items: rows.into_iter().map(DeliveryView::of).collect(), next })
}

impl DeliveryView {
    fn of(row: DeliveryRow) -> Self {
        // A server may answer with the address it refuses; it stays here (invariant 13).
        let hide = |text: String| {
            let words: Vec<&str> =
                text.split(' ').map(|word| if word.contains('@') { "…" } else { word }).collect();
            words.join(" ")
        };
        Self {
            id: row.id,
            state: row.state,
            attempts: row.attempts,
            moved_at: api::time(row.moved_at),
            problem: row.problem.map(hide),
        }
    }
}

async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
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
