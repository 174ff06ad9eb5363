//! A correction: a message of its own that points back and starts from the text that is out, or from what
//! somebody has typed over it.

use crate::save;
use db::{AsConn, Id, Tx, run};
use message::{Content, Edition, Message};
use strategy::words::{Audience, ConnectorKind};
use web::{Ctx, Outcome, Refusal};

/// The refusal of a correction while a part of the original still waits to go out, and nobody has said what is to
/// become of that.
pub(crate) const REST_WAITS: &str = "compose-rest-waits";

/// What is to become of what has not left of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// It is stopped; the correction comes instead.
    Stop,
    /// It goes out as planned.
    Send,
}

impl Rest {
    /// What the buttons send.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "stop" => Some(Self::Stop),
            "send" => Some(Self::Send),
            _ => None,
        }
    }
}

/// Begins the correction of a message that is out, with the text as `typed` where there is one. One that is begun
/// and not out yet is gone on with.
///
/// # Errors
/// When nothing of it is out, the actor may not write for its unit, or a part still waits and nobody has said what is
/// to become of it.
pub(crate) async fn correction(
    ctx: &Ctx,
    tx: &mut Tx,
    id: Id,
    typed: Option<Content>,
    rest: Option<Rest>,
) -> Outcome<Id> {
    // What is corrected already is corrected in its newest text, unless somebody has written over an older one.
    let id = match release::corrected_by(tx, id).await? {
        Some(newest) if typed.is_none() => newest,
        Some(newest) => {
            let title = Message::get(tx, newest).await?.title;
            return Err(Refusal::conflict("compose-corrected-already").with("title", title).into());
        }
        None => id,
    };
    thread::lock(tx, id).await?;
    let message = Message::for_actor(tx, ctx.actor(), id).await?;
    let releases = release::of_message(tx, id).await?;
    let out = releases.iter().rev().find(|row| row.scope == "external").or(releases.last());
    let out = out.ok_or_else(|| Refusal::new("compose-nothing-out"))?;
    if let Some(when) = rest_waits(ctx, tx, id).await? {
        match rest {
            Some(Rest::Stop) => {
                release::supersede(tx, ctx.actor(), id, None).await?;
                dispatch::spare_rest(tx, ctx.actor(), id).await?;
            }
            Some(Rest::Send) => {}
            None => return Err(Refusal::conflict(REST_WAITS).with("when", when).into()),
        }
    }
    if let Some(begun) = begun(tx, id).await?.filter(|_| typed.is_none()) {
        return Ok(begun);
    }
    let sent = Edition::get(tx, out.edition_id).await?.content.0;
    let mut content = typed.unwrap_or_else(|| sent.clone());
    let prefix = ctx.fill("compose-correction-title", &[("title", "")]);
    if content.title == sent.title && !sent.title.starts_with(prefix.trim()) {
        content.title = ctx.fill("compose-correction-title", &[("title", &message.title)]);
    }
    let strategy = strategy::in_force(tx, ctx.db().memo()).await?.strategy;
    // Subscribers get a correction only if the author says so.
    content.topics.clear();
    content.channels.retain(|id| {
        strategy.channel(id).is_none_or(|channel| {
            channel.kind != ConnectorKind::Email || channel.audience == Audience::Internal
        })
    });
    // Pressed twice, it is one correction.
    if let Some(begun) = begun(tx, id).await? {
        let latest = Message::get(tx, begun).await?.edition_id;
        if Edition::get(tx, latest).await?.hash == content.hash() {
            return Ok(begun);
        }
    }
    save::begin(tx, ctx.actor(), &strategy, &content, Some(id)).await
}

/// When the rest of a message goes out, in words, where not everybody has it yet: by a plan, or by mails that wait.
pub(crate) async fn rest_waits(ctx: &Ctx, conn: &mut impl AsConn, id: Id) -> db::Result<Option<String>> {
    if let Some(plan) = release::open_schedules(conn, id).await?.first() {
        return Ok(Some(ctx.when(plan.due_at).short()));
    }
    let waiting = dispatch::waiting(conn, id).await?;
    Ok((waiting > 0).then(|| ctx.t("compose-rest-by-mail")))
}

/// The correction of a message that is begun and not out.
pub(crate) async fn begun(conn: &mut impl AsConn, corrects: Id) -> db::Result<Option<Id>> {
    run!(
        conn,
        scalar Id,
        "select id from message where corrects_id = $1 and out_edition_id is null order by made_at desc limit 1",
        [corrects] => fetch_optional
    )
}
