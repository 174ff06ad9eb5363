//! Audiences: the list with how many are in each, and one of them to see, make or change. How
//! many a rule means can be seen before it is kept.

use crate::{
    DUTIES, PEOPLE, People, Person, Unit,
    audience::{
        Audience, Count, Kind, Rule, add_member, add_members, change_audience, count, make_audience,
        remove_member, retire_audience,
    },
    subscriber::{self, Topic},
};
use askama::Template;
use db::Id;
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, Stop, Wrong, done, html, html_status};

/// How many members of a list its page shows.
const MEMBERS_MAX: i64 = 500;

#[derive(Template)]
#[template(path = "pages/audiences.html")]
struct List {
    f: Frame,
    rows: Vec<Audience>,
    may_keep: bool,
}

#[derive(Template)]
#[template(path = "pages/audience.html")]
struct View {
    f: Frame,
    /// Nothing while it is being made.
    id: Option<Id>,
    kind: Kind,
    count: Option<Count>,
    units: Vec<Unit>,
    topics: Vec<Topic>,
    members: Vec<Person>,
    query: String,
    found: People,
    may_keep: bool,
    form: Form,
    wrong: Vec<Wrong>,
}

/// What was typed.
#[derive(Clone, Default)]
struct Form {
    name: String,
    rule: Rule,
    emails: String,
}

impl Form {
    fn sent(fields: &Fields) -> Self {
        let list = |name| fields.all(name).filter(|text| !text.is_empty()).map(str::to_owned).collect();
        let functions = fields.get("functions").split([',', '\n']).map(str::trim);
        Self {
            name: fields.line("name"),
            rule: Rule {
                units: fields.all("units").filter_map(|text| text.parse().ok()).collect(),
                functions: functions.filter(|word| !word.is_empty()).map(str::to_owned).collect(),
                duties: list("duties"),
                topics: list("topics"),
            },
            emails: fields.get("emails").to_owned(),
        }
    }

    fn functions(&self) -> String {
        self.rule.functions.join(", ")
    }

    fn has_duty(&self, duty: &str) -> bool {
        self.rule.duties.iter().any(|one| one == duty)
    }

    fn has_topic(&self, topic: &str) -> bool {
        self.rule.topics.iter().any(|one| one == topic)
    }
}

pub(crate) async fn list(ctx: Ctx) -> Page {
    let rows = Audience::all(&mut ctx.db().read().await?).await?;
    let may_keep = ctx.actor().may_at(PEOPLE, "");
    html(Cache::Never, &List { f: ctx.frame(Place::Desk, ctx.t("people-audiences")), rows, may_keep })
}

/// Which kind is made, and whom one looks for to put on a list.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    q: String,
}

pub(crate) async fn new(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let kind = Kind::read(&asked.kind).unwrap_or(Kind::Rule);
    page(&ctx, (None, kind), Form::default(), Shown::default()).await
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>, Query(asked): Query<Asked>) -> Page {
    let audience = Audience::get(&mut ctx.db().read().await?, id).await?;
    let form = Form { name: audience.name.clone(), rule: audience.rule.0.clone(), ..Form::default() };
    let shown = Shown { count: true, query: asked.q.trim().to_owned(), wrong: Vec::new() };
    page(&ctx, (Some(id), audience.kind()), form, shown).await
}

/// What the page shows besides the form.
#[derive(Default)]
struct Shown {
    count: bool,
    query: String,
    wrong: Vec<Wrong>,
}

