//! Skriv: the text first. Everything else is beside it and can wait.

use crate::{
    form::Typed,
    pages::{
        above::Above,
        found::Found,
        once::Once,
        saved::{not_saved, saved_json},
    },
    propose::{self, ChannelCard},
    save,
};
use askama::Template;
use db::{AsConn, Id};
use message::{Content, Edition, Message, Saved};
use people::{
    Person, Unit, WRITE,
    audience::Audience,
    subscriber::{self, Topic},
};
use plain_language::House;
use plan::Plan;
use release::{Load, loads};
use std::sync::Arc;
use strategy::Strategy;
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{
    Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, Stop, Wrong, done, html_status, see_other,
};

/// What the editor shows besides what was typed.
pub(crate) struct Around {
    pub(crate) strategy: Arc<Strategy>,
    units: Vec<Unit>,
    /// Every unit, for saying whose staff it concerns.
    all_units: Vec<Unit>,
    audiences: Vec<Audience>,
    /// The election period that runs now, by name.
    election: Option<String>,
    topics: Vec<Topic>,
    house: House,
    /// Whether this person may put words on the municipality's list.
    may_keep_words: bool,
}

#[derive(Template)]
#[template(path = "pages/editor.html")]
struct Editor {
    f: Frame,
    id: Option<Id>,
    base: String,
    base_hash: String,
    typed: Typed,
    around: Around,
    cards: Vec<ChannelCard>,
    found: Found,
    loads: Vec<Load>,
    wrong: Vec<Wrong>,
    conflict: Option<Box<Edition>>,
    above: Above,
    saved: bool,
    plan: String,
    /// The key of a form that begins a message.
    once: String,
}

/// Reads what the editor shows around the text.
pub(crate) async fn around(ctx: &Ctx, conn: &mut impl AsConn) -> Outcome<Around> {
    let strategy = strategy::in_force(conn, ctx.db().memo()).await?.strategy;
    let all_units = Unit::all(conn).await?;
    let units = all_units.iter().filter(|unit| ctx.actor().may_at(WRITE, &unit.path)).cloned().collect();
    let today = web::copenhagen(ctx.now()).date();
    let election = strategy.election_period(today).map(|period| period.name.clone());
    let audiences = Audience::all(conn).await?;
    let (topics, house) = (subscriber::topics(conn).await?, check::house(conn).await?);
    let may_keep_words = check::may_keep_words(ctx.actor());
    Ok(Around { strategy, units, all_units, audiences, election, topics, house, may_keep_words })
}

/// What a page of the editor is about.
struct About {
    id: Option<Id>,
    base: Option<(Id, String)>,
    typed: Typed,
    content: Option<Content>,
    wrong: Vec<Wrong>,
    conflict: Option<Box<Edition>>,
    above: Above,
    status: StatusCode,
    saved: bool,
    /// The plan that a new message is to belong to.
    plan: String,
}

/// Topics that were chosen before they were retired stay in the form: their readers get what they subscribed to until
/// somebody takes the topic off.
async fn keep_topics(ctx: &Ctx, around: &mut Around, typed: &Typed) -> Outcome<()> {
    let is_gone = |id: &&String| !around.topics.iter().any(|topic| topic.id == **id);
    let gone: Vec<&str> = typed.topics.iter().filter(is_gone).map(String::as_str).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let retired = subscriber::retired_topics(&mut ctx.db().read().await?, &gone).await?;
    let named =
        |topic: Topic| Topic { name: format!("{} ({})", topic.name, ctx.t("people-topic-retired")), ..topic };
    around.topics.extend(retired.into_iter().map(named));
    Ok(())
}

