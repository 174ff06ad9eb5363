//! Messages and what they say. A message is one communication; its editions hold the whole
//! content, so that the hash of an edition is the hash of everything somebody said yes to
//! (R2, H5, H8; invariant 1).

mod api;
mod compare;
mod content;
mod edition;
mod message;

pub use api::message::{VIEW as API_SHAPE, View as ApiView};
pub use compare::{Change, changes};
pub use content::{Contact, Content, Decision, MAIN_POINT_MAX, Side, TITLE_MAX};
pub use edition::{Edition, freeze};
pub use message::{ListRow, Message, Saved, Which, join_plan, list_for, save, start};

use db::EventKind;
use web::Slice;

/// A message was begun.
pub const MESSAGE_STARTED: EventKind = EventKind { slice: "message", name: "message-started" };
/// An edition was saved.
pub const EDITION_SAVED: EventKind = EventKind { slice: "message", name: "edition-saved" };

/// A message was put in a plan, or taken out of one.
pub const PLAN_JOINED: EventKind = EventKind { slice: "message", name: "plan-joined" };

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: api::routes,
        api: api::API,
        events: &[MESSAGE_STARTED, EDITION_SAVED, PLAN_JOINED],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("message")
    }
}
