//! The API of checks: what each run over a message found, and what may stand all the same.

use crate::{Finding, Waived, Weight};
use db::{AsConn, Id, Json, Timestamp, row, run};
use message::Message;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema, Sent, act};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Page, Routes, api_json};

/// How many runs the list gives at most, the latest first.
const LIST_MAX: i64 = 100;
/// The longest text of a place that may stand, in characters: a very long sentence.
const FOUND_MAX: usize = 10_000;
/// Where they are.
const PATH: &str = "/api/v1/messages/{id}/check-runs";
/// Where a finding is let stand.
const WAIVERS: &str = "/api/v1/messages/{id}/waivers";

row! {
    struct Row {
        id: Id,
        edition_id: Id,
        number: i64,
        at: Timestamp,
        findings: Json<Vec<Finding>>,
        lix: i64,
        words: i64,
    }
}

/// A run.
#[derive(Serialize)]
struct View {
    id: Id,
    edition_id: Id,
    edition_number: i64,
    at: String,
    lix: i64,
    words: i64,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct FindingView {
    rule: String,
    weight: Weight,
    field: String,
    block: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
    args: BTreeMap<String, String>,
    item: Option<String>,
    waivable: bool,
}

const RUN: Schema = Schema {
    name: "CheckRun",
    fields: &[
        Field::new("id", Kind::Id, "The run."),
        Field::new("edition_id", Kind::Id, "The edition it looked at."),
        Field::new("edition_number", Kind::Number, "The number of that edition."),
        Field::new("at", Kind::Time, "When."),
        Field::new("lix", Kind::Number, "Readability as LIX; 0 for a text without words."),
        Field::new("words", Kind::Number, "Words of running text."),
        Field::new("findings", Kind::Objects(&FINDING), "What it found, what stops first."),
    ],
};

const FINDING: Schema = Schema {
    name: "Finding",
    fields: &[
        Field::new("rule", Kind::Text, "The check that found it."),
        Field::new("weight", Kind::Text, "must, which stops the request for approval, or advice."),
        Field::new("field", Kind::Text, "The field it is about."),
        Field::maybe("block", Kind::Text, "The block of the body it points at."),
        Field::maybe("start", Kind::Number, "Where it begins in the block's text, in UTF-16 units."),
        Field::maybe("end", Kind::Number, "Where it ends."),
        Field::new("args", Kind::TextMap, "The particulars of its sentence."),
        Field::maybe("item", Kind::Text, "The item of the strategy that asks for it."),
        Field::new("waivable", Kind::Flag, "Whether it may stand with a reason."),
    ],
};

#[derive(Deserialize)]
struct WaiverBody {
    rule: String,
    found: Option<String>,
    reason: String,
}

/// A waiver.
#[derive(Serialize)]
struct WaiverView {
    rule: String,
    found: Option<String>,
    reason: String,
    at: String,
}

const WAIVER_BODY: Schema = Schema {
    name: "WaiverRequest",
    fields: &[
        Field::new("rule", Kind::Text, "The check whose finding may stand."),
        Field::maybe(
            "found",
            Kind::Text,
            "What stands at the one place it is for, as `args.found` has it; without it everything the rule found may stand.",
        )
        .max(FOUND_MAX),
        Field::new("reason", Kind::Text, "Why; may be subject to access requests.").max(1_000),
    ],
};

const WAIVER: Schema = Schema {
    name: "Waiver",
    fields: &[
        Field::new("rule", Kind::Text, "The check whose finding may stand."),
        Field::maybe("found", Kind::Text, "The beginning of what stands there, where it is for one place."),
        Field::new("reason", Kind::Text, "Why."),
        Field::new("at", Kind::Time, "When it was said."),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::get(PATH, people::READ_MESSAGES, "check-api-runs", Gives::All(&RUN)),
    Endpoint::get(WAIVERS, people::READ_MESSAGES, "check-api-waivers", Gives::All(&WAIVER)),
    crate::language_api::ENDPOINT,
    Endpoint::post(WAIVERS, people::WRITE_MESSAGES, "check-api-waive", Some(&WAIVER_BODY), &WAIVER),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let reader = Access::Token(people::READ_MESSAGES);
    routes.get(PATH, reader, list).get(WAIVERS, reader, waivers).post(
        WAIVERS,
        Access::Token(people::WRITE_MESSAGES),
        waive,
    )
}

async fn waive(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: WaiverBody = sent.read(&WAIVER_BODY)?;
    act(&ctx, &sent, async |tx| {
        let what = Waived { rule: &body.rule, found: body.found.as_deref() };
        let waiver = crate::waive(tx, ctx.actor(), id, what, &body.reason).await?;
        Ok(WaiverView::of(waiver))
    })
    .await
}

async fn waivers(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let rows = crate::waivers(&mut conn, id).await?;
    api_json(StatusCode::OK, &List::<WaiverView>::all(rows.into_iter().map(WaiverView::of).collect()))
}

impl WaiverView {
    fn of(waiver: crate::Waiver) -> Self {
        let found = Some(waiver.found).filter(|found| !found.is_empty());
        Self { rule: waiver.rule, found, reason: waiver.reason, at: api::time(waiver.at) }
    }
}

async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let rows = of_message(&mut conn, id).await?;
    api_json(StatusCode::OK, &List::<View>::all(rows.into_iter().map(View::of).collect()))
}

async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Row>> {
    run!(
        conn,
        Row,
        "select c.id, c.edition_id, e.number, c.at, c.findings, c.lix, c.words
         from check_run c join edition e on e.id = c.edition_id
         where e.message_id = $1 order by c.id desc limit $2",
        [message, LIST_MAX] => fetch_all
    )
}

impl View {
    fn of(row: Row) -> Self {
        Self {
            id: row.id,
            edition_id: row.edition_id,
            edition_number: row.number,
            at: api::time(row.at),
            lix: row.lix,
            words: row.words,
            findings: row.findings.0.into_iter().map(FindingView::of).collect(),
        }
    }
}

impl FindingView {
    fn of(finding: Finding) -> Self {
        Self {
            rule: finding.rule,
            weight: finding.weight,
            field: finding.place.field,
            block: finding.place.block,
            start: finding.place.range.map(|range| range.0),
            end: finding.place.range.map(|range| range.1),
            args: finding.args,
            item: Some(finding.item).filter(|item| !item.is_empty()),
            waivable: finding.waivable,
        }
    }
}
