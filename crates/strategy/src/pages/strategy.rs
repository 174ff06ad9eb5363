//! The strategy as a public page (W1, R2): every item with where it stands in the source.

use crate::{InForce, version};
use askama::Template;
use web::{Cache, Ctx, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/strategy.html")]
struct StrategyPage {
    f: Frame,
    now: InForce,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let now = version::in_force(&mut conn, ctx.db().memo()).await?;
    let place = if ctx.actor().person().is_some() { Place::Desk } else { Place::Public };
    html(Cache::Never, &StrategyPage { f: ctx.frame(place, now.strategy.title.clone()), now })
}
