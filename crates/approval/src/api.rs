//! The API of approval: what was asked about a message, what it needs, and who said yes, by
//! function. What people wrote to each other on the way stays out.

mod going;
mod recipients;

use crate::{Need, Request, approval::COMMENT_MAX};
use db::{AsConn, Db, Id, Timestamp, row, run};
use message::{Edition, Message};
use serde::{Deserialize, Serialize};
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema, Sent, act};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Outcome, Page, Routes, api_json};

/// Where the requests about a message are.
const PATH: &str = "/api/v1/messages/{id}/approvals";
const YES_PATH: &str = "/api/v1/approvals/{id}/approval";
/// The longest mark of a plan, in characters.
const PLAN_MAX: usize = 300;
const RETURN_PATH: &str = "/api/v1/approvals/{id}/return";
const WITHDRAWAL_PATH: &str = "/api/v1/approvals/{id}/withdrawal";

row! {
    struct YesRow {
        request_id: Id,
        rule: String,
        function: String,
        at: Timestamp,
        registered_by: Option<Id>,
    }
}

/// A request for approval.
#[derive(Serialize)]
struct View {
    id: Id,
    edition_id: Id,
    strategy_version_id: Id,
    asked_at: String,
    ended_at: Option<String>,
    is_complete: bool,
    needs: Vec<NeedView>,
    yeses: Vec<YesView>,
    recipients: Option<recipients::View>,
    going: Option<going::View>,
}

#[derive(Serialize)]
struct NeedView {
    rule: String,
    count: u32,
    order: u32,
    is_met: bool,
}

#[derive(Serialize)]
struct YesView {
    rule: String,
    by: String,
    at: String,
    by_telephone: bool,
}

const REQUEST: Schema = Schema {
    name: "ApprovalRequest",
    fields: &[
        Field::new("id", Kind::Id, "The request."),
        Field::new("edition_id", Kind::Id, "The edition it is about."),
        Field::new("strategy_version_id", Kind::Id, "The version of the strategy that was in force."),
        Field::new("asked_at", Kind::Time, "When it was asked."),
        Field::maybe("ended_at", Kind::Time, "When it stopped being answerable."),
        Field::new("is_complete", Kind::Flag, "Whether everybody who must has said yes."),
        Field::new("needs", Kind::Objects(&NEED), "What must be met."),
        Field::new("yeses", Kind::Objects(&YES), "Who said yes, those taken back left out."),
        Field::maybe(
            "recipients",
            Kind::Object(&recipients::RECIPIENTS),
            "Whom it would reach now; null when it can no longer be answered.",
        ),
        Field::maybe(
            "going",
            Kind::Object(&going::GOING),
            "When it goes out as planned now; null when it can no longer be answered.",
        ),
    ],
};

const NEED: Schema = Schema {
    name: "Need",
    fields: &[
        Field::new("rule", Kind::Text, "The rule; with approval. before it, the item of the strategy."),
        Field::new("count", Kind::Number, "How many must say yes."),
        Field::new("order", Kind::Number, "1 is asked first, then 2."),
        Field::new("is_met", Kind::Flag, "Whether so many have."),
    ],
};

const YES: Schema = Schema {
    name: "Yes",
    fields: &[
        Field::new("rule", Kind::Text, "The rule it meets."),
        Field::new("by", Kind::Text, "Whose it is, by function."),
        Field::new("at", Kind::Time, "When."),
        Field::new("by_telephone", Kind::Flag, "Whether somebody else wrote it down."),
    ],
};

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::get(PATH, people::READ_MESSAGES, "approval-api-requests", Gives::All(&REQUEST)),
    Endpoint::post(PATH, people::WRITE_MESSAGES, "approval-api-ask", None, &REQUEST),
    Endpoint::post(YES_PATH, people::WRITE_APPROVALS, "approval-api-approve", Some(&NOTE), &REQUEST),
    Endpoint::post(RETURN_PATH, people::WRITE_APPROVALS, "approval-api-return", Some(&COMMENT), &REQUEST),
    Endpoint::post(
        WITHDRAWAL_PATH,
        people::WRITE_APPROVALS,
        "approval-api-withdraw",
        Some(&REASON),
        &REQUEST,
    ),
];

#[derive(Deserialize)]
struct NoteBody {
    note: Option<String>,
    plan: Option<String>,
}

#[derive(Deserialize)]
struct CommentBody {
    comment: String,
}

#[derive(Deserialize)]
struct ReasonBody {
    reason: Option<String>,
}

const NOTE: Schema = Schema {
    name: "ApprovalNote",
    fields: &[
        Field::maybe("note", Kind::Text, "A remark; may be subject to access requests.").max(COMMENT_MAX),
        Field::maybe(
            "plan",
            Kind::Text,
            "The request's plan as the approver saw it; a yes to a message that goes at another time is refused.",
        )
        .max(PLAN_MAX),
    ],
};

