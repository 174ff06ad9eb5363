//! The mails of the slice with example content, for the test that looks at them all.

use crate::{
    exemption_mail,
    told::{Done, Told, mail as told_mail},
    trouble::mail,
};
use db::Id;
use std::collections::BTreeMap;
use web::{Ctx, Sample};

/// Names, and what is in the way.
const WHY: &[(&str, &str)] = &[
    ("release/lost-changed", "approval-note-lost-changed"),
    ("release/lost-changed-asked", "approval-note-lost-changed-asked"),
    ("release/lost-withdrawn", "approval-note-lost-withdrawn"),
    ("release/lost-returned", "approval-note-lost-returned"),
    ("release/held-up", "approval-incomplete"),
    ("release/late", "release-late-quiet"),
    ("release/missed", "release-note-missed"),
];

pub(crate) fn samples(ctx: &Ctx) -> Vec<Sample> {
    let id = Id::at(ctx.now());
    let args = BTreeMap::from([("until".to_owned(), "i morgen kl. 07.00".to_owned())]);
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
            reason: match done {
                Done::Lost | Done::Spared => "12",
                Done::Waits => "yes",
                _ => "Tidspunktet var forkert.",
            },
            due: "i morgen kl. 9.00",
            is_left: false,
        };
        let mail = told_mail(ctx.site(), "konsulent@sundby.example".to_owned(), &told);
        Sample::notice(ctx, done.word(), &mail)
    });
    let mut all: Vec<Sample> = WHY.iter().map(sample).chain(told).collect();
    let said = (title, "centerchef for Vej og Park", "Loven kræver, at vi fortæller om beslutningen i dag.");
    let exempted = exemption_mail::mail(ctx.site(), "chef@sundby.example", "statutory", said, id);
    all.push(Sample::notice(ctx, "release/exempted", &exempted));
    all
}
