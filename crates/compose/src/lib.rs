//! Skriv: the editor, with findings, proposals and previews while one writes, and the acts that
//! start from it: save, ask for approval, plan the release, correct.

mod api;
mod correct;
mod form;
mod guess;
mod pages;
mod propose;
mod save;

use people::{READ, WRITE};
use web::{Access, Nav, Object, Slice};

/// The thread page, on which the forms of these acts stand.
const THREAD: &str = "/messages/{id}";
/// The page that asks before it fires, which `desk` shows.
const SEND: &str = "/messages/{id}/release";

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
                .get("/urgent/{message}", writer, pages::running::show)
                .post("/urgent/{message}/updates", writer, pages::running::update)
                .post("/urgent/{message}/ending", writer, pages::running::end)
                .get("/messages/new", writer, pages::editor::new)
                .post("/messages", writer, pages::begin::create)
                .post("/messages/check", writer, pages::live::check)
                .get("/messages/{id}/edit", writer, pages::editor::edit)
                .post("/messages/{id}/edition", writer, pages::editor::keep)
                .form("/messages/{id}/approval-request", writer, THREAD, pages::acts::ask)
                .form("/messages/{id}/schedule", writer, SEND, pages::acts::plan)
                .form("/messages/{id}/schedule/delete", writer, THREAD, pages::acts::cancel)
                .form("/messages/{id}/exemption", writer, THREAD, pages::acts::exempt)
                .form("/messages/{id}/exemption/delete", writer, THREAD, pages::acts::end_exemption)
                .get("/messages/{id}/preview", Access::Right(READ, Object::Some), pages::preview::show)
                .get(
                    "/messages/{id}/preview/{channel}",
                    Access::Right(READ, Object::Some),
                    pages::preview::inside,
                )
                .get("/messages/{id}/plan", writer, pages::plan::show)
                .form("/messages/{id}/plan", writer, "/messages/{id}/plan", pages::plan::join)
                .form("/messages/{id}/waiver", writer, THREAD, pages::acts::waive)
                .form("/messages/{id}/correction", writer, THREAD, pages::correct::correct)
                .form("/messages/{id}/amendment", writer, THREAD, pages::acts::amend)
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
