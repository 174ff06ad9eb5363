//! The red thread of a message as the API gives it: every step, also those not begun.

use crate::Message;
use serde::Serialize;
use std::collections::BTreeMap;
use thread::{State, Step, StepRow};
use web::api::{self, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::{extract::Path, http::StatusCode};
use web::{Ctx, Page, api_json};

/// A step.
#[derive(Serialize)]
struct View {
    step: &'static str,
    state: &'static str,
    at: Option<String>,
    who: Option<String>,
    note: Option<String>,
    args: BTreeMap<String, String>,
    item: Option<String>,
}

const STEP: Schema = Schema {
    name: "Step",
    fields: &[
        Field::new(
            "step",
            Kind::Text,
            "goal, plan, message, checks, approval, internal, channels, dialogue or result.",
        ),
        Field::new("state", Kind::Text, "missing, waiting, done, broken or skipped."),
        Field::maybe("at", Kind::Time, "When it last moved; null where it has not begun."),
        Field::maybe("who", Kind::Text, "Who moved it, by function."),
        Field::maybe("note", Kind::Text, "The key of the sentence that says how far it is."),
        Field::new("args", Kind::TextMap, "The particulars of that sentence."),
        Field::maybe("item", Kind::Text, "The item of the strategy that asks for it."),
    ],
};

/// The steps.
pub(crate) const LIST: Endpoint = Endpoint::get(
    "/api/v1/messages/{id}/thread",
    people::READ_MESSAGES,
    "message-api-thread",
    Gives::All(&STEP),
);

pub(crate) async fn list(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let rows = thread::steps(&mut conn, &[id]).await?;
    let steps = Step::ALL
        .into_iter()
        .map(|step| View::of(step, rows.iter().find(|row| row.step == step.word())))
        .collect();
    api_json(StatusCode::OK, &List::<View>::all(steps))
}

impl View {
    fn of(step: Step, row: Option<&StepRow>) -> Self {
        Self {
            step: step.word(),
            state: row.map_or(State::Missing, |row| State::parse(&row.state)).word(),
            at: row.map(|row| api::time(row.at)),
            who: row.map(|row| row.who.clone()),
            note: row.map(|row| row.note.clone()),
            args: row.map(|row| row.args.0.clone()).unwrap_or_default(),
            item: row.map(|row| row.item.clone()).filter(|item| !item.is_empty()),
        }
    }
}
