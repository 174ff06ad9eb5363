//! The municipality's list of words: what is on it, who put it there, and how it grows.

use crate::house::{self, HouseWord, WORD_MAX, may_keep_words};
use askama::Template;
use db::Id;
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Stop, Wrong, api_json, done, html_status};

/// Where the list is.
pub(crate) const PATH: &str = "/language/words";

#[derive(Template)]
#[template(path = "pages/words.html")]
struct Words {
    f: Frame,
    words: Vec<HouseWord>,
    may_keep: bool,
    word: String,
    word_max: usize,
    wrong: Vec<Wrong>,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, "", Vec::new()).await
}

async fn page(ctx: &Ctx, word: &str, wrong: Vec<Wrong>) -> Page {
    let words = house::house_words(&mut ctx.db().read().await?).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = Words {
        f: ctx.frame(Place::Desk, ctx.t("check-words-title")),
        words,
        may_keep: may_keep_words(ctx.actor()),
        word: word.to_owned(),
        word_max: WORD_MAX,
        wrong,
    };
    html_status(status, Cache::Never, &view)
}

/// Adds a word. The editor sends `inline`, and gets a line to show instead of a page.
pub(crate) async fn add(ctx: Ctx, fields: Fields) -> Page {
    let typed = fields.get("word");
    let mut tx = ctx.db().begin().await?;
    match house::add_word(&mut tx, ctx.actor(), typed).await {
        Ok(word) => {
            tx.commit().await?;
            if fields.has("inline") {
                let message = ctx.fill("check-word-added", &[("word", &word)]);
                return api_json(StatusCode::OK, &serde_json::json!({ "message": message }));
            }
            done(&ctx, PATH, "check-word-added-done", &[])
        }
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            let text = ctx.refusal(&refusal);
            if fields.has("inline") {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return api_json(status, &serde_json::json!({ "message": text }));
            }
            page(&ctx, typed, vec![Wrong { field: "word", text }]).await
        }
        Err(stop) => Err(stop),
    }
}

/// Takes a word away.
pub(crate) async fn remove(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    house::remove_word(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, PATH, "check-word-removed-done", &[])
}
