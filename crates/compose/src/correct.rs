//! A correction: a message of its own that points back and starts from the text that is out.

use crate::save;
use db::{Id, Tx};
use message::{Edition, Message};
use strategy::words::{Audience, ConnectorKind};
use web::{Ctx, Outcome, Refusal};

/// Begins the correction of a message that is out.
///
/// # Errors
/// When nothing of it is out, or the actor may not write for its unit.
pub(crate) async fn correction(ctx: &Ctx, tx: &mut Tx, id: Id) -> Outcome<Id> {
    let message = Message::for_actor(tx, ctx.actor(), id).await?;
    let releases = release::of_message(tx, id).await?;
    let out = releases.iter().rev().find(|row| row.scope == "external").or(releases.last());
    let out = out.ok_or_else(|| Refusal::new("compose-nothing-out"))?;
    let mut content = Edition::get(tx, out.edition_id).await?.content.0;
    content.title = ctx.fill("compose-correction-title", &[("title", &message.title)]);
    let strategy = strategy::in_force(tx, ctx.db().memo()).await?.strategy;
    // Subscribers get a correction only if the author says so.
    content.topics.clear();
    content.channels.retain(|id| {
        strategy.channel(id).is_none_or(|channel| {
            channel.kind != ConnectorKind::Email || channel.audience == Audience::Internal
        })
    });
    save::begin(tx, ctx.actor(), &strategy, &content, Some(id)).await
}
