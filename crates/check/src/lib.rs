//! Checks: what the strategy and plain language ask of a text, found while one writes and again
//! when approval is asked. Checks never fail; they find (H1, H2, H9, R2).

mod api;
mod checks;
mod engine;
mod finding;
mod input;
mod languagetool;
mod pages;
mod run;
mod waiver;

pub use checks::{CHECKS, Check};
pub use engine::{english, has_language, language, use_english, use_language};
pub use finding::{Finding, Mark, Place, Weight};
pub use input::Input;
pub use run::{CheckRun, Reading, channel_text, examine, latest, reading, record};
pub use waiver::{Waiver, waive, waivers};

use db::EventKind;
use web::{Access, Slice};

/// The checks ran over an edition.
pub const CHECKED: EventKind = EventKind { slice: "check", name: "edition-checked" };
/// Somebody said that a finding may stand, and why.
pub const WAIVED: EventKind = EventKind { slice: "check", name: "finding-waived" };

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            languagetool::routes(api::routes(routes)).get("/language", Access::Public, pages::rules::show)
        },
        api: api::API,
        events: &[CHECKED, WAIVED],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("check")
    }
}
