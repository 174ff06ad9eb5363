//! Beginning a message from the editor. The same form sent twice begins one: two clicks, or a click while the editor
//! saves by itself.

use crate::{
    form::Typed,
    pages::{
        editor::{after_save, around, refused},
        once::Once,
        saved::saved_json,
    },
    save,
};
use db::{Id, Tx};
use message::{Content, Edition, Message};
use strategy::Strategy;
use web::{Ctx, Fields, Outcome, Page, Stop};

pub(crate) async fn create(ctx: Ctx, fields: Fields) -> Page {
    let typed = Typed::read(&fields);
    let around = around(&ctx, &mut ctx.db().read().await?).await?;
    let content = match typed.content(&around.strategy, None) {
        Ok(content) => content,
        Err(wrong) => return refused(&ctx, around, None, None, typed, wrong, fields.get("plan")).await,
    };
    let mut tx = ctx.db().begin().await?;
    match begin(&ctx, &mut tx, &around.strategy, (&fields, &typed), &content).await {
        Ok(id) => {
            tx.commit().await?;
            if fields.has("autosave") {
                return saved_json(&ctx, id).await;
            }
            after_save(&fields, id)
        }
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            refused(&ctx, around, None, None, typed, vec![*refusal], fields.get("plan")).await
        }
        Err(stop) => Err(stop),
    }
}

async fn begin(
    ctx: &Ctx,
    tx: &mut Tx,
    strategy: &Strategy,
    (fields, typed): (&Fields, &Typed),
    content: &Content,
) -> Outcome<Id> {
    let form = Once::read(ctx, fields).of(&[]);
    let before = match (&form, ctx.actor().person()) {
        (Some(form), Some(person)) => message::begun(tx, person, form).await?,
        _ => None,
    };
    if let Some(id) = before
        && goes_on(ctx, tx, strategy, id, typed).await?
    {
        return Ok(id);
    }
    let id = save::begin(tx, ctx.actor(), strategy, content, None).await?;
    if let Some(form) = form.filter(|_| before.is_none()) {
        message::note_form(tx, id, &form).await?;
    }
    if let Ok(plan) = fields.get("plan").parse::<Id>() {
        message::join_plan(tx, ctx.actor(), id, Some(plan)).await?;
    }
    Ok(id)
}

/// Whether what was sent is the message that the form has begun already: it says so now, or it is the first draft still,
/// and gets these words. Whoever goes back to the form when more has happened begins another.
async fn goes_on(ctx: &Ctx, tx: &mut Tx, strategy: &Strategy, id: Id, typed: &Typed) -> Outcome<bool> {
    let message = Message::get(tx, id).await?;
    let latest = Edition::get(tx, message.edition_id).await?;
    // Blocks that did not change are the same blocks.
    let Ok(content) = typed.content(strategy, Some(&latest.content.body)) else { return Ok(false) };
    if latest.content.0.hash() == content.hash() {
        return Ok(true);
    }
    // Saved since it was begun: those words are newer than the form's.
    let is_first = latest.number == 1 && latest.frozen_at.is_none() && latest.saved_at == message.made_at;
    if !is_first || Some(latest.saved_by) != ctx.actor().person() {
        return Ok(false);
    }
    save::save(tx, ctx.actor(), strategy, id, (latest.id, &latest.hash), &content, false).await?;
    Ok(true)
}
