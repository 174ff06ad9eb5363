//! Which feeds there are, and how to use them.

use crate::notice::{Running, running};
use askama::Template;
use web::{Cache, Ctx, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/feeds.html")]
struct Feeds {
    f: Frame,
    bar: Vec<Running>,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let bar = running(&mut ctx.db().read().await?).await?;
    html(Cache::Seconds(10), &Feeds { f: ctx.frame(Place::Public, ctx.t("publish-feeds-title")), bar })
}
