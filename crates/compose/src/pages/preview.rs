//! The message as each channel will carry it: the public page, the staff page and the mails as they
//! arrive, and the texts that people put into other channels themselves.

use askama::Template;
use db::Id;
use message::{Edition, Message};
use strategy::{
    model::Channel,
    words::{Audience, ConnectorKind},
};
use web::axum::{body::Body, extract::Path, http::header, response::Response};
use web::{Cache, Ctx, Frame, Page, Place, Refusal, Stop, framed, html};

/// A channel with what it will show.
struct View {
    id: String,
    name: String,
    /// A page or mail of its own, or a text.
    is_page: bool,
    text: String,
    length: usize,
    limit: Option<u32>,
}

#[derive(Template)]
#[template(path = "pages/preview.html")]
struct Preview {
    f: Frame,
    message: Message,
    views: Vec<View>,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let edition = Edition::get(&mut conn, message.edition_id).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let chosen = strategy.channels.iter().filter(|channel| edition.content.has_channel(&channel.id));
    let views = chosen.map(|channel| view(channel, &edition)).collect();
    html(Cache::Never, &Preview { f: ctx.frame(Place::Desk, ctx.t("compose-preview-title")), message, views })
}

fn view(channel: &Channel, edition: &Edition) -> View {
    let is_page = channel.kind.is_document();
    let text = if is_page { String::new() } else { check::channel_text(&edition.content, channel) };
    View {
        id: channel.id.clone(),
        name: channel.name.clone(),
        is_page,
        length: text.chars().count(),
        text,
        limit: channel.limits.as_ref().and_then(|limits| limits.max_characters),
    }
}

/// What stands in the frame of a channel.
pub(crate) async fn inside(ctx: Ctx, Path((id, channel)): Path<(Id, String)>) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), id).await?;
    let edition = Edition::get(&mut conn, message.edition_id).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    drop(conn);
    let channel = strategy.channel(&channel).ok_or_else(Refusal::not_found)?;
    match channel.kind {
        ConnectorKind::Newsroom => publish::article_preview(&ctx, &edition, &channel.id, &message.unit_name),
        ConnectorKind::StaffFeed => publish::staff_preview(&ctx, &edition, &channel.id, &message.unit_name),
        ConnectorKind::Email => {
            let external = channel.audience == Audience::External;
            let by = dispatch::MailBy { channel: &channel.id, external, trial: false };
            let mail = dispatch::mail_preview(ctx.site(), &edition, by);
            let mail = mail.ok_or_else(|| Stop::fault("a mail without an address"))?;
            let response = Response::builder().header(header::CONTENT_TYPE, "text/html; charset=utf-8");
            let response = response.header(header::CACHE_CONTROL, "no-store").body(Body::from(mail.html));
            framed(response.map_err(|error| Stop::fault(error.to_string())))
        }
        _ => Err(Refusal::not_found().into()),
    }
}
