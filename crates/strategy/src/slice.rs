//! The slice: its pages, and the answer to "why" that every refusal and proposal shows.

use crate::{ADOPT, Strategy, api, pages, version};
use db::Db;
use web::{Access, Because, BoxFuture, Nav, Object, Slice, Stop};

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let keeper = Access::Right(ADOPT, Object::Whole);
            api::routes(routes)
                .get("/strategy", Access::Public, pages::strategy::show)
                .get("/strategy.toml", Access::Public, pages::strategy::file)
                .get("/strategy/versions", keeper, pages::versions::show)
                .post("/strategy/versions", keeper, pages::versions::add)
                .get("/strategy/versions/{id}", keeper, pages::version::show)
                .get("/strategy/versions/{id}/file", keeper, pages::version::file)
                .post("/strategy/versions/{id}/adoption", keeper, pages::version::adopt)
        },
        api: api::API,
        events: &[version::VERSION_ADDED, version::VERSION_ADOPTED],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        nav: &[Nav { key: "strategy-nav", href: "/strategy", order: 70, right: None }],
        ..Slice::empty("strategy")
    }
}

/// The sentence of the strategy in force behind an item.
#[must_use]
pub fn explain(db: Db, item: String) -> BoxFuture<'static, db::Result<Option<Because>>> {
    Box::pin(async move {
        let mut conn = db.read().await?;
        match version::in_force(&mut conn, db.memo()).await {
            Ok(in_force) => Ok(because(&in_force.strategy, &item)),
            Err(Stop::Fault(fault)) => Err(db::Error::Protocol(fault.0.to_string())),
            Err(Stop::Refusal(_)) => Ok(None),
        }
    })
}

/// The sentence of a strategy behind an item such as `approval.hard-news`.
#[must_use]
pub fn because(strategy: &Strategy, key: &str) -> Option<Because> {
    let item = strategy.item(key)?;
    Some(Because {
        text: item.title.clone(),
        source: if item.municipal_choice() { String::new() } else { item.source.clone() },
        href: format!("/strategy#{}", item.key),
    })
}
