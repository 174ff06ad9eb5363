//! The API of plans: the assessment, the plan and its activities, read and made with the same
//! verbs as behind the pages.

mod shape;

use crate::{Activity, Assessment, Content, Kind, NewActivity, NewAssessment, Plan, Saved, Status, list_for};
use people::{READ_PLANS, WRITE_PLANS};
use shape::{
    ACTIVITY, ACTIVITY_BODY, ASSESSMENT, ASSESSMENT_BODY, ActivityBody, ActivityView, AssessmentBody,
    AssessmentView, LINE, LineView, PLAN, PLAN_BODY, PLAN_SAVE, PlanBody, PlanSaveBody, PlanView,
};
use web::api::{self, Endpoint, Gives, List, Sent, act};
use web::axum::{extract::Path, http::StatusCode};
use web::{Access, Ctx, Outcome, Page, Refusal, Routes, api_json};

const ASSESSMENTS: &str = "/api/v1/assessments";
const PLANS: &str = "/api/v1/plans";
const ONE: &str = "/api/v1/plans/{id}";
const REVISIONS: &str = "/api/v1/plans/{id}/revisions";
const ACTIVITIES: &str = "/api/v1/plans/{id}/activities";

/// What the routes take and give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::get(PLANS, READ_PLANS, "plan-api-list", Gives::All(&LINE)),
    Endpoint::get(ONE, READ_PLANS, "plan-api-one", Gives::One(&PLAN)),
    Endpoint::get(ACTIVITIES, READ_PLANS, "plan-api-activities", Gives::All(&ACTIVITY)),
    Endpoint::post(ASSESSMENTS, WRITE_PLANS, "plan-api-assess", Some(&ASSESSMENT_BODY), &ASSESSMENT),
    Endpoint::post(PLANS, WRITE_PLANS, "plan-api-begin", Some(&PLAN_BODY), &PLAN),
    Endpoint::post(REVISIONS, WRITE_PLANS, "plan-api-save", Some(&PLAN_SAVE), &PLAN),
    Endpoint::post(ACTIVITIES, WRITE_PLANS, "plan-api-schedule", Some(&ACTIVITY_BODY), &ACTIVITY),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let (reader, writer) = (Access::Token(READ_PLANS), Access::Token(WRITE_PLANS));
    routes
        .get(PLANS, reader, list)
        .get(ONE, reader, one)
        .get(ACTIVITIES, reader, activities)
        .post(ASSESSMENTS, writer, assess)
        .post(PLANS, writer, begin)
        .post(REVISIONS, writer, save)
        .post(ACTIVITIES, writer, schedule)
}

async fn list(ctx: Ctx) -> Page {
    let rows = list_for(&mut ctx.db().read().await?, ctx.actor()).await?;
    api_json(StatusCode::OK, &List::all(rows.into_iter().map(LineView::of).collect()))
}

async fn one(ctx: Ctx, Path(id): Path<String>) -> Page {
    let plan = Plan::for_actor(&mut ctx.db().read().await?, ctx.actor(), api::id(&id)?).await?;
    api_json(StatusCode::OK, &PlanView::of(plan))
}

async fn activities(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Plan::for_actor(&mut conn, ctx.actor(), id).await?;
    let rows = Activity::of_plan(&mut conn, id).await?;
    api_json(StatusCode::OK, &List::all(rows.into_iter().map(ActivityView::of).collect()))
}

async fn assess(ctx: Ctx, sent: Sent) -> Page {
    let body: AssessmentBody = sent.read(&ASSESSMENT_BODY)?;
    let kind = Kind::parse(&body.kind).ok_or_else(|| Refusal::new("plan-api-kind").at("kind"))?;
    let yes = body.yes.unwrap_or_default().into_iter().collect();
    let new = NewAssessment { title: line(&body.title), kind, unit: body.unit_id, yes };
    act(&ctx, &sent, async |tx| {
        let id = crate::assess(tx, ctx.actor(), &new).await?;
        Ok(AssessmentView::of(Assessment::for_actor(tx, ctx.actor(), id).await?))
    })
    .await
}

async fn begin(ctx: Ctx, sent: Sent) -> Page {
    let body: PlanBody = sent.read(&PLAN_BODY)?;
    let assessment = body.assessment_id;
    let content = content(body)?;
    act(&ctx, &sent, async |tx| {
        let id = crate::start(tx, ctx.actor(), &content, assessment).await?;
        Ok(PlanView::of(Plan::for_actor(tx, ctx.actor(), id).await?))
    })
    .await
}

async fn save(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: PlanSaveBody = sent.read(&PLAN_SAVE)?;
    let content = content(body.content)?;
    act(&ctx, &sent, async |tx| match crate::save(tx, ctx.actor(), id, body.revision, &content).await? {
        Saved::Revision(_) => Ok(PlanView::of(Plan::for_actor(tx, ctx.actor(), id).await?)),
        Saved::Conflict(_) => Err(Refusal::conflict("plan-api-conflict").into()),
    })
    .await
}

async fn schedule(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: ActivityBody = sent.read(&ACTIVITY_BODY)?;
    let due_at = api::moment(&body.due_at).ok_or_else(|| Refusal::new("web-api-value"))?;
    let new = NewActivity {
        title: line(&body.title),
        channel: body.channel,
        due_at,
        responsible: body.responsible_id,
    };
    act(&ctx, &sent, async |tx| {
        let activity = crate::schedule(tx, ctx.actor(), id, &new).await?;
        let rows = Activity::of_plan(tx, id).await?;
        let row = rows.into_iter().find(|row| row.id == activity).ok_or_else(Refusal::not_found)?;
        Ok(ActivityView::of(row))
    })
    .await
}

fn content(body: PlanBody) -> Outcome<Content> {
    let status = body.status.as_deref().unwrap_or(Status::default().word());
    let status = Status::ALL.into_iter().find(|one| one.word() == status);
    Ok(Content {
        title: line(&body.title),
        unit: body.unit_id,
        goals: body.goals,
        target_groups: body.target_groups.unwrap_or_default(),
        main_message: body.main_message.trim().to_owned(),
        channels: body.channels.unwrap_or_default(),
        starts_at: body.starts_at.as_deref().and_then(api::moment),
        ends_at: body.ends_at.as_deref().and_then(api::moment),
        responsible: body.responsible_id,
        risks: body.risks.unwrap_or_default().trim().to_owned(),
        status: status.ok_or_else(|| Refusal::new("plan-api-status").at("status"))?,
    })
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
