//! The newsroom: the latest news, the news of one theme, and the archive.

use crate::{
    article::{Headline, front, headlines},
    notice::{Notice, Running, running},
    take_down::KEEP,
};
use askama::Template;
use db::{Db, Timestamp};
use std::sync::Arc;
use strategy::{Strategy, version::look_up};
use web::axum::extract::{Path, Query};
use web::{Ctx, Frame, Page, Place, html};

/// How many articles the front page shows.
const FRONT_MAX: i64 = 28;
/// How many articles an archive page shows.
const ARCHIVE_MAX: i64 = 50;

/// A theme of the core narrative, as a link.
pub(crate) struct ThemeLink {
    id: String,
    name: String,
}

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    f: Frame,
    lead: String,
    news: Arc<News>,
    older: Option<Timestamp>,
    is_front: bool,
    bar: Vec<Running>,
}

/// The articles and themes of a page; the type of the front page's shared read.
struct News {
    articles: Vec<Headline>,
    themes: Vec<ThemeLink>,
    notices: Vec<Notice>,
}

fn themes(strategy: &Strategy) -> Vec<ThemeLink> {
    let themes = strategy.narrative.iter().flat_map(|narrative| &narrative.themes);
    themes.map(|theme| ThemeLink { id: theme.id.clone(), name: theme.name.clone() }).collect()
}

/// What the front page shows, read once for everybody who opens it at the same moment.
async fn latest(db: &Db) -> db::Result<Arc<News>> {
    db.read_together(async {
        let mut conn = db.read().await?;
        let front = front(&mut conn, FRONT_MAX, db.now()).await?;
        let themes = match front.version_id {
            // News are shown also where the strategy cannot be read any more.
            Some(version) => {
                let strategy = look_up(&mut conn, db.memo(), version).await;
                strategy.map(|strategy| themes(&strategy)).unwrap_or_default()
            }
            None => Vec::new(),
        };
        let articles = front.headlines.map(|headlines| headlines.0).unwrap_or_default();
        Ok(News { articles, themes, notices: front.notices.map(|notices| notices.0).unwrap_or_default() })
    })
    .await
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let news = latest(ctx.db()).await?;
    let lead = ctx.fill("publish-home-lead", &[("municipality", &ctx.config().municipality)]);
    let f = ctx.frame(Place::Public, ctx.t("publish-home-title")).describe(&lead);
    html(KEEP, &Home { f, lead, news, older: None, is_front: true, bar: Vec::new() })
}

pub(crate) async fn theme(ctx: Ctx, Path(theme): Path<String>) -> Page {
    let mut conn = ctx.db().read().await?;
    let themes = themes(&strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy);
    let found = themes.iter().find(|known| known.id == theme).ok_or_else(web::Refusal::not_found)?;
    let title = found.name.clone();
    let articles = headlines(&mut conn, &theme, i64::MAX, ARCHIVE_MAX).await?;
    let bar = running(&mut conn).await?;
    let f = ctx.frame(Place::Public, title);
    let news = Arc::new(News { articles, themes, notices: Vec::new() });
    html(KEEP, &Home { f, lead: String::new(), news, older: None, is_front: false, bar })
}

/// Where the archive goes on.
#[derive(serde::Deserialize)]
pub(crate) struct Before {
    before: Option<Timestamp>,
}

pub(crate) async fn archive(ctx: Ctx, Query(query): Query<Before>) -> Page {
    let before = query.before.unwrap_or(i64::MAX);
    let mut conn = ctx.db().read().await?;
    let articles = headlines(&mut conn, "", before, ARCHIVE_MAX).await?;
    let bar = running(&mut conn).await?;
    drop(conn);
    let full = articles.len() == usize::try_from(ARCHIVE_MAX).unwrap_or(usize::MAX);
    let older = articles.last().filter(|_| full).map(|article| article.published_at);
    let f = ctx.frame(Place::Public, ctx.t("publish-archive-title"));
    let news = Arc::new(News { articles, themes: Vec::new(), notices: Vec::new() });
    html(KEEP, &Home { f, lead: String::new(), news, older, is_front: false, bar })
}
