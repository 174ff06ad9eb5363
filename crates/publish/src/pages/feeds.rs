//! Which feeds there are, and how to use them.

use askama::Template;
use web::{Cache, Ctx, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/feeds.html")]
struct Feeds {
    f: Frame,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    html(Cache::Seconds(60), &Feeds { f: ctx.frame(Place::Public, ctx.t("publish-feeds-title")) })
}
