//! When a message that is asked about goes out, for programs that show it to an approver.

use crate::{Exemption, Going, Wave};
use serde::Serialize;
use web::api::{self, Field, Kind, Schema};

/// When it goes out, and why staff need not hear first.
#[derive(Serialize)]
pub(super) struct View {
    plan: String,
    waves: Vec<WaveView>,
    exemption: Option<ExemptionView>,
}

#[derive(Serialize)]
struct WaveView {
    scope: String,
    due_at: String,
}

#[derive(Serialize)]
struct ExemptionView {
    kind: String,
    reason: String,
}

/// What it gives.
pub(super) const GOING: Schema = Schema {
    name: "ApprovalGoing",
    fields: &[
        Field::new("plan", Kind::Text, "A mark of all of it; a yes carries it back."),
        Field::new(
            "waves",
            Kind::Objects(&WAVE),
            "Its times, the earliest first; none where none is chosen.",
        ),
        Field::maybe("exemption", Kind::Object(&EXEMPTION), "Why staff need not hear first."),
    ],
};

const WAVE: Schema = Schema {
    name: "ApprovalWave",
    fields: &[
        Field::new("scope", Kind::Text, "internal or external."),
        Field::new("due_at", Kind::Time, "When; a time that has passed waits for the yes."),
    ],
};

const EXEMPTION: Schema = Schema {
    name: "ApprovalExemption",
    fields: &[
        Field::new("kind", Kind::Text, "danger, statutory, open-meeting or exception."),
        Field::new("reason", Kind::Text, "Why."),
    ],
};

impl From<Going> for View {
    fn from(going: Going) -> Self {
        Self {
            plan: going.mark(),
            waves: going.waves.into_iter().map(WaveView::from).collect(),
            exemption: going.exemption.map(ExemptionView::from),
        }
    }
}

impl From<Wave> for WaveView {
    fn from(wave: Wave) -> Self {
        Self { scope: wave.scope, due_at: api::time(wave.due_at) }
    }
}

impl From<Exemption> for ExemptionView {
    fn from(exemption: Exemption) -> Self {
        Self { kind: exemption.kind, reason: exemption.reason }
    }
}
