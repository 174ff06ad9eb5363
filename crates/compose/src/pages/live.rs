//! The live check: the form as it is now, the findings as they would be. Nothing is saved.

use crate::{form::Typed, pages::found::Found};
use askama::Template;
use people::Unit;
use release::{Load, loads};
use web::{Cache, Ctx, Fields, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/findings.html")]
struct Findings {
    f: Frame,
    found: Found,
    loads: Vec<Load>,
}

pub(crate) async fn check(ctx: Ctx, fields: Fields) -> Page {
    let typed = Typed::read(&fields);
    let mut conn = ctx.db().read().await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let f = ctx.frame(Place::Desk, "");
    let Ok(content) = typed.content(&strategy, None) else {
        return html(Cache::Never, &Findings { f, found: Found::default(), loads: Vec::new() });
    };
    let unit = Unit::get(&mut conn, content.unit).await?;
    let house = check::house(&mut conn).await?;
    let base = fields.get("base").parse().ok();
    let found = Found::of(&mut conn, (&strategy, &unit, &house), &content, base).await?;
    let loads = loads(&mut conn, &strategy, &content, &unit.path, None, ctx.now()).await?;
    html(Cache::Never, &Findings { f, found, loads })
}
