//! Messages and what they say. A message is one communication; its editions hold the whole
//! content, so that the hash of an edition is the hash of everything somebody said yes to
//! (R2, H5, H8; invariant 1).

mod api;
mod begun;
mod compare;
mod content;
mod edition;
mod edition_media;
mod erase;
mod erased_pictures;
mod jobs;
mod media;
mod message;
mod names;
mod pages;
mod past;
mod picture;
mod reach;

pub use api::message::{VIEW as API_SHAPE, View as ApiView};
pub use begun::{begun, note_form};
pub use compare::{Change, changes};
pub use content::{Contact, Content, Decision, MAIN_POINT_MAX, Side, TITLE_MAX};
pub use edition::{Edition, freeze};
pub use edition_media::note_earlier;
pub use erase::erase;
pub use erased_pictures::{UsedPicture, pictures_of};
pub use media::{
    File, Media, NewMedia, add_media, html_options, media_file, media_in, parse_reference, retire_media,
};
pub use message::{
    LIST_MAX, ListRow, Message, Saved, Still, Which, join_plan, list_for, note_out, save, start,
};

pub use names::Names;
pub use past::{Now, Original, Past, Retraction, retraction_of};
pub use picture::{Clean, FILE_MAX, clean};
pub use reach::{Reach, check_shown, concerned, reach, reach_with};

use db::EventKind;
use people::{READ, WRITE};
use web::{Access, Nav, Object, Slice};

/// A message was begun.
pub const MESSAGE_STARTED: EventKind = EventKind { slice: "message", name: "message-started" };
/// An edition was saved.
pub const EDITION_SAVED: EventKind = EventKind { slice: "message", name: "edition-saved" };

/// A message was put in a plan, or taken out of one.
pub const PLAN_JOINED: EventKind = EventKind { slice: "message", name: "plan-joined" };

/// A picture was added to the library.
pub const MEDIA_ADDED: EventKind = EventKind { slice: "message", name: "media-added" };
/// A picture is shown nowhere any more.
pub const MEDIA_RETIRED: EventKind = EventKind { slice: "message", name: "media-retired" };

db::reaction!("import-applied" => "message-units-moved");
db::reaction!("import-undone" => "message-units-moved");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let (reader, writer) = (Access::Right(READ, Object::Some), Access::Right(WRITE, Object::Some));
            api::routes(routes)
                .get("/library", reader, pages::library::show)
                .get("/library/latest", writer, pages::library::latest)
                .upload("/library", writer, FILE_MAX + 100_000, pages::library::add)
                .post("/library/{id}/retirement", writer, pages::library::retire)
        },
        api: api::API,
        jobs: jobs::JOBS,
        events: &[MESSAGE_STARTED, EDITION_SAVED, PLAN_JOINED, MEDIA_ADDED, MEDIA_RETIRED],
        nav: &[Nav { key: "message-nav-library", href: "/library", order: 55, right: Some(WRITE) }],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("message")
    }
}
