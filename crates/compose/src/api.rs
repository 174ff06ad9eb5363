//! Writing messages by the API: begin, save on top of what one saw, correct. The same verbs as
//! behind the editor; what the program would guess for a person it guesses for a program too.

mod typed;

use crate::{
    correct::{Rest, correction},
    save,
};
use message::{API_SHAPE, ApiView, Edition, Message, Saved};
use people::WRITE_MESSAGES;
use serde::Deserialize;
use typed::{CONTENT, ContentBody};
use web::api::{self, Endpoint, Field, Kind, Schema, Sent, act};
use web::axum::extract::Path;
use web::{Access, Ctx, Page, Refusal, Routes};

#[derive(Deserialize)]
struct SaveBody {
    edition_id: db::Id,
    hash: String,
    content: ContentBody,
    end_plan: Option<bool>,
}

const SAVE: Schema = Schema {
    name: "SaveRequest",
    fields: &[
        Field::new("edition_id", Kind::Id, "The edition that the change was made on."),
        Field::new("hash", Kind::Text, "The hash of that edition as it was read."),
        Field::new("content", Kind::Object(&CONTENT), "All that it is to say."),
        Field::maybe(
            "end_plan",
            Kind::Flag,
            "Whether the change may end a plan: more than a small correction takes the yes away, and with it the time.",
        ),
    ],
};

#[derive(Default, Deserialize)]
struct CorrectBody {
    rest: Option<String>,
}

const CORRECT: Schema = Schema {
    name: "CorrectionRequest",
    fields: &[Field::maybe(
        "rest",
        Kind::Text,
        "Where a part of the original has not left yet: stop, or send for letting it go out as planned.",
    )],
};

const MESSAGES: &str = "/api/v1/messages";
const EDITIONS: &str = "/api/v1/messages/{id}/editions";
const CORRECTIONS: &str = "/api/v1/messages/{id}/corrections";

/// What the routes take and give.
pub(crate) const API: &[Endpoint] = &[
    Endpoint::post(MESSAGES, WRITE_MESSAGES, "compose-api-begin", Some(&CONTENT), &API_SHAPE),
    Endpoint::post(EDITIONS, WRITE_MESSAGES, "compose-api-save", Some(&SAVE), &API_SHAPE),
    Endpoint::post(CORRECTIONS, WRITE_MESSAGES, "compose-api-correct", Some(&CORRECT), &API_SHAPE),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let writer = Access::Token(WRITE_MESSAGES);
    routes.post(MESSAGES, writer, begin).post(EDITIONS, writer, save).post(CORRECTIONS, writer, correct)
}

async fn begin(ctx: Ctx, sent: Sent) -> Page {
    let body: ContentBody = sent.read(&CONTENT)?;
    let strategy = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?.strategy;
    let content = body.content(&strategy, None)?;
    act(&ctx, &sent, async |tx| {
        let id = save::begin(tx, ctx.actor(), &strategy, &content, None).await?;
        ApiView::get(tx, id).await
    })
    .await
}

async fn save(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: SaveBody = sent.read(&SAVE)?;
    let mut conn = ctx.db().read().await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let before = Edition::get(&mut conn, message.edition_id).await?;
    drop(conn);
    let content = body.content.content(&strategy, Some(&before.content.body))?;
    let base = (body.edition_id, body.hash.as_str());
    let may_end_plan = body.end_plan.unwrap_or(false);
    act(&ctx, &sent, async |tx| {
        match save::save(tx, ctx.actor(), &strategy, id, base, &content, may_end_plan).await? {
            Saved::Edition(_) => ApiView::get(tx, id).await,
            Saved::Conflict(_) => Err(Refusal::conflict("compose-api-conflict").into()),
        }
    })
    .await
}

async fn correct(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: CorrectBody = if sent.is_empty() { CorrectBody::default() } else { sent.read(&CORRECT)? };
    let rest = body.rest.as_deref().and_then(Rest::parse);
    act(&ctx, &sent, async |tx| {
        let new = correction(&ctx, tx, id, None, rest).await?;
        ApiView::get(tx, new).await
    })
    .await
}