async fn page(ctx: &Ctx, (id, kind): (Option<Id>, Kind), form: Form, shown: Shown) -> Page {
    let mut conn = ctx.db().read().await?;
    let title = match id {
        Some(_) if !form.name.is_empty() => form.name.clone(),
        _ => ctx.t("people-audience-new"),
    };
    let is_list = kind == Kind::List && id.is_some();
    let view = View {
        f: ctx.frame(Place::Desk, title),
        count: match shown.count {
            true => Some(count(&mut conn, kind, &form.rule, id).await?),
            false => None,
        },
        units: if kind == Kind::Rule { Unit::all(&mut conn).await? } else { Vec::new() },
        topics: if kind == Kind::Topics { subscriber::topics(&mut conn).await? } else { Vec::new() },
        members: match id {
            Some(id) if is_list => Person::of_audience(&mut conn, id, MEMBERS_MAX).await?,
            _ => Vec::new(),
        },
        found: match is_list && !shown.query.is_empty() {
            true => People::search(&mut conn, &shown.query, 0).await?,
            false => People::default(),
        },
        may_keep: ctx.actor().may_at(PEOPLE, ""),
        id,
        kind,
        query: shown.query,
        form,
        wrong: shown.wrong,
    };
    let status = if view.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_status(status, Cache::Never, &view)
}

async fn again(ctx: &Ctx, place: (Option<Id>, Kind), form: Form, stop: Stop) -> Page {
    match stop {
        Stop::Refusal(refusal) if refusal.field.is_some() => {
            let wrong = vec![Wrong { field: refusal.field.unwrap_or("name"), text: ctx.refusal(&refusal) }];
            page(ctx, place, form, Shown { wrong, ..Shown::default() }).await
        }
        stop => Err(stop),
    }
}

pub(crate) async fn make(ctx: Ctx, fields: Fields) -> Page {
    let form = Form::sent(&fields);
    let kind = Kind::read(fields.get("kind")).unwrap_or(Kind::Rule);
    if fields.has("preview") {
        return page(&ctx, (None, kind), form, Shown { count: true, ..Shown::default() }).await;
    }
    let mut tx = ctx.db().begin().await?;
    match make_audience(&mut tx, ctx.actor(), kind, (&form.name, &form.rule)).await {
        Ok(id) => {
            tx.commit().await?;
            done(&ctx, format!("/audiences/{id}"), "people-audience-made-done", &[])
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, (None, kind), form, stop).await
        }
    }
}

pub(crate) async fn change(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let form = Form::sent(&fields);
    let kind = Audience::get(&mut ctx.db().read().await?, id).await?.kind();
    if fields.has("preview") {
        return page(&ctx, (Some(id), kind), form, Shown { count: true, ..Shown::default() }).await;
    }
    let mut tx = ctx.db().begin().await?;
    match change_audience(&mut tx, ctx.actor(), id, (&form.name, &form.rule)).await {
        Ok(()) => {
            tx.commit().await?;
            done(&ctx, format!("/audiences/{id}"), "people-audience-saved-done", &[])
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, (Some(id), kind), form, stop).await
        }
    }
}

pub(crate) async fn add(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    let added: Outcome<()> = async {
        if fields.has("person") {
            let person = fields.get("person").parse().map_err(|_| Refusal::not_found())?;
            return add_member(&mut tx, ctx.actor(), id, person).await;
        }
        let split = fields.get("emails").split(|c: char| c.is_whitespace() || c == ',' || c == ';');
        let emails: Vec<&str> = split.filter(|text| !text.is_empty()).collect();
        add_members(&mut tx, ctx.actor(), id, &emails).await.map(drop)
    }
    .await;
    match added {
        Ok(()) => {
            tx.commit().await?;
            done(&ctx, format!("/audiences/{id}"), "people-member-added-done", &[])
        }
        Err(stop) => {
            drop(tx);
            let audience = Audience::get(&mut ctx.db().read().await?, id).await?;
            let emails = fields.get("emails").to_owned();
            let form = Form { name: audience.name, emails, ..Form::default() };
            again(&ctx, (Some(id), Kind::List), form, stop).await
        }
    }
}

pub(crate) async fn remove(ctx: Ctx, Path((id, person)): Path<(Id, Id)>) -> Page {
    let mut tx = ctx.db().begin().await?;
    remove_member(&mut tx, ctx.actor(), id, person).await?;
    tx.commit().await?;
    done(&ctx, format!("/audiences/{id}"), "people-member-removed-done", &[])
}

pub(crate) async fn retire(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    retire_audience(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, "/audiences", "people-audience-retired-done", &[])
}
