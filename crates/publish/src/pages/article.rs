//! One article, as its readers see it.

use crate::{
    article::{Article, Related},
    notice::{Running, running},
};
use askama::Template;
use markup::HtmlOptions;
use message::{Content, Edition};
use release::Scope;
use web::axum::extract::Path;
use web::{Cache, Ctx, Frame, Page, Place, Refusal, framed, html};

#[derive(Template)]
#[template(path = "pages/article.html")]
struct ArticlePage {
    f: Frame,
    article: Article,
    content: Content,
    unit_name: String,
    body: String,
    newer: Option<Related>,
    older: Option<Related>,
    bar: Vec<Running>,
}

/// What a channel carries as HTML for its readers on our own pages.
pub(crate) fn body_html(content: &Content, channel: &str) -> String {
    content.body_for(channel).to_html(&HtmlOptions { heading_ids: Some("h-"), ..message::html_options() })
}

/// The same for those who read it elsewhere, in a feed: with whole addresses.
pub(crate) fn body_html_outside(content: &Content, channel: &str, base: &str) -> String {
    content.body_for(channel).to_html(&HtmlOptions { base: Some(base), ..message::html_options() })
}

/// An edition as the public page of a channel will show it, for a look before it is out.
///
/// # Errors
/// When the template fails.
pub fn preview(ctx: &Ctx, edition: &Edition, channel: &str, unit_name: &str) -> Page {
    let content = edition.content.0.clone();
    let article = Article {
        message_id: edition.message_id,
        edition_id: edition.id,
        channel: channel.to_owned(),
        slug: String::new(),
        language: content.language.tag().to_owned(),
        title: content.title.clone(),
        main_point: content.main_point.clone(),
        theme: String::new(),
        published_at: ctx.now(),
        changed_at: ctx.now(),
    };
    let f = ctx.frame(Place::Public, article.title.clone()).still();
    let (body, unit_name) = (body_html(&content, channel), unit_name.to_owned());
    framed(html(
        Cache::Never,
        &ArticlePage { f, article, content, unit_name, body, newer: None, older: None, bar: Vec::new() },
    ))
}

pub(crate) async fn show(ctx: Ctx, Path(slug): Path<String>) -> Page {
    let mut conn = ctx.db().read().await?;
    let Some(article) = Article::at(&mut conn, &slug).await? else {
        let gone = crate::article::is_gone(&mut conn, &slug).await?;
        return Err(if gone { crate::take_down::gone() } else { Refusal::not_found() }.into());
    };
    let content = Edition::get(&mut conn, article.edition_id).await?.content.0;
    let unit_name = release::sender(&mut conn, article.message_id, Scope::External).await?;
    let newer = article.newer(&mut conn).await?;
    let older = article.older(&mut conn).await?;
    let bar = running(&mut conn).await?;
    let f = ctx.frame(Place::Public, article.title.clone()).describe(&article.main_point);
    let body = body_html(&content, &article.channel);
    html(crate::take_down::KEEP, &ArticlePage { f, article, content, unit_name, body, newer, older, bar })
}
