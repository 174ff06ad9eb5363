//! Dispatch: what leaves the house, e-mail only so far. A row per recipient is written before
//! anything is sent, `attempting` before the network call and only on what is on the wire, and a
//! lost answer is `unknown` until a person chooses (C9; invariant 3).

mod api;
mod audience;
mod delivery;
mod dispatch;
mod ended;
mod jobs;
mod mail;
mod pages;
mod refused;
mod samples;
mod send;
mod spare;
mod trial;
mod wait;

pub use delivery::{Counts, counts, counts_of_message, delivery_ids, queued};
pub use dispatch::{DispatchRow, Lost, of_message, resend, settle};
pub use ended::is_lost;
pub use mail::{By as MailBy, preview as mail_preview};
pub use send::{doubt, give_back};
pub use spare::{spare_rest, suppress, waiting};
pub use trial::{Trial, last_trial, trial_mails, try_out};

use db::EventKind;
use web::{Access, Object, Slice, Tick};

/// Mail to an audience was written down, a row per recipient.
pub const DISPATCHED: EventKind = EventKind { slice: "dispatch", name: "dispatch-made" };
/// Every delivery of a dispatch has come to an end.
pub const FINISHED: EventKind = EventKind { slice: "dispatch", name: "dispatch-finished" };
/// Somebody chose to send again what may have arrived.
pub const RESENT: EventKind = EventKind { slice: "dispatch", name: "unknown-resent" };
/// Somebody chose to leave what did not arrive as it is.
pub const SETTLED: EventKind = EventKind { slice: "dispatch", name: "dispatch-settled" };

db::reaction!("release-internal" => "dispatch-release");
db::reaction!("release-external" => "dispatch-release");
db::reaction!("subscription-ended" => "dispatch-forget");
db::reaction!("person-left" => "dispatch-forget");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            api::routes(routes).get(
                "/dispatches/{id}",
                Access::Right(people::READ, Object::Some),
                pages::deliveries::show,
            )
        },
        api: api::API,
        jobs: jobs::JOBS,
        events: &[DISPATCHED, FINISHED, RESENT, SETTLED],
        ticks: &[Tick { name: "dispatch-nodes", every_ms: 5_000, run: |site| Box::pin(send::take_up(site)) }],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        samples: samples::samples,
        ..Slice::empty("dispatch")
    }
}
