//! Dialogue: follow-ups, involvement, reply times and elections (H6, D2, T1-T3, R2).

use super::parts::{Block, Chapter, List, Part, Row, Table};
use super::words::Words;
use crate::model::{Clock, ElectionPeriod, InvolvementPurpose};
use crate::words::ClockUnit;

/// Follow-ups that the administration's texts agree to.
pub(super) fn commitments(words: &Words<'_>) -> Option<Part> {
    let agreed = words.strategy.commitments.as_ref()?;
    let duty = agreed.followed_up_by.map(|duty| words.word("duty", &duty)).unwrap_or_default();
    let intro = words
        .item("commitments")
        .titled(String::new())
        .with(words.named("concerns-texts", "text-type", &agreed.text_types))
        .with(words.quoted("phrases", agreed.phrases.join("; ")))
        .with(words.fact("remind-before", words.maybe("days", agreed.remind_days)))
        .with(words.fact("followed-up-by", duty));
    Some(Part::opening("commitments", words.t("commitments"), intro, Vec::new()))
}

/// How citizens are involved: for what, and in which ways.
pub(super) fn involvement(words: &Words<'_>) -> Option<Part> {
    let involvement = words.strategy.involvement.as_ref()?;
    let intro = words
        .item("involvement")
        .titled(String::new())
        .with(words.fact("statements", words.all("statement", &involvement.statements)))
        .with(words.fact("hearing-open", words.maybe("days-least", involvement.hearing_days_min)))
        .with(words.fact("before-decision", words.maybe("days-least", involvement.before_decision_days)))
        .with(words.fact("result-within", words.maybe("days", involvement.result_within_days)));
    let chapter = |purpose| Block::Chapter(purpose_chapter(words, purpose));
    let blocks = involvement.purposes.iter().map(chapter).collect();
    Some(Part::opening("involvement", words.t("involvement"), intro, blocks))
}

fn purpose_chapter(words: &Words<'_>, purpose: &InvolvementPurpose) -> Chapter {
    let methods = purpose.methods.iter().map(|method| {
        words.entry("method", &method.id).with(words.fact("form", words.word("form", &method.form)))
    });
    let lists = vec![List { title: words.t("methods"), entries: methods.collect() }];
    let lists = lists.into_iter().filter(|list| !list.entries.is_empty()).collect();
    Chapter { entry: words.entry("involvement", &purpose.id), lists }
}

/// How soon someone gets an answer; what a law sets is marked.
pub(super) fn clocks(words: &Words<'_>) -> Option<Part> {
    let columns = ["clock", "clock-says", "clock-time", "clock-set-by", "where-it-stands"];
    let table = Table {
        caption: words.t("clock-table"),
        class: "table",
        columns: words.columns(&columns),
        rows: words.strategy.clocks.iter().map(|clock| clock_row(words, clock)).collect(),
    };
    Part::of("clocks", words.t("clocks"), vec![Block::Table(table)])
}

fn clock_row(words: &Words<'_>, clock: &Clock) -> Row {
    let entry = words.entry("clock", &clock.id);
    let unit = match clock.unit {
        ClockUnit::Minutes => "minutes",
        ClockUnit::Hours => "hours",
        ClockUnit::WorkingHours => "working-hours",
        ClockUnit::CalendarDays => "days",
        ClockUnit::WorkingDays => "working-days",
    };
    let set_by = match (clock.statutory, &clock.law) {
        (true, Some(law)) => words.t1("statutory-law", "law", law),
        (true, None) => words.t("statutory"),
        (false, _) => words.t("own-aim"),
    };
    let said = vec![entry.text.clone()];
    let time = words.n(unit, clock.amount);
    entry.row(vec![words.says(said), words.cell(time), words.cell(set_by)])
}

/// What changes when an election is near.
pub(super) fn election(words: &Words<'_>) -> Option<Part> {
    let election = words.strategy.election.as_ref()?;
    let duty = election.extra_duty.map(|duty| words.word("duty", &duty)).unwrap_or_default();
    let intro = words
        .item("election")
        .titled(String::new())
        .with(words.fact("serves", words.all("serves", &election.serves)))
        .with(words.named("extra-eyes", "role", &election.extra_eyes))
        .with(words.fact("extra-duty", duty));
    let period = |period: &ElectionPeriod| {
        let days = format!("{} – {}", words.date(period.from), words.date(period.to));
        words
            .entry("election", &period.id)
            .with(words.fact("days-from-to", days))
            .with(words.fact("election-of", words.word("election-kind", &period.kind)))
    };
    let blocks =
        vec![Block::list(words.t("election-periods"), election.periods.iter().map(period).collect())];
    Some(Part::opening("election", words.t("election"), intro, blocks))
}
