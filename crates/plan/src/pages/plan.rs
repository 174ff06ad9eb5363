//! A plan: what it says, its activities, and the forms that change both (W3).

use super::choices::{Choices, labels};
use super::form::{Form, wrong as in_order};
use crate::{Activity, NewActivity, Plan, Saved, Status, activity, plan};
use askama::Template;
use db::Id;
use web::axum::extract::Path;
use web::axum::http::StatusCode;
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, Stop, Wrong, done, html_status, parse_local};

#[derive(Template)]
#[template(path = "pages/plan.html")]
struct PlanPage {
    f: Frame,
    plan: Plan,
    goals: Vec<(String, String)>,
    groups: Vec<String>,
    channels: Vec<String>,
    activities: Vec<ActivityView>,
    may_change: bool,
    form: Form,
    adding: Adding,
    choices: Choices,
    statuses: [Status; 4],
    wrong: Vec<Wrong>,
    edits: bool,
}

/// An activity with what the reader may do with it.
struct ActivityView {
    activity: Activity,
    channel: String,
    is_late: bool,
    may_end: bool,
}

/// A new activity as it was typed.
#[derive(Default)]
struct Adding {
    title: String,
    channel: String,
    due: String,
    responsible: String,
}

/// What stays on the page when something is wrong.
#[derive(Default)]
struct Kept {
    form: Option<Form>,
    adding: Option<Adding>,
    wrong: Vec<Wrong>,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    page(&ctx, id, Kept::default()).await
}

async fn page(ctx: &Ctx, id: Id, kept: Kept) -> Page {
    let mut conn = ctx.db().read().await?;
    let plan = Plan::for_actor(&mut conn, ctx.actor(), id).await?;
    let now = strategy::in_force(&mut conn, ctx.db().memo()).await?;
    let choices = Choices::new(&mut conn, ctx, &now.strategy).await?;
    let (may_change, person) = (plan.may_change(ctx.actor()), ctx.actor().person());
    let view = |activity: Activity| ActivityView {
        channel: now
            .strategy
            .channel(&activity.channel)
            .map_or(activity.channel.clone(), |one| one.name.clone()),
        is_late: activity.is_open() && activity.due_at < ctx.now(),
        may_end: activity.is_open() && (may_change || Some(activity.responsible_id) == person),
        activity,
    };
    let goal = |id: &String| {
        let name = now.strategy.item(&format!("goal.{id}")).map_or(id.clone(), |item| item.title.clone());
        (id.clone(), name)
    };
    let status = if kept.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = PlanPage {
        f: ctx.frame(Place::Desk, plan.title.clone()),
        goals: plan.goals.0.iter().map(goal).collect(),
        groups: labels(&choices.target_groups, &plan.target_groups.0),
        channels: labels(&choices.channels, &plan.channels.0),
        activities: Activity::of_plan(&mut conn, id).await?.into_iter().map(view).collect(),
        may_change,
        edits: kept.form.is_some(),
        form: kept.form.unwrap_or_else(|| Form::of(ctx, &plan)),
        adding: kept
            .adding
            .unwrap_or_else(|| Adding { responsible: plan.responsible_id.to_string(), ..Adding::default() }),
        statuses: Status::ALL,
        wrong: kept.wrong,
        choices,
        plan,
    };
    html_status(status, Cache::Never, &view)
}

pub(crate) async fn save(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let form = Form::sent(&fields);
    let keep = |form: Form, faults: &[Refusal]| Kept {
        form: Some(form),
        wrong: in_order(&ctx, faults),
        ..Kept::default()
    };
    let now = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let content = match form.content(&now.strategy) {
        Ok(content) => content,
        Err(faults) => return page(&ctx, id, keep(form, &faults)).await,
    };
    let mut tx = ctx.db().begin().await?;
    let revision = form.revision.parse().unwrap_or_default();
    match plan::save(&mut tx, ctx.actor(), id, revision, &content).await {
        Ok(Saved::Revision(_)) => tx.commit().await?,
        Ok(Saved::Conflict(theirs)) => {
            drop(tx);
            // The next save is on top of theirs: the person has seen the warning and both texts.
            let form = Form { revision: theirs.to_string(), ..form };
            return page(&ctx, id, keep(form, &[Refusal::conflict("plan-saved-by-other").at("title")])).await;
        }
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            return page(&ctx, id, keep(form, &[*refusal])).await;
        }
        Err(stop) => return Err(stop),
    }
    done(&ctx, format!("/plans/{id}"), "plan-saved-done", &[])
}

pub(crate) async fn schedule(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let adding = Adding {
        title: fields.line("activity_title"),
        channel: fields.get("activity_channel").to_owned(),
        due: fields.get("activity_due").to_owned(),
        responsible: fields.get("activity_responsible").to_owned(),
    };
    let now = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let keep = |adding: Adding, faults: &[Refusal]| Kept {
        adding: Some(adding),
        wrong: in_order(&ctx, faults),
        ..Kept::default()
    };
    let new = match read(&adding, &now.strategy) {
        Ok(new) => new,
        Err(faults) => return page(&ctx, id, keep(adding, &faults)).await,
    };
    let mut tx = ctx.db().begin().await?;
    match activity::schedule(&mut tx, ctx.actor(), id, &new).await {
        Ok(_) => tx.commit().await?,
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            return page(&ctx, id, keep(adding, &[*refusal])).await;
        }
        Err(stop) => return Err(stop),
    }
    done(&ctx, format!("/plans/{id}#activities"), "plan-activity-set-done", &[])
}

fn read(adding: &Adding, strategy: &strategy::Strategy) -> Result<NewActivity, Vec<Refusal>> {
    let due = parse_local(&adding.due);
    let responsible: Option<Id> = adding.responsible.parse().ok();
    let new = NewActivity {
        title: adding.title.clone(),
        channel: adding.channel.clone(),
        due_at: due.unwrap_or_default(),
        responsible: responsible.unwrap_or(Id::at(0)),
    };
    let mut faults = new.faults(strategy);
    if due.is_none() {
        faults.push(Refusal::new("plan-due-missing").at("activity_due"));
    }
    if responsible.is_none() {
        faults.push(Refusal::new("plan-responsible-missing").at("activity_responsible"));
    }
    if faults.is_empty() { Ok(new) } else { Err(faults) }
}

pub(crate) async fn complete(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let plan = activity::complete(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/plans/{plan}#activities"), "plan-completed-done", &[])
}

pub(crate) async fn cancel(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    let plan = activity::cancel(&mut tx, ctx.actor(), id, fields.get("reason")).await?;
    tx.commit().await?;
    done(&ctx, format!("/plans/{plan}#activities"), "plan-cancelled-done", &[])
}