async fn page(ctx: &Ctx, mut around: Around, about: About) -> Page {
    keep_topics(ctx, &mut around, &about.typed).await?;
    let unit =
        about.content.as_ref().and_then(|content| around.units.iter().find(|unit| unit.id == content.unit));
    let base = about.base.as_ref().map(|(edition, _)| *edition);
    let found = match (&about.content, unit) {
        (Some(content), Some(unit)) => {
            let mut conn = ctx.db().read().await?;
            Found::of(&mut conn, (&around.strategy, unit, &around.house), content, base).await?
        }
        _ => Found::default(),
    };
    let loads = match (&about.content, unit) {
        (Some(content), Some(unit)) => {
            let mut conn = ctx.db().read().await?;
            loads(&mut conn, &around.strategy, content, &unit.path, about.id, ctx.now()).await?
        }
        _ => Vec::new(),
    };
    let title = if about.typed.title.is_empty() { ctx.t("compose-new") } else { about.typed.title.clone() };
    let (base, base_hash) = about.base.map(|(id, hash)| (id.to_string(), hash)).unwrap_or_default();
    let once = match about.typed.once.as_str() {
        "" => Once::new(ctx).key(),
        key => key.to_owned(),
    };
    let view = Editor {
        once,
        f: ctx.frame(Place::Desk, title),
        id: about.id,
        base,
        base_hash,
        cards: match &about.content {
            Some(content) => propose::cards(&around.strategy, content),
            None => propose::cards(&around.strategy, &about.typed.choices(&around.strategy)),
        },
        typed: about.typed,
        loads,
        around,
        found,
        wrong: about.wrong,
        conflict: about.conflict,
        above: about.above,
        saved: about.saved,
        plan: about.plan,
    };
    html_status(about.status, Cache::Never, &view)
}

/// The plan that a new message is to belong to.
#[derive(serde::Deserialize)]
pub(crate) struct Within {
    plan: Option<Id>,
}

pub(crate) async fn new(ctx: Ctx, Query(within): Query<Within>) -> Page {
    let mut conn = ctx.db().read().await?;
    let around = around(&ctx, &mut conn).await?;
    let person = Person::get(&mut conn, ctx.actor().person().ok_or_else(Refusal::forbidden)?).await?;
    let unit = around.units.iter().find(|unit| unit.id == person.unit_id).or(around.units.first());
    let unit = unit.ok_or_else(Refusal::forbidden)?;
    let mut content = Content::new(unit.id);
    content.channels = propose::first_channels(&around.strategy);
    let plan = match within.plan {
        Some(id) => Some(Plan::for_actor(&mut conn, ctx.actor(), id).await?),
        None => None,
    };
    if let Some(plan) = &plan {
        start_from(&mut content, plan, &around.units);
    }
    content.contact.function = person.function;
    content.contact.phone = if person.phone.is_empty() { unit.phone.clone() } else { person.phone };
    content.contact.email = unit.email.clone();
    let mut typed = Typed::of(&content);
    typed.character = String::new();
    let about = About {
        id: None,
        base: None,
        typed,
        content: Some(content),
        wrong: Vec::new(),
        conflict: None,
        above: Above::default(),
        status: StatusCode::OK,
        saved: false,
        plan: plan.map(|plan| plan.id.to_string()).unwrap_or_default(),
    };
    drop(conn);
    page(&ctx, around, about).await
}

/// A message in a plan begins with what the plan has decided already.
fn start_from(content: &mut Content, plan: &Plan, units: &[Unit]) {
    content.main_point.clone_from(&plan.main_message);
    content.goal = plan.goals.first().cloned();
    content.target_groups.clone_from(&plan.target_groups);
    content.channels.extend(
        plan.channels.0.iter().filter(|id| !content.channels.contains(id)).cloned().collect::<Vec<_>>(),
    );
    if units.iter().any(|unit| unit.id == plan.unit_id) {
        content.unit = plan.unit_id;
    }
}

pub(crate) async fn refused(
    ctx: &Ctx,
    around: Around,
    id: Option<Id>,
    base: Option<(Id, String)>,
    typed: Typed,
    wrong: Vec<Refusal>,
    plan: &str,
) -> Page {
    let content = typed.content(&around.strategy, None).ok();
    let status = wrong.first().and_then(|refusal| StatusCode::from_u16(refusal.status).ok());
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = wrong
        .iter()
        .map(|refusal| Wrong { field: refusal.field.unwrap_or("title"), text: ctx.refusal(refusal) })
        .collect();
    page(
        ctx,
        around,
        About {
            id,
            base,
            typed,
            content,
            wrong,
            conflict: None,
            above: Above::default(),
            status,
            saved: false,
            plan: plan.to_owned(),
        },
    )
    .await
}

/// Saving leads back to the text; "save and go on" leads to the thread page.
pub(crate) fn after_save(fields: &Fields, id: Id) -> Page {
    if fields.has("go-on") {
        see_other(format!("/messages/{id}"))
    } else {
        see_other(format!("/messages/{id}/edit?saved=1"))
    }
}

/// A save that stopped the plan says so.
fn plan_ended(ctx: &Ctx, fields: &Fields, id: Id) -> Page {
    let back = if fields.has("go-on") { "" } else { "/edit" };
    done(ctx, format!("/messages/{id}{back}"), "compose-plan-ended-done", &[])
}

