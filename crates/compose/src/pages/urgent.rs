//! The urgent notice: choose a text that is ready, fill in the blanks, look, send. Staff and
//! readers get it at once, on the ground of the emergency (P6).

use crate::pages::once::{Once, hash_of};
use approval::{
    BadBlank, BlankKind, NOT_ON_CALL, SENT_BEFORE, blank_kind, blanks, called_about, check_words,
    fill_blanks, on_call, publish_urgent, ready_texts, sent_before,
};
use askama::Template;
use db::{Actor, Id, Tx};
use people::Holder;
use publish::{Running, running};
use release::{CrisisStop, Scope, channels_of, crisis_stop, release};
use strategy::Strategy;
use web::axum::{extract::Query, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, Stop, Wrong, done, html_status};

/// How many of those who are called the receipt names.
const CALLED_MAX: usize = 4;

struct Ready {
    id: String,
    name: String,
    text: String,
}

struct Blank {
    label: String,
    value: String,
    is_phone: bool,
    is_wrong: bool,
}

/// The question that a blank asks.
fn label(ctx: &Ctx, name: &str) -> String {
    match (blank_kind(name), name.to_lowercase().as_str()) {
        (BlankKind::Time, _) => ctx.t("compose-blank-time"),
        (BlankKind::Phone, _) => ctx.t("compose-blank-phone"),
        (BlankKind::Words, "område") => ctx.t("compose-blank-area"),
        (BlankKind::Words, "sted") => ctx.t("compose-blank-place"),
        (BlankKind::Words, _) => {
            let mut letters = name.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

#[derive(Template)]
#[template(path = "pages/urgent.html")]
struct Urgent {
    f: Frame,
    ready: Vec<Ready>,
    chosen: Option<Ready>,
    blanks: Vec<Blank>,
    preview: String,
    /// The hash of the text that the page shows; nothing else is sent from it.
    shown: String,
    /// The key of the form.
    once: String,
    wrong: Vec<Wrong>,
    /// Whom to ring where the one who looks is not on call.
    ring: Option<Vec<Holder>>,
    stop: Option<CrisisStop>,
    running: Vec<Running>,
    /// Whether the strategy has a rule on emergencies.
    has_rule: bool,
}

/// Which text.
#[derive(serde::Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    template: String,
}

pub(crate) async fn show(ctx: Ctx, Query(choice): Query<Choice>) -> Page {
    let typed = Typed { template: &choice.template, values: Vec::new(), once: Once::new(&ctx) };
    page(&ctx, typed, Vec::new()).await
}

/// What the form has in it.
struct Typed<'a> {
    template: &'a str,
    values: Vec<&'a str>,
    once: Once<'a>,
}

async fn page(ctx: &Ctx, typed: Typed<'_>, wrong: Vec<Wrong>) -> Page {
    let mut conn = ctx.db().read().await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let holders = on_call(&mut conn, &strategy, ctx.now()).await?;
    let stop = crisis_stop(&mut conn).await?;
    let running = running(&mut conn).await?;
    let has_rule = strategy.approval.as_ref().is_some_and(|approval| approval.emergency.is_some());
    drop(conn);
    let is_on_call = holders.iter().any(|holder| Some(holder.person_id) == ctx.actor().person());
    let ready: Vec<Ready> = ready_texts(&strategy)
        .into_iter()
        .map(|statement| Ready {
            id: statement.id.clone(),
            name: statement.name.clone(),
            text: statement.body.clone(),
        })
        .collect();
    let (values, chosen) = (&typed.values, ready.iter().find(|one| one.id == typed.template));
    let blanks: Vec<Blank> = chosen
        .map(|one| blanks(&one.text))
        .unwrap_or_default()
        .into_iter()
        .enumerate()
        .map(|(number, name)| Blank {
            label: label(ctx, name),
            is_phone: blank_kind(name) == BlankKind::Phone,
            is_wrong: wrong.iter().any(|one| one.field == format!("blank-{number}")),
            value: values.get(number).copied().unwrap_or_default().to_owned(),
        })
        .collect();
    let has_wrong_blank = wrong.iter().any(|one| one.field.starts_with("blank"));
    let preview = chosen
        .filter(|_| !has_wrong_blank)
        .and_then(|one| fill_blanks(&one.text, values, ctx.now()).ok())
        .unwrap_or_default();
    let ring = (!is_on_call && !ready.is_empty()).then_some(holders);
    let status = match (&ring, wrong.is_empty()) {
        (_, true) => StatusCode::OK,
        (Some(_), false) => StatusCode::FORBIDDEN,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let chosen =
        chosen.map(|one| Ready { id: one.id.clone(), name: one.name.clone(), text: one.text.clone() });
    let f = ctx.frame(Place::Desk, ctx.t("compose-urgent-title"));
    let shown = if preview.is_empty() { String::new() } else { hash_of(&preview) };
    let once = typed.once.key();
    let view =
        Urgent { f, ready, chosen, blanks, preview, shown, once, wrong, ring, stop, running, has_rule };
    html_status(status, Cache::Never, &view)
}

pub(crate) async fn publish(ctx: Ctx, fields: Fields) -> Page {
    let typed = Typed {
        template: fields.get("template"),
        values: fields.all("blank").collect(),
        once: Once::read(&ctx, &fields),
    };
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let text = match filled(&ctx, &in_force.strategy, &typed) {
        Ok(text) => text,
        Err(wrong) => return page(&ctx, typed, vec![wrong]).await,
    };
    if fields.has("show") {
        return page(&ctx, typed, Vec::new()).await;
    }
    // What goes out is what was shown.
    if fields.has("shown") && fields.get("shown") != hash_of(&text) {
        let wrong = Wrong { field: "preview", text: ctx.t("compose-urgent-other-text") };
        return page(&ctx, typed, vec![wrong]).await;
    }
    let key = typed.once.of(&[typed.template, &text]);
    let mut tx = ctx.db().begin().await?;
    let what = (typed.template, typed.values.as_slice());
    match publish_urgent(&mut tx, ctx.actor(), &in_force, what, key.as_deref()).await {
        Ok(message) => {
            release_now(&mut tx, ctx.actor(), &in_force.strategy, message).await?;
            let called = called_about(&mut tx, message).await?;
            tx.commit().await?;
            told(&ctx, message, "compose-urgent-done", called)
        }
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            match (refusal.field, refusal.key) {
                (Some(field), _) => {
                    let wrong = Wrong { field, text: ctx.refusal(&refusal) };
                    page(&ctx, typed, vec![wrong]).await
                }
                // The duty may have ended while the blanks were filled in: the text is shown with whom to ring.
                (None, NOT_ON_CALL) => {
                    page(&ctx, typed, vec![Wrong { field: "ring", text: ctx.refusal(&refusal) }]).await
                }
                (None, SENT_BEFORE) => told_before(&ctx, key, "compose-urgent-done").await,
                _ => Err(Stop::Refusal(refusal)),
            }
        }
        Err(fault) => Err(fault),
    }
}

/// The ready text with its blanks filled in, or what is wrong with one of them, called what the form calls it.
fn filled(ctx: &Ctx, strategy: &Strategy, typed: &Typed<'_>) -> Result<String, Wrong> {
    let statement = ready_texts(strategy).into_iter().find(|statement| statement.id == typed.template);
    let Some(statement) = statement else { return Ok(String::new()) };
    let text = fill_blanks(&statement.body, &typed.values, ctx.now()).map_err(|bad: BadBlank| {
        let name = blanks(&statement.body).get(bad.number).copied().unwrap_or_default();
        let question = label(ctx, name);
        let question = question.split(" (").next().unwrap_or_default().trim_end_matches('?');
        let refusal = Refusal::new(bad.key).with("label", question);
        Wrong { field: bad.field(), text: ctx.refusal(&refusal) }
    })?;
    let wrong =
        |refusal: Refusal| Wrong { field: refusal.field.unwrap_or("blank-0"), text: ctx.refusal(&refusal) };
    check_words(&typed.values, &text).map_err(wrong)?;
    Ok(text)
}

/// Goes on to the thread and says there what was done and who is called to look at it.
pub(crate) fn told(ctx: &Ctx, message: Id, key: &str, mut called: Vec<String>) -> Page {
    called.dedup();
    called.truncate(CALLED_MAX);
    let who = if called.is_empty() { "none".to_owned() } else { called.join(", ") };
    done(ctx, format!("/messages/{message}"), key, &[("who", &who)])
}

/// The receipt of what the same form made before: two clicks are one act.
pub(crate) async fn told_before(ctx: &Ctx, form_key: Option<String>, key: &str) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = match &form_key {
        Some(form_key) => sent_before(&mut conn, form_key).await?,
        None => None,
    };
    let message = message.ok_or_else(Refusal::not_found)?;
    let called = called_about(&mut conn, message).await?;
    told(ctx, message, key, called)
}

/// Releases an urgent message to everybody at once.
pub(crate) async fn release_now(tx: &mut Tx, actor: &Actor, strategy: &Strategy, message: Id) -> Outcome<()> {
    let edition = message::Message::get(tx, message).await?.edition_id;
    let content = message::Edition::get(tx, edition).await?.content.0;
    for scope in [Scope::Internal, Scope::External] {
        if !channels_of(strategy, &content, scope).is_empty() {
            release(tx, actor, message, scope).await?;
        }
    }
    // The notice stands from this moment, so that what follows it right away finds it.
    publish::follow_now(tx, message).await
}
