//! A new plan: first the short assessment, then the plan itself, filled in with what is known (W3, W4).

use super::assessment::ask;
use super::choices::Choices;
use super::form::{Form, wrong};
use crate::{Assessment, Status, plan};
use askama::Template;
use db::Id;
use serde::Deserialize;
use web::axum::extract::Query;
use web::axum::http::StatusCode;
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, Stop, Wrong, done, html_status};

#[derive(Template)]
#[template(path = "pages/new.html")]
struct New {
    f: Frame,
    form: Form,
    choices: Choices,
    statuses: [Status; 4],
    wrong: Vec<Wrong>,
}

/// Where the plan comes from.
#[derive(Deserialize)]
pub(crate) struct From {
    assessment: Option<String>,
    plan: Option<String>,
}

/// Without a query the assessment; with one, or where the strategy has no questions, the plan.
pub(crate) async fn show(ctx: Ctx, Query(from): Query<From>) -> Page {
    let now = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let has_questions = now.strategy.planning.as_ref().is_some_and(|planning| !planning.questions.is_empty());
    let assessment = match from.assessment {
        Some(text) => {
            let id: Id = text.parse().map_err(|_| Refusal::not_found())?;
            Some(Assessment::for_actor(&mut ctx.db().read().await?, ctx.actor(), id).await?)
        }
        None => None,
    };
    if assessment.is_none() && from.plan.is_none() && has_questions {
        return ask(&ctx, &Fields::default(), Vec::new()).await;
    }
    page(&ctx, Form::empty(&ctx, assessment.as_ref()), Vec::new()).await
}

async fn page(ctx: &Ctx, form: Form, wrong: Vec<Wrong>) -> Page {
    let mut conn = ctx.db().read().await?;
    let now = strategy::in_force(&mut conn, ctx.db().memo()).await?;
    let choices = Choices::new(&mut conn, ctx, &now.strategy).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let f = ctx.frame(Place::Desk, ctx.t("plan-new"));
    html_status(status, Cache::Never, &New { f, form, choices, statuses: Status::ALL, wrong })
}

pub(crate) async fn start(ctx: Ctx, fields: Fields) -> Page {
    let form = Form::sent(&fields);
    let now = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let content = match form.content(&now.strategy) {
        Ok(content) => content,
        Err(faults) => return page(&ctx, form, wrong(&ctx, &faults)).await,
    };
    let assessment = match form.assessment.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Refusal::not_found())?),
    };
    let mut tx = ctx.db().begin().await?;
    let id = match plan::start(&mut tx, ctx.actor(), &content, assessment).await {
        Ok(id) => id,
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            return page(&ctx, form, wrong(&ctx, &[*refusal])).await;
        }
        Err(stop) => return Err(stop),
    };
    tx.commit().await?;
    done(&ctx, format!("/plans/{id}"), "plan-started-done", &[])
}
