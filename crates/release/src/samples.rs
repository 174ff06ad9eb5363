//! The mails of the slice with example content, for the test that looks at them all.

use crate::told::{Done, Told, mail as told_mail};
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
    let told = Done::ALL.into_iter().map(|done| {
        let told = Told {
            message: (id, title),
            done,
            who: "kommunikationschef",
            reason: "Tidspunktet var forkert.",
            due: "i morgen kl. 9.00",
        };
        let mail = told_mail(ctx.site(), "konsulent@sundby.example".to_owned(), &told);
        Sample::notice(ctx, done.word(), &mail)
    });
    WHY.iter().map(sample).chain(told).collect()
}
