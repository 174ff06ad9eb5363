//! The mails of the slice with example content, for the test that looks at them all.

use crate::stuck::mail;
use db::Id;
use web::{Ctx, Sample};

pub(crate) fn samples(ctx: &Ctx) -> Vec<Sample> {
    let title = "Skolevej er lukket for biler i uge 48";
    let mail = mail(ctx.site(), "vagt@sundby.example", title, Id::at(ctx.now()));
    vec![Sample::notice(ctx, "desk/stuck", &mail)]
}
