//! The API of releases: what went out of a message, to whom, when and on which ground; planning
//! one, taking the plan back, and letting one go before staff have heard.

use crate::{
    Period, Scope, amend, cancel, exempt, exemption_of, open_schedules, periods, plan, schedule::ScheduleRow,
};
use db::{Id, Tx};
use message::{API_SHAPE, ApiView, Message};
use serde::{Deserialize, Serialize};
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema, Sent, act};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Outcome, Page, Refusal, Routes, api_json};

/// Where they are.
const PATH: &str = "/api/v1/messages/{id}/releases";

/// Where the times of a message are.
const SCHEDULES: &str = "/api/v1/messages/{id}/schedules";
/// Where those times are taken away.
const CANCELLATIONS: &str = "/api/v1/messages/{id}/cancellations";
/// Where a message is let go before staff.
const EXEMPTIONS: &str = "/api/v1/messages/{id}/exemptions";

/// Where a small correction is put where the text is out already.
const AMENDMENTS: &str = "/api/v1/messages/{id}/amendments";

/// A release.
#[derive(Serialize)]
struct View {
    id: Id,
    edition_id: Id,
    scope: String,
    at: String,
    by: String,
    ground: String,
    retracted_at: Option<String>,
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
        Field::maybe("retracted_at", Kind::Time, "When it was taken down; null while it is out."),
    ],
};

/// The times of a message.
#[derive(Serialize)]
struct TimesView {
    internal_at: Option<String>,
    external_at: Option<String>,
    not_after: Option<String>,
}

const TIMES: Schema = Schema {
    name: "Schedule",
    fields: &[
        Field::maybe("internal_at", Kind::Time, "When it is to reach staff; null where nothing is planned."),
        Field::maybe(
            "external_at",
            Kind::Time,
            "When it is to reach readers; null where nothing is planned.",
        ),
        Field::maybe("not_after", Kind::Time, "When it is too late for both."),
    ],
};

#[derive(Deserialize)]
struct TimeBody {
    at: Option<String>,
}

const TIME_BODY: Schema = Schema {
    name: "ScheduleRequest",
    fields: &[Field::maybe(
        "at",
        Kind::Time,
        "When readers are to have it; as soon as staff may, where left out.",
    )],
};

#[derive(Deserialize)]
struct ExemptionBody {
    kind: String,
    reason: String,
}

const EXEMPTION_BODY: Schema = Schema {
    name: "ExemptionRequest",
    fields: &[
        Field::new("kind", Kind::Text, "danger, statutory, open-meeting or exception."),
        Field::new("reason", Kind::Text, "Why; may be subject to access requests.").max(1_000),
    ],
};

/// An exemption.
#[derive(Serialize)]
struct ExemptionView {
    message_id: Id,
    kind: String,
    reason: String,
    at: String,
}

const EXEMPTION: Schema = Schema {
    name: "Exemption",
    fields: &[
        Field::new("message_id", Kind::Id, "The message it is about."),
        Field::new("kind", Kind::Text, "danger, statutory, open-meeting or exception."),
        Field::new("reason", Kind::Text, "Why it may go before staff have heard."),
        Field::new("at", Kind::Time, "When it was granted."),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::get(PATH, people::READ_RELEASES, "release-api-releases", Gives::All(&RELEASE)),
    Endpoint::get(SCHEDULES, people::READ_RELEASES, "release-api-times", Gives::One(&TIMES)),
    Endpoint::post(SCHEDULES, people::WRITE_RELEASES, "release-api-plan", Some(&TIME_BODY), &TIMES),
    Endpoint::post(CANCELLATIONS, people::WRITE_RELEASES, "release-api-cancel", None, &TIMES),
    Endpoint::post(
        EXEMPTIONS,
        people::WRITE_RELEASES,
        "release-api-exempt",
        Some(&EXEMPTION_BODY),
        &EXEMPTION,
    ),
    Endpoint::post(AMENDMENTS, people::WRITE_RELEASES, "release-api-amend", None, &API_SHAPE),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let releaser = Access::Token(people::WRITE_RELEASES);
    routes
        .get(PATH, Access::Token(people::READ_RELEASES), list)
        .get(SCHEDULES, Access::Token(people::READ_RELEASES), times)
        .post(SCHEDULES, releaser, set_times)
        .post(CANCELLATIONS, releaser, take_back)
        .post(EXEMPTIONS, releaser, let_go)
        .post(AMENDMENTS, releaser, put_in)
}

async fn times(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    api_json(StatusCode::OK, &TimesView::of(&open_schedules(&mut conn, id).await?))
}

async fn set_times(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let at = sent.read::<TimeBody>(&TIME_BODY)?.at.as_deref().and_then(api::moment);
    act(&ctx, &sent, async |tx| {
        plan(tx, ctx.actor(), id, at).await?;
        TimesView::get(tx, id).await
    })
    .await
}

async fn take_back(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    act(&ctx, &sent, async |tx| {
        cancel(tx, ctx.actor(), id).await?;
        TimesView::get(tx, id).await
    })
    .await
}

async fn let_go(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: ExemptionBody = sent.read(&EXEMPTION_BODY)?;
    act(&ctx, &sent, async |tx| {
        exempt(tx, ctx.actor(), id, &body.kind, &body.reason).await?;
        let row = exemption_of(tx, id).await?.ok_or_else(Refusal::not_found)?;
        Ok(ExemptionView { message_id: id, kind: row.kind, reason: row.reason, at: api::time(row.at) })
    })
    .await
}

async fn put_in(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    act(&ctx, &sent, async |tx| {
        amend(tx, ctx.actor(), id).await?;
        ApiView::get(tx, id).await
    })
    .await
}

impl TimesView {
    async fn get(tx: &mut Tx, message: Id) -> Outcome<Self> {
        Ok(Self::of(&open_schedules(tx, message).await?))
    }

    fn of(rows: &[ScheduleRow]) -> Self {
        let due =
            |scope: Scope| rows.iter().find(|row| row.scope == scope.word()).map(|row| api::time(row.due_at));
        Self {
            internal_at: due(Scope::Internal),
            external_at: due(Scope::External),
            not_after: rows.iter().map(|row| row.not_after).max().map(api::time),
        }
    }
}

async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let rows = periods(&mut conn, id).await?;
    api_json(StatusCode::OK, &List::<View>::all(rows.into_iter().map(View::of).collect()))
}

impl View {
    fn of(row: Period) -> Self {
        Self {
            id: row.id,
            edition_id: row.edition_id,
            scope: row.scope,
            at: api::time(row.at),
            by: row.by_name,
            ground: row.ground,
            retracted_at: row.retracted_at.map(api::time),
        }
    }
}
