//! The mails of the slice with example content, for the test that looks at them all.

use crate::Returned;
use crate::jobs::{confirmation, mail, moved, question, quotation, returned_mail, second_eyes_mail};
use crate::quotation::Quotation;
use db::Id;
use web::{Ctx, Sample};

/// Names, and keys of the text.
const MAILS: &[(&str, &str)] = &[
    ("approval/asked", "approval-mail-asked"),
    ("approval/reminder", "approval-mail-reminder"),
    ("approval/complete", "approval-mail-complete"),
    ("approval/complete-planned", "approval-mail-complete-planned"),
    ("approval/withdrawn", "approval-mail-withdrawn"),
    ("approval/changed", "approval-mail-changed"),
    ("approval/changed-yours", "approval-mail-changed-yours"),
    ("approval/carried", "approval-mail-carried"),
    ("approval/registered", "approval-mail-registered"),
    ("approval/late", "approval-mail-late"),
    ("approval/late-yours", "approval-mail-late-yours"),
];
const DAY_MS: i64 = 24 * 3_600_000;
/// A title as they are.
const TITLE: &str = "Skolevej er lukket for biler i uge 48";

pub(crate) fn samples(ctx: &Ctx) -> Vec<Sample> {
    let id = Id::at(ctx.now());
    let args = [
        ("title", TITLE),
        ("asker", "kommunikationskonsulent"),
        ("who", "centerchef for Vej og Park"),
        ("reason", "Der mangler en dato."),
    ];
    let to = "chef.vej@sundby.example";
    let notice =
        |(name, key): &(&'static str, &str)| Sample::notice(ctx, name, &mail(ctx.site(), to, key, &args, id));
    let mut all: Vec<Sample> = MAILS.iter().map(notice).collect();
    let planned = question(ctx.site(), to, "approval-mail-asked", &args, (id, Some(ctx.now() + DAY_MS)));
    all.push(Sample::notice(ctx, "approval/asked-planned", &planned));
    let returned = Returned {
        message_id: id,
        title: TITLE.to_owned(),
        function: "centerchef for Vej og Park".to_owned(),
        at: 0,
        comment: "Skriv, hvor længe vejen er lukket.".to_owned(),
    };
    all.push(Sample::notice(ctx, "approval/returned", &returned_mail(ctx.site(), to, &returned, id)));
    let confirm = confirmation::registered(ctx.site(), to, TITLE, Some("i morgen kl. 14.30"), id);
    all.push(Sample::notice(ctx, "approval/confirm", &confirm));
    for (name, kind) in [
        ("approval/emergency", "warning"),
        ("approval/emergency-update", "update"),
        ("approval/emergency-over", "all-clear"),
    ] {
        let mail = second_eyes_mail(ctx.site(), to, (id, TITLE), kind, "14.30");
        all.push(Sample::notice(ctx, name, &mail));
    }
    let nobody = moved::nobody(ctx.site(), to, TITLE, id);
    all.push(Sample::notice(ctx, "approval/nobody", &nobody));
    let yes = example(id, Some(true), "");
    let no = example(id, Some(false), "Skriv: i fem år.");
    all.push(Sample::notice(
        ctx,
        "approval/quotation-asked",
        &quotation::question(ctx.site(), to, &yes, "Center for Vej og Park"),
    ));
    all.push(Sample::notice(ctx, "approval/quotation-yes", &quotation::answer(ctx.site(), to, &yes, TITLE)));
    all.push(Sample::notice(ctx, "approval/quotation-no", &quotation::answer(ctx.site(), to, &no, TITLE)));
    all
}

fn example(id: Id, is_yes: Option<bool>, comment: &str) -> Quotation {
    Quotation {
        id,
        message_id: id,
        words_hash: String::new(),
        words: "Vi har set frem til den nye vej i mange år.".to_owned(),
        speaker: "formanden for vejlauget".to_owned(),
        email: None,
        asked_at: 0,
        asked_by: id,
        expires_at: 0,
        answered_at: None,
        is_yes,
        comment: comment.to_owned(),
    }
}
