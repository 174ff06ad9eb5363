//! The mails of the slice with example content, for the test that looks at them all.

use crate::jobs::{mail, second_eyes};
use db::Id;
use web::{Ctx, Sample};

/// Names, and keys of the text.
const MAILS: &[(&str, &str)] = &[
    ("approval/asked", "approval-mail-asked"),
    ("approval/complete", "approval-mail-complete"),
    ("approval/returned", "approval-mail-returned"),
    ("approval/carried", "approval-mail-carried"),
    ("approval/registered", "approval-mail-registered"),
];
/// A title as they are.
const TITLE: &str = "Skolevej er lukket for biler i uge 48";

pub(crate) fn samples(ctx: &Ctx) -> Vec<Sample> {
    let id = Id::at(ctx.now());
    let args = [("title", TITLE), ("asker", "kommunikationskonsulent")];
    let to = "chef.vej@sundby.example";
    let notice =
        |(name, key): &(&'static str, &str)| Sample::notice(ctx, name, &mail(ctx.site(), to, key, &args, id));
    let mut all: Vec<Sample> = MAILS.iter().map(notice).collect();
    let emergency = second_eyes(ctx.site(), to, TITLE, "14.30", id);
    all.push(Sample::notice(ctx, "approval/emergency", &emergency));
    all
}
