//! The communication assessment: six short questions, and what the answers mean. A service message
//! is told at once that it needs neither questions nor plan (W4).

use super::choices::{Choice, units};
use super::form::wrong as in_order;
use crate::{Assessment, Kind, NewAssessment, Weighing, assess as make};
use askama::Template;
use db::Id;
use std::collections::BTreeSet;
use strategy::model::PlanningQuestion;
use web::axum::extract::Path;
use web::axum::http::StatusCode;
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, Stop, Wrong, done, html, html_status};

/// The word of a message that needs no assessment.
const SERVICE: &str = "service";

#[derive(Template)]
#[template(path = "pages/assessment.html")]
struct Ask {
    f: Frame,
    title: String,
    kind: String,
    unit: String,
    units: Vec<Choice>,
    questions: Vec<Question>,
    wrong: Vec<Wrong>,
}

/// A question with the answer that was given, if any.
struct Question {
    id: String,
    text: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "pages/service.html")]
struct Service {
    f: Frame,
}

#[derive(Template)]
#[template(path = "pages/result.html")]
struct Result {
    f: Frame,
    assessment: Assessment,
    weighing: Weighing,
    reasons: Vec<PlanningQuestion>,
    planning: Option<strategy::Item>,
}

/// The name of a question's field.
fn field(question: &str) -> String {
    format!("answer-{question}")
}

/// The form, with what was answered.
pub(super) async fn ask(ctx: &Ctx, fields: &Fields, wrong: Vec<Wrong>) -> Page {
    let mut conn = ctx.db().read().await?;
    let now = strategy::in_force(&mut conn, ctx.db().memo()).await?;
    let questions = now.strategy.planning.iter().flat_map(|planning| &planning.questions);
    let question = |one: &PlanningQuestion| Question {
        id: one.id.clone(),
        text: one.text.clone(),
        answer: fields.get(&field(&one.id)).to_owned(),
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = Ask {
        f: ctx.frame(Place::Desk, ctx.t("plan-assess-title")),
        title: fields.line("title"),
        kind: fields.get("kind").to_owned(),
        unit: fields.get("unit").to_owned(),
        units: units(&mut conn, ctx).await?,
        questions: questions.map(question).collect(),
        wrong,
    };
    html_status(status, Cache::Never, &view)
}

/// Makes the assessment; a service message gets its answer without one.
pub(crate) async fn assess(ctx: Ctx, fields: Fields) -> Page {
    if fields.get("kind") == SERVICE {
        let f = ctx.frame(Place::Desk, ctx.t("plan-service-title"));
        return html(Cache::Never, &Service { f });
    }
    let now = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let questions = now.strategy.planning.as_ref().map(|planning| planning.questions.as_slice());
    let new = match read(&fields, questions.unwrap_or_default()) {
        Ok(new) => new,
        Err(faults) => return ask(&ctx, &fields, in_order(&ctx, &faults)).await,
    };
    let mut tx = ctx.db().begin().await?;
    let id = match make(&mut tx, ctx.actor(), &new).await {
        Ok(id) => id,
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            return ask(&ctx, &fields, in_order(&ctx, &[*refusal])).await;
        }
        Err(stop) => return Err(stop),
    };
    tx.commit().await?;
    done(&ctx, format!("/assessments/{id}"), "plan-assessed-done", &[])
}

fn read(fields: &Fields, questions: &[PlanningQuestion]) -> std::result::Result<NewAssessment, Vec<Refusal>> {
    let mut faults: Vec<Refusal> = crate::content::title_fault(&fields.line("title"))
        .map(|fault| fault.at("title"))
        .into_iter()
        .collect();
    let kind = Kind::parse(fields.get("kind"));
    if kind.is_none() {
        faults.push(Refusal::new("plan-kind-missing").at("kind"));
    }
    let unit: Option<Id> = fields.get("unit").parse().ok();
    if unit.is_none() {
        faults.push(Refusal::new("plan-unit-missing").at("unit"));
    }
    let answer = |question: &PlanningQuestion| fields.get(&field(&question.id)).to_owned();
    let open =
        questions.iter().filter(|question| !["yes", "no"].contains(&answer(question).as_str())).count();
    if open > 0 {
        faults.push(Refusal::new("plan-answers-missing").with("n", open).at("questions"));
    }
    let yes: BTreeSet<String> = questions
        .iter()
        .filter(|question| answer(question) == "yes")
        .map(|question| question.id.clone())
        .collect();
    match (kind, unit) {
        (Some(kind), Some(unit)) if faults.is_empty() => {
            Ok(NewAssessment { title: fields.line("title"), kind, unit, yes })
        }
        _ => Err(faults),
    }
}

/// What the answers mean, and why.
pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let assessment = Assessment::for_actor(&mut conn, ctx.actor(), id).await?;
    let asked = strategy::version::look_up(&mut conn, ctx.db().memo(), assessment.version_id).await?;
    let questions = asked.planning.as_ref().map(|planning| planning.questions.clone()).unwrap_or_default();
    let weighing = assessment.weighing(&questions);
    let find = |id: &String| questions.iter().find(|question| question.id == *id).cloned();
    let key = if assessment.needed { "plan-needed-title" } else { "plan-not-needed-title" };
    let view = Result {
        f: ctx.frame(Place::Desk, ctx.t(key)),
        reasons: weighing.reasons.iter().filter_map(find).collect(),
        planning: asked.item("planning").cloned(),
        weighing,
        assessment,
    };
    html(Cache::Never, &view)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions() -> Vec<PlanningQuestion> {
        let strategy =
            strategy::read(include_bytes!("../../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        strategy.planning.as_ref().unwrap().questions.clone()
    }

    /// W4: every question is answered; a missing answer is no "no".
    #[test]
    fn every_question_is_answered() {
        let unit = Id::at(1);
        let some =
            format!("title=Ny+skole&kind=case&unit={unit}&answer-many-affected=yes&answer-press-interest=no");
        let faults = read(&Fields::parse(some.as_bytes()).unwrap(), &questions()).unwrap_err();
        assert_eq!((faults[0].key, faults[0].args[0].1.as_str()), ("plan-answers-missing", "4"));
        let all = questions().iter().fold(some, |form, question| format!("{form}&answer-{}=no", question.id));
        let new = read(&Fields::parse(all.as_bytes()).unwrap(), &questions()).unwrap();
        assert_eq!(
            (new.kind, new.yes.into_iter().collect::<Vec<_>>()),
            (Kind::Case, vec!["many-affected".to_owned()])
        );
    }

    #[test]
    fn what_is_missing_is_told_at_once() {
        let faults = read(&Fields::default(), &questions()).unwrap_err();
        let fields: Vec<_> = faults.iter().filter_map(|fault| fault.field).collect();
        assert_eq!(fields, ["title", "kind", "unit", "questions"]);
    }
}
