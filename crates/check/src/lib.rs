//! Checks: what the strategy and plain language ask of a text, found while one writes and again
//! when approval is asked. Checks never fail; they find (H1, H2, H9, R2).

mod api;
mod around;
mod checks;
mod codex;
mod engine;
mod erase;
mod fields;
mod figures;
mod finding;
mod house;
mod input;
mod language_api;
mod languagetool;
mod pages;
mod run;
mod waiver;

pub use checks::{CHECKS, Check, PUBLIC_PATHS, STAFF_PATHS, holds_cpr};
pub use engine::{checker, english, has_language, language, use_english, use_language, use_own_address};
pub use erase::erase;
pub use figures::{Figures, figures, figures_before};
pub use finding::{Finding, Mark, Place, Weight};
pub use house::{HouseWord, add_word, house, house_words, may_keep_words, remove_word};
pub use input::Input;
pub use run::{CheckRun, channel_text, examine, latest, record};
pub use waiver::{Waived, Waiver, waive, waivers, waivers_of_edition};

use db::EventKind;
use web::{Access, Object, Slice};

/// The checks ran over an edition.
pub const CHECKED: EventKind = EventKind { slice: "check", name: "edition-checked" };
/// Somebody said that a finding may stand, and why.
pub const WAIVED: EventKind = EventKind { slice: "check", name: "finding-waived" };
/// A word was put on the municipality's list.
pub const WORD_ADDED: EventKind = EventKind { slice: "check", name: "word-added" };
/// A word was taken off it.
pub const WORD_REMOVED: EventKind = EventKind { slice: "check", name: "word-removed" };

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let writer = Access::Right(people::WRITE, Object::Some);
            let keeper = Access::Right(people::WRITE, Object::Whole);
            languagetool::routes(language_api::routes(api::routes(routes)))
                .get("/language", Access::Public, pages::rules::show)
                .get(pages::words::PATH, writer, pages::words::show)
                .post(pages::words::PATH, keeper, pages::words::add)
                .post("/language/words/{id}/delete", keeper, pages::words::remove)
        },
        api: api::API,
        events: &[CHECKED, WAIVED, WORD_ADDED, WORD_REMOVED],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("check")
    }
}
