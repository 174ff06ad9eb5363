//! A unit: where it lies, what it answers for, who works there, who holds a duty over it.

use super::directory::{Search, level_name};
use crate::{Branch, Holder, PEOPLE, People, Unit, change_unit, duty::holders_over};
use askama::Template;
use db::Id;
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Stop, Wrong, done, html_status};

#[derive(Template)]
#[template(path = "pages/unit.html")]
struct View {
    f: Frame,
    unit: Unit,
    level: String,
    above: Vec<Unit>,
    below: Vec<Branch>,
    count: i64,
    holders: Vec<Holder>,
    people: People,
    next_page: i64,
    may_keep: bool,
    form: Form,
    wrong: Vec<Wrong>,
}

/// What was typed.
struct Form {
    name: String,
    phone: String,
    email: String,
    topics: String,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>, Query(search): Query<Search>) -> Page {
    page(&ctx, id, search.page, (None, Vec::new())).await
}

async fn page(ctx: &Ctx, id: Id, page: i64, (form, wrong): (Option<Form>, Vec<Wrong>)) -> Page {
    let mut conn = ctx.db().read().await?;
    let unit = Unit::get(&mut conn, id).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let all = Branch::all(&mut conn).await?;
    let mut above = Unit::upwards(&mut conn, &unit.path).await?;
    above.retain(|other| other.id != unit.id);
    above.reverse();
    let view = View {
        f: ctx.frame(Place::Desk, unit.name.clone()),
        level: level_name(&strategy, &unit.level),
        count: all.iter().find(|one| one.id == id).map_or(0, |one| one.below(&all)),
        below: all.into_iter().filter(|one| is_child(&unit, one)).collect(),
        holders: holders_over(&mut conn, id, ctx.now()).await?,
        people: People::in_unit(&mut conn, id, page).await?,
        next_page: page.max(0) + 1,
        may_keep: ctx.actor().may_at(PEOPLE, &unit.path),
        form: form.unwrap_or_else(|| Form {
            name: unit.name.clone(),
            phone: unit.phone.clone(),
            email: unit.email.clone(),
            topics: unit.topics.join(", "),
        }),
        above,
        unit,
        wrong,
    };
    let status = if view.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_status(status, Cache::Never, &view)
}

fn is_child(unit: &Unit, other: &Branch) -> bool {
    other.path.strip_prefix(&unit.path).is_some_and(|rest| rest.matches('/').count() == 1)
}

pub(crate) async fn change(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let (name, phone, email) = (&*fields.line("name"), &*fields.line("phone"), &*fields.line("email"));
    let topics: Vec<String> = fields
        .get("topics")
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(str::to_owned)
        .collect();
    let mut tx = ctx.db().begin().await?;
    match change_unit(&mut tx, ctx.actor(), id, (name, phone, email, &topics)).await {
        Ok(()) => {
            tx.commit().await?;
            done(&ctx, format!("/people/units/{id}"), "people-unit-saved-done", &[])
        }
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            let wrong = Wrong { field: refusal.field.unwrap_or("name"), text: ctx.refusal(&refusal) };
            let form = Form {
                name: name.to_owned(),
                phone: phone.to_owned(),
                email: email.to_owned(),
                topics: fields.get("topics").to_owned(),
            };
            page(&ctx, id, 0, (Some(form), vec![wrong])).await
        }
        Err(stop) => Err(stop),
    }
}