/// Whether the page was opened after a save.
#[derive(serde::Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    saved: u8,
}

pub(crate) async fn edit(ctx: Ctx, Path(id): Path<Id>, Query(after): Query<After>) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    if !ctx.actor().may_at(WRITE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let edition = Edition::get(&mut conn, message.edition_id).await?;
    let around = around(&ctx, &mut conn).await?;
    let above = Above::of(&ctx, &mut conn, &around.strategy, &message).await?;
    let about = About {
        id: Some(id),
        base: Some((edition.id, edition.hash.clone())),
        typed: Typed::of(&edition.content),
        content: Some(edition.content.0),
        wrong: Vec::new(),
        conflict: None,
        above,
        status: StatusCode::OK,
        saved: after.saved == 1,
        plan: String::new(),
    };
    drop(conn);
    page(&ctx, around, about).await
}

pub(crate) async fn keep(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let typed = Typed::read(&fields);
    let is_autosave = fields.has("autosave");
    let mut conn = ctx.db().read().await?;
    let around = around(&ctx, &mut conn).await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let before = Edition::get(&mut conn, message.edition_id).await?;
    let above = Above::of(&ctx, &mut conn, &around.strategy, &message).await?;
    drop(conn);
    if is_autosave && !above.state.is_empty() {
        // Saved by itself, a few letters would end a yes that others have given or are asked for.
        return not_saved(&ctx.t("compose-autosave-covered"), StatusCode::CONFLICT);
    }
    let base_id: Id = fields.get("base").parse().map_err(|_| Refusal::new("web-form-unreadable"))?;
    let base = (base_id, fields.get("base-hash").to_owned());
    let content = match typed.content(&around.strategy, Some(&before.content.body)) {
        Ok(content) => content,
        Err(wrong) if is_autosave => {
            let text = wrong.first().map(|refusal| ctx.refusal(refusal)).unwrap_or_default();
            return not_saved(&text, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Err(wrong) => return refused(&ctx, around, Some(id), Some(base), typed, wrong, "").await,
    };
    let mut tx = ctx.db().begin().await?;
    let saved = save::save(
        &mut tx,
        ctx.actor(),
        &around.strategy,
        id,
        (base.0, &base.1),
        &content,
        fields.has("end-plan"),
    )
    .await;
    let saved = match saved {
        Ok(saved) => saved,
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            return refused(&ctx, around, Some(id), Some(base), typed, vec![*refusal], "").await;
        }
        Err(Stop::Refusal(refusal)) if matches!(refusal.key, save::IS_OUT | save::ENDS_PLAN) => {
            drop(tx);
            return not_yet(&ctx, around, (id, base), (typed, Some(content)), (above.asked(), None), None)
                .await;
        }
        Err(stop) => return Err(stop),
    };
    match saved {
        Saved::Edition(_) => {
            let is_planned = approval::planned_at(&mut tx, id).await?.is_some();
            tx.commit().await?;
            match is_autosave {
                true => saved_json(&ctx, id).await,
                false if above.state == "planned" && !is_planned => plan_ended(&ctx, &fields, id),
                false => after_save(&fields, id),
            }
        }
        Saved::Conflict(_) if is_autosave => not_saved(&ctx.t("compose-conflict"), StatusCode::CONFLICT),
        Saved::Conflict(theirs) => {
            drop(tx);
            let base = (theirs.id, theirs.hash.clone());
            not_yet(&ctx, around, (id, base), (typed, Some(content)), (above, Some(theirs)), None).await
        }
    }
}

/// The text as typed and not saved: somebody else was faster, or saving it would do more than its writer may know.
pub(crate) async fn not_yet(
    ctx: &Ctx,
    around: Around,
    (id, base): (Id, (Id, String)),
    (typed, content): (Typed, Option<Content>),
    (above, conflict): (Above, Option<Box<Edition>>),
    wrong: Option<&Refusal>,
) -> Page {
    let wrong = wrong.and_then(|refusal| Some(Wrong { field: refusal.field?, text: ctx.refusal(refusal) }));
    let about = About {
        id: Some(id),
        base: Some(base),
        typed,
        content,
        wrong: wrong.into_iter().collect(),
        conflict,
        above,
        status: StatusCode::CONFLICT,
        saved: false,
        plan: String::new(),
    };
    page(ctx, around, about).await
}
