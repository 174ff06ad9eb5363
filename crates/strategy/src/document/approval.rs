//! Who must say yes, in plain words: when this holds, these people are asked (D1, H9).

use super::parts::{Block, Entry, Part, Row, Table};
use super::words::Words;
use crate::model::{Approval, ApprovalRule, When, Who};
use crate::words::{Approver, Scope};

/// The rules as a table of when and who, then what needs no new yes and the ways when time is short.
pub(super) fn approval(words: &Words<'_>) -> Option<Part> {
    let approval = words.strategy.approval.as_ref()?;
    let columns = ["rule", "rule-says", "rule-when", "rule-who", "rule-time", "where-it-stands"];
    let table = Table {
        caption: words.t("approval-table"),
        class: "table",
        columns: words.columns(&columns),
        rows: approval.rules.iter().map(|rule| row(words, rule)).collect(),
    };
    let blocks = vec![Block::Table(table), Block::list(words.t("approval-ways"), ways(words, approval))];
    let intro = words.item("approval").titled(String::new());
    Some(Part::opening("approval", words.t("approval"), intro, blocks).lead(words.t("approval-author")))
}

fn row(words: &Words<'_>, rule: &ApprovalRule) -> Row {
    let entry = words.entry("approval", &rule.id);
    let said = vec![entry.text.clone()];
    let mut who = vec![who(words, &rule.who)];
    if rule.count > 1 {
        who.push(words.n("who-count", rule.count));
    }
    if rule.order > 1 {
        who.push(words.n("who-order", rule.order));
    }
    if !rule.deputies {
        who.push(words.t("who-no-deputy"));
    }
    let time = words.maybe("hours", rule.time_limit_hours);
    entry.row(vec![words.says(said), words.cell(when(words, &rule.when)), words.lines(who), words.cell(time)])
}

/// "Når beskeden er ekstern, og nyheden er svær."
fn when(words: &Words<'_>, when: &When) -> String {
    let mut clauses = Vec::new();
    let mut add = |key: &str, list: String| {
        if !list.is_empty() {
            clauses.push(words.t1(key, "list", &list));
        }
    };
    match when.audience {
        Scope::Any => {}
        audience => add("when-audience", words.word("scope", &audience)),
    }
    add("when-roles", words.or(&words.names("role", &when.roles)));
    add("when-characters", words.or(&words.each("character", &when.characters)));
    add("when-topics", words.or(&when.topics));
    add("when-levels", words.or(&words.names("level", &when.unit_levels)));
    add("when-channels", words.or(&words.names("channel", &when.channels)));
    clauses.extend(when.recipients_over.map(|number| words.n("when-recipients-over", number)));
    clauses.extend(when.recipients_at_most.map(|number| words.n("when-recipients-at-most", number)));
    clauses.extend(when.cost_over.map(|number| words.n("when-cost-over", number)));
    clauses.extend(
        when.during_election.map(|during| words.t(if during { "when-election" } else { "when-no-election" })),
    );
    match clauses.as_slice() {
        [] => words.t("when-always"),
        [one] => words.t1("when", "clauses", one),
        [first @ .., last] => {
            let both = words.t("when-and");
            words.t1("when", "clauses", &format!("{}, {both} {last}", first.join(", ")))
        }
    }
}

fn who(words: &Words<'_>, who: &Who) -> String {
    match who.by {
        Approver::Level => words.t1(
            "who-level",
            "level",
            &who.level.as_ref().map(|id| words.name("level", id)).unwrap_or_default(),
        ),
        Approver::Duty => {
            let duties: Vec<_> = who.duty.into_iter().chain(who.or_duties.iter().copied()).collect();
            let duties = words.or(&words.each("duty", &duties));
            if who.within_unit { words.t1("who-within-unit", "duties", &duties) } else { duties }
        }
        by => words.word("approver", &by),
    }
}

fn ways(words: &Words<'_>, approval: &Approval) -> Vec<Entry> {
    let small = approval.small_correction.as_ref().map(|small| {
        words
            .item("approval.small-correction")
            .titled(words.t("small-correction"))
            .with(words.fact("allowed", words.all("change", &small.allowed)))
            .with(words.fact("never", words.all("change", &small.never)))
    });
    let telephone = approval.telephone.as_ref().map(|telephone| {
        words
            .item("approval.telephone")
            .titled(words.t("telephone"))
            .with(words.fact("may-register", words.or(&words.each("duty", &telephone.who_may_register))))
            .with(words.fact("confirm-within", words.maybe("hours", telephone.confirm_within_hours)))
    });
    let emergency = approval.emergency.as_ref().map(|emergency| {
        words
            .item("approval.emergency")
            .titled(words.t("emergency"))
            .with(words.fact("may-send", words.word("duty", &emergency.duty)))
            .with(words.fact("looked-through", words.n("minutes", emergency.review_minutes)))
            .with(words.named("ready-texts", "crisis", &emergency.templates))
    });
    small.into_iter().chain(telephone).chain(emergency).collect()
}
