//! The pages that look over everything: today, the red thread of one communication, the board,
//! the mailbox of the embedded default, and the status of the machinery (W1, D6).

mod api;
mod next;
mod pages;
mod samples;
mod stuck;
mod taken_down;

use people::{OPERATE, READ};
use web::{Access, Nav, Object, Slice, Tick};

db::reaction!("message-erased" => "desk-forget-erased");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let operator = Access::Right(OPERATE, Object::Some);
            let (down, dispatch) = ("/messages/{id}/retraction", "/dispatches/{id}");
            api::acts::routes(routes)
                .get("/desk", Access::SignedIn, pages::today::show)
                .get("/messages/{id}", Access::Right(READ, Object::Some), pages::thread::show)
                .get("/calendar", Access::Right(READ, Object::Some), pages::calendar::show)
                .get("/board", Access::Right(READ, Object::Some), pages::board::show)
                .get("/status", operator, pages::status::show)
                .form("/status/jobs/{id}/retry", operator, "/status", pages::status::retry)
                .form("/status/stop", operator, "/status", pages::status::stop)
                .form("/status/copy", operator, "/status", pages::restored::review)
                .form("/status/stop/delete", operator, "/status", pages::status::lift)
                .get("/messages/{id}/release", Access::Right(READ, Object::Some), pages::send::show)
                .form(
                    "/messages/{id}/trial",
                    Access::Right(READ, Object::Some),
                    "/messages/{id}/release",
                    pages::send::trial,
                )
                .get("/messages/{id}/retraction", Access::SignedIn, pages::retraction::show)
                .form(down, Access::SignedIn, down, pages::retraction::retract)
                .form("/messages/{id}/retraction-request", Access::SignedIn, down, pages::retraction::ask)
                .form("/messages/{id}/erasure", Access::SignedIn, down, pages::retraction::erase)
                .form("/dispatches/{id}/resend", Access::SignedIn, dispatch, pages::status::resend)
                .form("/dispatches/{id}/settlement", Access::SignedIn, dispatch, pages::status::settle)
                .get("/mailbox", Access::SignedIn, pages::mailbox::list)
                .get("/mailbox/{name}", Access::SignedIn, pages::mailbox::one)
                .get("/mailbox/{name}/body", Access::SignedIn, pages::mailbox::body)
                .get("/api", Access::Public, pages::api::show)
                .get(api::DOCUMENT_PATH, Access::Public, api::show)
                .get("/healthz", Access::Public, pages::health::alive)
                .get("/readyz", Access::Public, pages::health::ready)
        },
        api: api::API,
        jobs: taken_down::JOBS,
        events: &[stuck::STUCK, pages::restored::REVIEWED, pages::status::JOB_RETRIED],
        ticks: &[Tick {
            name: "desk-stuck",
            every_ms: stuck::EVERY_MS,
            run: |site| Box::pin(stuck::look(site)),
        }],
        samples: samples::samples,
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        nav: &[
            Nav { key: "desk-nav-today", href: "/desk", order: 10, right: None },
            Nav { key: "desk-nav-board", href: "/board", order: 65, right: Some(READ) },
            Nav { key: "desk-nav-status", href: "/status", order: 90, right: Some(OPERATE) },
            Nav { key: "desk-nav-staff", href: "/staff", order: 60, right: None },
        ],
        ..Slice::empty("desk")
    }
}
