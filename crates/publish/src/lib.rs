//! The surfaces we host: the public newsroom with its feeds, and the staff feed (C4, C5). HTML is
//! made from the edition each time and never stored; nothing appears without `Cleared`.

mod article;
mod feed;
mod jobs;
mod notice;
mod pages;
mod slug;
mod staff_post;
mod take_down;
mod words;

pub use article::{Article, latest, of_message};
pub use notice::{NoticeRow, Running, Told, follow_now, notice_of, revived_without, running, told};
pub use pages::{article::preview as article_preview, staff::preview as staff_preview};
pub use staff_post::{StaffPost, of_message as staff_post_of};
pub use take_down::{erase, take_down};

use db::EventKind;
use web::{Access, Slice, Tick};

/// An article appeared in the newsroom.
pub const PUBLISHED: EventKind = EventKind { slice: "publish", name: "article-published" };
/// An article was changed in place by a small correction.
pub const CHANGED: EventKind = EventKind { slice: "publish", name: "article-changed" };
/// A post appeared in the staff feed.
pub const POSTED: EventKind = EventKind { slice: "publish", name: "staff-posted" };

db::reaction!("release-external" => "publish-release");
db::reaction!("release-internal" => "publish-release");
db::reaction!("release-amended" => "publish-amend");
db::reaction!("import-applied" => "publish-units-moved");
db::reaction!("import-undone" => "publish-units-moved");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            routes
                .get("/", Access::Public, pages::home::show)
                .get("/news/{slug}", Access::Public, pages::article::show)
                .get("/media/{reference}", Access::Public, pages::picture::show)
                .get("/topics/{theme}", Access::Public, pages::home::theme)
                .get("/archive", Access::Public, pages::home::archive)
                .get("/search", Access::Public, pages::search::show)
                .get("/feeds", Access::Public, pages::feeds::show)
                .get("/feed.atom", Access::Public, feed::atom)
                .get("/feed.rss", Access::Public, feed::rss)
                .get("/feed.json", Access::Public, feed::json)
                .get("/sitemap.xml", Access::Public, feed::sitemap)
                .get("/robots.txt", Access::Public, feed::robots)
                .get("/staff", Access::SignedIn, pages::staff::show)
                .get("/staff/{id}", Access::SignedIn, pages::staff::one)
        },
        jobs: jobs::JOBS,
        ticks: &[Tick {
            name: "publish-forget",
            every_ms: 1_000,
            run: |site| Box::pin(take_down::forget(site)),
        }],
        bar: Some(|ctx| Box::pin(pages::bar::show(ctx))),
        events: &[PUBLISHED, CHANGED, POSTED],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("publish")
    }
}
