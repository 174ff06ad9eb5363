//! Releases: when an approved edition goes out, staff first, on which ground; schedules that are
//! re-read when they fire; exemptions and exceptions (H3, H4; invariants 2 and 5).

mod api;
mod erasure;
mod exemption;
mod exemption_mail;
mod family;
mod fire;
mod load;
mod publisher;
mod release;
mod retract;
mod rules;
mod samples;
mod schedule;
mod seen;
mod stop;
mod times;
mod told;
mod trouble;
mod week;

pub use approval::{Exemption, exemption_of};
pub use erasure::{Erasure, check_erasable, erasure_of, note_erased};
pub use exemption::{end_exemption, erase_words, exempt, lapse_exemption};
pub use family::{Relative, corrected_by, family, is_corrected_for};
pub use fire::lapse;
pub use load::{Load, Quiet, Reach, is_exempt, loads, quiet};
pub use publisher::closed_channels;
pub use release::{
    Period, ReleaseRow, Scope, amend, asked_under, channels_of, of_message, periods, release, sender,
    strategy_of, waits_for_staff,
};
pub use retract::{
    AskedDown, Held, ask_down, asked_down, hold_back, is_on_call, may_retract, retract, who_may_retract,
};
pub use rules::{Gate, InternalOut, gate};
pub use schedule::{ScheduleRow, cancel, due, open_schedules, plan, supersede, upcoming};
pub use seen::check_seen;
pub use stop::{CrisisStop, begin_stop, crisis_stop, held_by, last_opened, lift_stop};
pub use times::{Times, may_choose, times};
pub use told::{Done, tell_concerned, tell_of_lost, tell_of_spared, tell_of_wait};
pub use week::{Outing, outings};

use db::EventKind;
use web::{Slice, Tick};

/// The internal release.
pub const INTERNAL: EventKind = EventKind { slice: "release", name: "release-internal" };
/// The external release.
pub const EXTERNAL: EventKind = EventKind { slice: "release", name: "release-external" };
/// A time was set.
pub const SCHEDULED: EventKind = EventKind { slice: "release", name: "release-scheduled" };
/// A time was taken away.
pub const CANCELLED: EventKind = EventKind { slice: "release", name: "release-cancelled" };
/// A time passed without a release.
pub const MISSED: EventKind = EventKind { slice: "release", name: "release-missed" };
/// A plan ended because the yes under it is gone.
pub const PLAN_LOST: EventKind = EventKind { slice: "release", name: "release-plan-lost" };
/// A small correction was put where the text is out already.
pub const AMENDED: EventKind = EventKind { slice: "release", name: "release-amended" };
/// What was out was taken down.
pub const RETRACTED: EventKind = EventKind { slice: "release", name: "release-retracted" };
/// Somebody who may not asked for a message to be taken down.
pub const ASKED_DOWN: EventKind = EventKind { slice: "release", name: "release-asked-down" };
/// What a message said was erased.
pub const ERASED: EventKind = EventKind { slice: "release", name: "message-erased" };
/// Staff need not hear first, for a reason.
pub const EXEMPTED: EventKind = EventKind { slice: "release", name: "internal-first-exempted" };
/// Staff hear first again: an exemption was taken back.
pub const EXEMPTION_ENDED: EventKind = EventKind { slice: "release", name: "internal-first-restored" };
/// Everything that leaves was stopped, or let go again.
pub const STOPPED: EventKind = EventKind { slice: "release", name: "crisis-stop" };

db::reaction!("approval-invalidated" => "release-ground-lost");
db::reaction!("approval-withdrawn" => "release-ground-lost");
db::reaction!("approval-returned" => "release-ground-lost");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: api::routes,
        api: api::API,
        jobs: trouble::JOBS,
        events: &[
            INTERNAL,
            EXTERNAL,
            SCHEDULED,
            CANCELLED,
            MISSED,
            PLAN_LOST,
            AMENDED,
            RETRACTED,
            ASKED_DOWN,
            ERASED,
            EXEMPTED,
            EXEMPTION_ENDED,
            STOPPED,
        ],
        ticks: &[Tick { name: "release-schedules", every_ms: 2_000, run: |site| Box::pin(fire::fire(site)) }],
        samples: samples::samples,
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("release")
    }
}
