//! The mails of the slice with example content, for the test that looks at them all.

use crate::trouble::mail;
use db::Id;
use std::collections::BTreeMap;
use web::{Ctx, Sample};

/// Names, and what is in the way.
const WHY: &[(&str, &str)] = &[
    ("release/lost-changed", "approval-note-lost-changed"),
    ("release/lost-withdrawn", "approval-note-lost-withdrawn"),
    ("release/lost-returned", "approval-note-lost-returned"),
    ("release/held-up", "approval-incomplete"),
    ("release/missed", "release-note-missed"),
];

pub(crate) fn samples(ctx: &Ctx) -> Vec<Sample> {
    let (id, args) = (Id::at(ctx.now()), BTreeMap::new());
    let title = "Skolevej er lukket for biler i uge 48";
    let sample = |(name, why): &(&'static str, &str)| {
        let mail = mail(ctx.site(), "konsulent@sundby.example", title, (id, ctx.now()), (why, &args));
        Sample::notice(ctx, name, &mail)
    };
    WHY.iter().map(sample).collect()
}
