//! Skriv: the editor, with findings, proposals and previews while one writes, and the acts that
//! start from it: save, ask for approval, plan the release, correct (points 4 to 7 and 10 of the
//! main job).

mod api;
mod correct;
mod form;
mod guess;
mod pages;
mod propose;
mod save;

use people::{READ, WRITE};
use web::{Access, Nav, Object, Slice};

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let writer = Access::Right(WRITE, Object::Some);
            api::routes(routes)
                .get("/messages", Access::Right(READ, Object::Some), pages::list::show)
                .get("/urgent", writer, pages::urgent::show)
                .post("/urgent", writer, pages::urgent::publish)
                .get("/messages/new", writer, pages::editor::new)
                .post("/messages", writer, pages::editor::create)
                .post("/messages/check", writer, pages::live::check)
                .get("/messages/{id}/edit", writer, pages::editor::edit)
                .post("/messages/{id}/edition", writer, pages::editor::keep)
                .post("/messages/{id}/approval-request", writer, pages::acts::ask)
                .post("/messages/{id}/schedule", writer, pages::acts::plan)
                .post("/messages/{id}/schedule/delete", writer, pages::acts::cancel)
                .post("/messages/{id}/exemption", writer, pages::acts::exempt)
                .get("/messages/{id}/preview", Access::Right(READ, Object::Some), pages::preview::show)
                .get(
                    "/messages/{id}/preview/{channel}",
                    Access::Right(READ, Object::Some),
                    pages::preview::inside,
                )
                .get("/messages/{id}/plan", writer, pages::plan::show)
                .post("/messages/{id}/plan", writer, pages::plan::join)
                .post("/messages/{id}/waiver", writer, pages::acts::waive)
                .post("/messages/{id}/correction", writer, pages::acts::correct)
        },
        api: api::API,
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        nav: &[
            Nav { key: "compose-nav-write", href: "/messages/new", order: 20, right: Some(WRITE) },
            Nav { key: "compose-nav-messages", href: "/messages", order: 50, right: Some(READ) },
        ],
        ..Slice::empty("compose")
    }
}
