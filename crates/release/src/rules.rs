//! Internal first, as a pure decision: may the external release come now (H3, invariant 2).
//! Mail that cannot be delivered never holds it; the lead time counts from the internal release.

use db::Timestamp;
use strategy::{model::InternalFirst, words::Force};

/// How the internal side stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InternalOut {
    /// Not released internally.
    No,
    /// Released internally at this moment.
    At(Timestamp),
}

/// Whether the external release may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It may come now.
    Open,
    /// It may come at this moment, not before.
    OpensAt(Timestamp),
    /// The internal release must come first.
    InternalFirst,
}

/// Decides. `exempt` is whether an exemption or exception row exists.
#[must_use]
pub fn gate(rule: Option<&InternalFirst>, internal: InternalOut, exempt: bool, now: Timestamp) -> Gate {
    let Some(rule) = rule.filter(|rule| rule.force == Force::Must && !exempt) else { return Gate::Open };
    let lead = i64::from(rule.lead_time_minutes.unwrap_or(0)) * 60_000;
    match internal {
        InternalOut::No => Gate::InternalFirst,
        InternalOut::At(at) if now >= at + lead => Gate::Open,
        InternalOut::At(at) => Gate::OpensAt(at + lead),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row() {
        let sundby =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let rule = sundby.internal_first.as_ref();
        let lead = i64::from(rule.unwrap().lead_time_minutes.unwrap()) * 60_000;
        let mut advice = rule.cloned().unwrap();
        advice.force = Force::Should;
        let cases = [
            (rule, InternalOut::No, false, 0, Gate::InternalFirst),
            (rule, InternalOut::No, true, 0, Gate::Open),
            (rule, InternalOut::At(0), false, lead - 1, Gate::OpensAt(lead)),
            (rule, InternalOut::At(0), false, lead, Gate::Open),
            (rule, InternalOut::At(0), true, 0, Gate::Open),
            (Some(&advice), InternalOut::No, false, 0, Gate::Open),
            (None, InternalOut::No, false, 0, Gate::Open),
        ];
        for (rule, internal, exempt, now, wanted) in cases {
            assert_eq!(gate(rule, internal, exempt, now), wanted, "{internal:?} {exempt} {now}");
        }
    }
}
