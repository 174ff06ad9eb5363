//! The urgent notice: choose a text that is ready, fill in the blanks, look, send. Staff and
//! readers get it at once, on the ground of the emergency (P6).

use approval::{
    BlankKind, NOT_ON_CALL, blank_kind, blanks, fill_blanks, on_call, publish_urgent, ready_texts,
    second_eyes,
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
    page(&ctx, &choice.template, &[], Vec::new()).await
}

async fn page(ctx: &Ctx, template: &str, values: &[&str], wrong: Vec<Wrong>) -> Page {
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
    let chosen = ready.iter().find(|one| one.id == template);
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
    let preview = chosen.and_then(|one| fill_blanks(&one.text, values, ctx.now()).ok()).unwrap_or_default();
    let ring = (!is_on_call && !ready.is_empty()).then_some(holders);
    let status = match (&ring, wrong.is_empty()) {
        (_, true) => StatusCode::OK,
        (Some(_), false) => StatusCode::FORBIDDEN,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let chosen =
        chosen.map(|one| Ready { id: one.id.clone(), name: one.name.clone(), text: one.text.clone() });
    let f = ctx.frame(Place::Desk, ctx.t("compose-urgent-title"));
    let view = Urgent { f, ready, chosen, blanks, preview, wrong, ring, stop, running, has_rule };
    html_status(status, Cache::Never, &view)
}

pub(crate) async fn publish(ctx: Ctx, fields: Fields) -> Page {
    let template = fields.get("template");
    let values: Vec<&str> = fields.all("blank").collect();
    if fields.has("show") {
        return look(&ctx, template, &values).await;
    }
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let mut tx = ctx.db().begin().await?;
    let message = match publish_urgent(&mut tx, ctx.actor(), &in_force, template, &values).await {
        Ok(message) => message,
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            let wrong =
                vec![Wrong { field: refusal.field.unwrap_or("blank-0"), text: ctx.refusal(&refusal) }];
            return page(&ctx, template, &values, wrong).await;
        }
        // The duty may have ended while the blanks were filled in: the text is shown with whom to ring.
        Err(Stop::Refusal(refusal)) if refusal.key == NOT_ON_CALL => {
            drop(tx);
            return page(&ctx, template, &values, vec![Wrong { field: "ring", text: ctx.refusal(&refusal) }])
                .await;
        }
        Err(stop) => return Err(stop),
    };
    release_now(&mut tx, ctx.actor(), &in_force.strategy, message).await?;
    tx.commit().await?;
    told(&ctx, message, "compose-urgent-done").await
}

/// Goes on to the thread and says there what was done and who is called to look at it.
pub(crate) async fn told(ctx: &Ctx, message: Id, key: &str) -> Page {
    let by = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    let called = second_eyes(&mut ctx.db().read().await?, by, ctx.now()).await?;
    let mut functions: Vec<&str> = called.iter().map(|holder| holder.function.as_str()).collect();
    functions.dedup();
    functions.truncate(CALLED_MAX);
    let who = if functions.is_empty() { "none".to_owned() } else { functions.join(", ") };
    done(ctx, format!("/messages/{message}"), key, &[("who", &who)])
}

/// Shows the text as it will be, or what is wrong with what was typed.
async fn look(ctx: &Ctx, template: &str, values: &[&str]) -> Page {
    let strategy = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?.strategy;
    let statement = ready_texts(&strategy).into_iter().find(|statement| statement.id == template);
    let filled = statement.map(|statement| fill_blanks(&statement.body, values, ctx.now()));
    let wrong = match filled {
        Some(Err(bad)) => {
            let refusal = Refusal::new(bad.key).with("number", bad.number + 1);
            vec![Wrong { field: bad.field(), text: ctx.refusal(&refusal) }]
        }
        _ => Vec::new(),
    };
    page(ctx, template, values, wrong).await
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
    Ok(())
}
