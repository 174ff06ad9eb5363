//! A person: what they are and where, their duties, when they are away, and how they sign in.
//! What one may not change is shown without its form.

use super::{
    changes::{Shown, shown},
    directory::level_name,
};
use crate::{
    Absence, DUTIES, Details, Held, PEOPLE, Person, Unit, access_change::open_of, account, change_person,
    directory::colleagues, held_by, identity, may_give, may_note_absence, register, second_factor,
};
use askama::Template;
use db::Id;
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, Stop, Wrong, done, html_status};

#[derive(Template)]
#[template(path = "pages/person.html")]
struct View {
    f: Frame,
    person: Person,
    level: String,
    duties: Vec<(Held, bool)>,
    absences: Vec<Absence>,
    colleagues: Vec<Person>,
    units: Vec<Unit>,
    may_keep: bool,
    may_note_absence: bool,
    is_self: bool,
    has_account: bool,
    has_second_factor: bool,
    is_bound: bool,
    /// What was changed of their access and waits for another's word.
    changes: Vec<Shown>,
    offered: Vec<&'static str>,
    form: Form,
    wrong: Vec<Wrong>,
}

#[derive(Template)]
#[template(path = "pages/person_new.html")]
struct New {
    f: Frame,
    units: Vec<Unit>,
    form: Form,
    wrong: Vec<Wrong>,
}

#[derive(Template)]
#[template(path = "pages/person_gone.html")]
struct GoneView {
    f: Frame,
    id: Id,
    gone: crate::Gone,
    may_keep: bool,
}

impl View {
    /// The telephone as a link dials it.
    fn tel(&self) -> String {
        self.person.phone.chars().filter(|c| !c.is_whitespace()).collect()
    }

    fn wrong_away(&self) -> bool {
        self.wrong.iter().any(|one| ["from", "to", "deputy"].contains(&one.field))
    }

    fn wrong_duty(&self) -> bool {
        self.wrong.iter().any(|one| ["duty", "over"].contains(&one.field))
    }
}

/// What was typed.
#[derive(Default)]
struct Form {
    function: String,
    unit: String,
    email: String,
    phone: String,
}

impl Form {
    fn sent(fields: &Fields) -> Self {
        let text = |name: &str| fields.line(name);
        Self { function: text("function"), unit: text("unit"), email: text("email"), phone: text("phone") }
    }

    fn details(&self) -> Outcome<Details<'_>> {
        let unit = self.unit.parse().map_err(|_| Refusal::new("people-no-unit").at("unit"))?;
        Ok(Details { function: &self.function, unit, email: &self.email, phone: &self.phone })
    }
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    page(&ctx, id, None, Vec::new()).await
}

async fn page(ctx: &Ctx, id: Id, form: Option<Form>, wrong: Vec<Wrong>) -> Page {
    let mut conn = ctx.db().read().await?;
    let Some(person) = Person::find(&mut conn, id).await? else {
        let gone = Person::gone(&mut conn, id).await?.ok_or_else(Refusal::not_found)?;
        let may_keep = ctx.actor().may_at(PEOPLE, &Unit::get(&mut conn, gone.unit_id).await?.path);
        let f = ctx.frame(Place::Desk, gone.function.clone());
        return html_status(StatusCode::OK, Cache::Never, &GoneView { f, id, gone, may_keep });
    };
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let actor = ctx.actor();
    let may_keep = actor.may_at(PEOPLE, &person.unit_path);
    let may_note = may_note_absence(actor, &person);
    let open = if may_keep { open_of(&mut conn, id, ctx.now()).await? } else { Vec::new() };
    let changes = shown(ctx, &mut conn, open).await?;
    let units = Unit::all(&mut conn).await?;
    let own = units.iter().find(|unit| unit.id == person.unit_id);
    let duties = held_by(&mut conn, id).await?;
    let view = View {
        f: ctx.frame(Place::Desk, person.function.clone()),
        level: own.map(|unit| level_name(&strategy, &unit.level)).unwrap_or_default(),
        duties: duties
            .into_iter()
            .map(|held| (may_give(actor, &held.duty, &held.unit_path), held))
            .map(|(may, held)| (held, may))
            .collect(),
        absences: Absence::of(&mut conn, id, ctx.now()).await?,
        colleagues: if may_note { colleagues(&mut conn, &person).await? } else { Vec::new() },
        may_keep,
        may_note_absence: may_note,
        is_self: actor.person() == Some(id),
        has_account: may_keep && account::exists(&mut conn, id).await?,
        has_second_factor: may_keep && second_factor::is_on(&mut conn, id).await?,
        changes,
        is_bound: may_keep && identity::is_bound(&mut conn, id).await?,
        offered: DUTIES.iter().copied().filter(|duty| may_give(actor, duty, &person.unit_path)).collect(),
        form: form.unwrap_or_else(|| Form {
            function: person.function.clone(),
            unit: person.unit_id.to_string(),
            email: person.email.clone().unwrap_or_default(),
            phone: person.phone.clone(),
        }),
        units,
        person,
        wrong,
    };
    let status = if view.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_status(status, Cache::Never, &view)
}

/// The page again with what was typed, or what else stopped the act.
pub(super) async fn again(ctx: &Ctx, id: Id, fields: Option<&Fields>, stop: Stop) -> Page {
    match stop {
        Stop::Refusal(refusal) if refusal.field.is_some() => {
            let wrong = Wrong { field: refusal.field.unwrap_or("function"), text: ctx.refusal(&refusal) };
            page(ctx, id, fields.map(Form::sent), vec![wrong]).await
        }
        stop => Err(stop),
    }
}

pub(crate) async fn change(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let form = Form::sent(&fields);
    let mut tx = ctx.db().begin().await?;
    let changed = match form.details() {
        Ok(details) => change_person(&mut tx, ctx.actor(), id, details).await,
        Err(stop) => Err(stop),
    };
    match changed {
        Ok(()) => {
            tx.commit().await?;
            done(&ctx, format!("/people/persons/{id}"), "people-person-saved-done", &[])
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, id, Some(&fields), stop).await
        }
    }
}

/// Where the new person works, when one comes from a unit's page.
#[derive(serde::Deserialize)]
pub(crate) struct At {
    #[serde(default)]
    unit: String,
}

pub(crate) async fn new(ctx: Ctx, Query(at): Query<At>) -> Page {
    new_page(&ctx, Form { unit: at.unit, ..Form::default() }, Vec::new()).await
}

async fn new_page(ctx: &Ctx, form: Form, wrong: Vec<Wrong>) -> Page {
    let mut units = Unit::all(&mut ctx.db().read().await?).await?;
    units.retain(|unit| ctx.actor().may_at(PEOPLE, &unit.path));
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let f = ctx.frame(Place::Desk, ctx.t("people-add"));
    html_status(status, Cache::Never, &New { f, units, form, wrong })
}

pub(crate) async fn add(ctx: Ctx, fields: Fields) -> Page {
    let form = Form::sent(&fields);
    let mut tx = ctx.db().begin().await?;
    let added = match form.details() {
        Ok(details) => register(&mut tx, ctx.actor(), details).await,
        Err(stop) => Err(stop),
    };
    match added {
        Ok(id) => {
            tx.commit().await?;
            done(&ctx, format!("/people/persons/{id}"), "people-person-added-done", &[])
        }
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            let wrong = Wrong { field: refusal.field.unwrap_or("function"), text: ctx.refusal(&refusal) };
            new_page(&ctx, form, vec![wrong]).await
        }
        Err(stop) => Err(stop),
    }
}
