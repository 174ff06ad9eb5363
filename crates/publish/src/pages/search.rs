//! Search in the newsroom; other forms of a word are found too.

use crate::{
    article::Article,
    notice::{Running, running},
    words::patterns,
};
use askama::Template;
use web::axum::extract::Query;
use web::{Cache, Ctx, Frame, Page, Place, html};

/// How many hits are shown.
const HITS_MAX: i64 = 50;
/// How many characters of a query are looked at.
const QUERY_MAX: usize = 100;

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Search {
    f: Frame,
    query: String,
    articles: Vec<Article>,
    bar: Vec<Running>,
}

/// What is looked for.
#[derive(serde::Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
}

pub(crate) async fn show(ctx: Ctx, Query(wanted): Query<Wanted>) -> Page {
    let query: String = wanted.q.trim().chars().take(QUERY_MAX).collect();
    let patterns = patterns(&query);
    let mut conn = ctx.db().read().await?;
    let articles = match patterns.is_empty() {
        true => Vec::new(),
        false => Article::search(&mut conn, &patterns, HITS_MAX).await?,
    };
    let bar = running(&mut conn).await?;
    let f = ctx.frame(Place::Public, ctx.t("publish-search-title"));
    html(Cache::Never, &Search { f, query, articles, bar })
}
