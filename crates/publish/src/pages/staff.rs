//! The staff feed: one column, the latest first, what it means for me before everything else.

use crate::staff_post::{RelatedPost, StaffPost, latest, of_message, related};
use askama::Template;
use db::Id;
use message::Edition;
use web::axum::extract::Path;
use web::{Cache, Ctx, Frame, Page, Place, Refusal, framed, html};

/// How many posts the feed shows.
const FEED_MAX: i64 = 30;

#[derive(Template)]
#[template(path = "pages/staff.html")]
struct Staff {
    f: Frame,
    posts: Vec<StaffPost>,
}

#[derive(Template)]
#[template(path = "pages/staff_one.html")]
struct One {
    f: Frame,
    post: StaffPost,
    body: String,
    newer: Option<RelatedPost>,
    older: Option<RelatedPost>,
}

/// An edition as the staff page of a channel will show it, for a look before it is out.
///
/// # Errors
/// When the template fails.
pub fn preview(ctx: &Ctx, edition: &Edition, channel: &str, unit_name: &str) -> Page {
    let post = StaffPost {
        message_id: edition.message_id,
        content: edition.content.clone(),
        channel: channel.to_owned(),
        unit_name: unit_name.to_owned(),
        posted_at: ctx.now(),
        changed_at: None,
    };
    let body = super::article::body_html(&post.content, &post.channel);
    let f = ctx.frame(Place::Staff, post.content.title.clone()).still();
    framed(html(Cache::Never, &One { f, post, body, newer: None, older: None }))
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let posts = latest(&mut ctx.db().read().await?, FEED_MAX).await?;
    html(Cache::Never, &Staff { f: ctx.frame(Place::Staff, ctx.t("publish-staff-title")), posts })
}

pub(crate) async fn one(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let Some(post) = of_message(&mut conn, id).await? else {
        let gone = crate::take_down::was_posted(&mut conn, id).await?;
        return Err(if gone { crate::take_down::gone() } else { Refusal::not_found() }.into());
    };
    let (newer, older) = related(&mut conn, id).await?;
    drop(conn);
    let body = super::article::body_html(&post.content, &post.channel);
    let f = ctx.frame(Place::Staff, post.content.title.clone());
    html(Cache::Never, &One { f, post, body, newer, older })
}
