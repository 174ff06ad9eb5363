//! The bar of the urgent notices that run, for the public pages of other slices.

use crate::notice::{Running, running};
use askama::Template;
use web::{Ctx, Frame, Outcome, Place};

#[derive(Template)]
#[template(path = "pages/notice_bar.html")]
struct Bar {
    f: Frame,
    bar: Vec<Running>,
}

pub(crate) async fn show(ctx: Ctx) -> Outcome<String> {
    let bar = running(&mut ctx.db().read().await?).await?;
    Ok(Bar { f: ctx.frame(Place::Public, String::new()), bar }.render()?)
}
