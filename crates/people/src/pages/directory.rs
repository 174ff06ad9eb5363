//! The register: the tree of units with how many work where, and people found by function.

use crate::{Branch, PEOPLE, People};
use askama::Template;
use strategy::Strategy;
use web::axum::extract::Query;
use web::{Cache, Ctx, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/directory.html")]
struct Directory {
    f: Frame,
    query: String,
    units: Vec<Shown>,
    people: People,
    next_page: i64,
    may_keep: bool,
}

/// A unit as a line of the tree.
struct Shown {
    unit: Branch,
    depth: usize,
    level: String,
    below: i64,
}

/// What is looked for, and which page of it.
#[derive(serde::Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    pub(super) page: i64,
}

/// How deep the tree is drawn; what lies deeper stands as deep as this.
const DEPTH_MAX: usize = 5;

pub(crate) async fn show(ctx: Ctx, Query(search): Query<Search>) -> Page {
    let mut conn = ctx.db().read().await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let query = search.q.trim().to_owned();
    let all = Branch::all(&mut conn).await?;
    let (units, people) = if query.is_empty() {
        (all.iter().collect(), People::default())
    } else {
        let word = query.to_lowercase();
        let named = all.iter().filter(|unit| unit.name.to_lowercase().contains(&word));
        (named.collect::<Vec<_>>(), People::search(&mut conn, &query, search.page).await?)
    };
    let shown = |unit: &Branch| Shown {
        depth: if query.is_empty() { unit.depth().min(DEPTH_MAX) } else { 0 },
        level: level_name(&strategy, &unit.level),
        below: unit.below(&all),
        unit: unit.clone(),
    };
    let view = Directory {
        f: ctx.frame(Place::Desk, ctx.t("people-title")),
        units: units.into_iter().map(shown).collect(),
        next_page: search.page.max(0) + 1,
        may_keep: ctx.actor().may(PEOPLE),
        people,
        query,
    };
    html(Cache::Never, &view)
}

/// What the strategy calls a level of responsibility.
pub(super) fn level_name(strategy: &Strategy, id: &str) -> String {
    strategy
        .levels
        .iter()
        .find(|level| level.id == id)
        .map_or_else(|| id.to_owned(), |level| level.name.clone())
}