const COMMENT: Schema = Schema {
    name: "ReturnRequest",
    fields: &[Field::new("comment", Kind::Text, "What to change; may be subject to access requests.")
        .max(COMMENT_MAX)],
};

const REASON: Schema = Schema {
    name: "WithdrawalRequest",
    fields: &[Field::maybe("reason", Kind::Text, "Why; may be subject to access requests.").max(COMMENT_MAX)],
};

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let answerer = Access::Token(people::WRITE_APPROVALS);
    routes
        .get(PATH, Access::Token(people::READ_MESSAGES), list)
        .post(PATH, Access::Token(people::WRITE_MESSAGES), ask)
        .post(YES_PATH, answerer, approve)
        .post(RETURN_PATH, answerer, give_back)
        .post(WITHDRAWAL_PATH, answerer, withdraw)
}

async fn ask(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    act(&ctx, &sent, async |tx| {
        let request = crate::ask(tx, ctx.actor(), id, &in_force).await?;
        View::get(tx, ctx.db(), request).await
    })
    .await
}

async fn approve(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let NoteBody { note, plan } = sent.read(&NOTE)?;
    let (note, plan) = (note.unwrap_or_default(), plan.unwrap_or_default());
    act(&ctx, &sent, async |tx| {
        crate::approve(tx, ctx.actor(), id, &note, &plan).await?;
        View::get(tx, ctx.db(), id).await
    })
    .await
}

async fn give_back(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let comment = sent.read::<CommentBody>(&COMMENT)?.comment;
    act(&ctx, &sent, async |tx| {
        crate::give_back(tx, ctx.actor(), id, &comment).await?;
        View::get(tx, ctx.db(), id).await
    })
    .await
}

async fn withdraw(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let reason = sent.read::<ReasonBody>(&REASON)?.reason.unwrap_or_default();
    act(&ctx, &sent, async |tx| {
        crate::withdraw(tx, ctx.actor(), id, &reason).await?;
        View::get(tx, ctx.db(), id).await
    })
    .await
}

async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let yeses = yeses(&mut conn, id).await?;
    let requests = Request::all(&mut conn, id).await?;
    let mut items = Vec::new();
    for request in requests {
        items.push(View::with(&mut conn, ctx.db(), request, &yeses).await?);
    }
    api_json(StatusCode::OK, &List::<View>::all(items))
}

/// The live yeses to every request about a message.
async fn yeses(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<YesRow>> {
    run!(
        conn,
        YesRow,
        "select a.request_id, a.rule, coalesce(a.function, p.function) as function, a.at, a.registered_by
         from approval a join approval_request r on r.id = a.request_id join person p on p.id = a.person_id
         where r.message_id = $1 and a.withdrawn_at is null order by a.id",
        [message] => fetch_all
    )
}

impl View {
    async fn get(conn: &mut impl AsConn, db: &Db, id: Id) -> Outcome<Self> {
        let request = Request::get(conn, id).await?;
        let yeses = yeses(conn, request.message_id).await?;
        Self::with(conn, db, request, &yeses).await
    }

    /// A request; of a message only one can be answered, so only one is looked through.
    async fn with(conn: &mut impl AsConn, db: &Db, request: Request, yeses: &[YesRow]) -> Outcome<Self> {
        let is_open = request.ended_at.is_none();
        let (version, edition) = (request.version_id, request.edition_id);
        let mut view = Self::of(request, yeses);
        if is_open {
            let edition = Edition::get(conn, edition).await?;
            let strategy = strategy::version::look_up(conn, db.memo(), version).await?;
            view.recipients = Some(recipients::View::of(conn, &strategy, &edition).await?);
            view.going = Some(crate::going(conn, edition.message_id).await?.into());
        }
        Ok(view)
    }

    fn of(request: Request, yeses: &[YesRow]) -> Self {
        let own: Vec<&YesRow> = yeses.iter().filter(|yes| yes.request_id == request.id).collect();
        let needs: Vec<NeedView> = request.needs.0.into_iter().map(|need| NeedView::of(need, &own)).collect();
        Self {
            id: request.id,
            edition_id: request.edition_id,
            strategy_version_id: request.version_id,
            asked_at: api::time(request.asked_at),
            ended_at: request.ended_at.map(api::time),
            is_complete: needs.iter().all(|need| need.is_met),
            needs,
            yeses: own.into_iter().map(YesView::of).collect(),
            recipients: None,
            going: None,
        }
    }
}

impl NeedView {
    fn of(need: Need, yeses: &[&YesRow]) -> Self {
        let given = yeses.iter().filter(|yes| yes.rule == need.rule).count();
        Self {
            is_met: given >= usize::try_from(need.count).unwrap_or(usize::MAX),
            rule: need.rule,
            count: need.count,
            order: need.order,
        }
    }
}

impl YesView {
    fn of(row: &YesRow) -> Self {
        Self {
            rule: row.rule.clone(),
            by: row.function.clone(),
            at: api::time(row.at),
            by_telephone: row.registered_by.is_some(),
        }
    }
}
