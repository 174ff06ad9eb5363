//! Approval rules that nobody can fulfil, that never apply, or that decide the same thing twice (D1).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Problems;
use super::node::Node;
use crate::problem::{Cause, Clash, Impossible, Never};
use crate::tree::value_of;

/// The longest chain of levels that is followed.
const CHAIN_MAX: usize = 100;

/// Reports rules that cannot do what they say.
pub(super) fn check(root: &Node<'_>, problems: &mut Problems) {
    let Some(approval) = root.child("approval") else { return };
    let rules = approval.children("rule");
    let levels = levels(root);
    let sides: BTreeMap<&str, Option<&str>> =
        root.children("channel").iter().map(|channel| (channel.id(), channel.text("audience"))).collect();
    for rule in &rules {
        if let Some(who) = rule.child("who") {
            keys_of_who(rule, &who, problems);
            fulfilled(rule, &who, &levels, problems);
        }
        if let Some(when) = rule.child("when") {
            applies(root, &sides, rule, &when, problems);
        }
    }
    twice(&rules, problems);
    if let Some(correction) = approval.child("small_correction") {
        let never: BTreeSet<&str> = correction.texts("never").iter().map(|change| change.text).collect();
        for change in correction.texts("allowed").iter().filter(|change| never.contains(change.text)) {
            clash(
                change.span.clone(),
                change.text,
                "approval.small-correction",
                Clash::AllowedAndForbidden,
                problems,
            );
        }
    }
}

/// Each level with the one above it.
fn levels<'a>(root: &Node<'a>) -> BTreeMap<&'a str, Option<&'a str>> {
    root.children("level").iter().map(|level| (level.id(), level.text("above"))).collect()
}

/// `duty` and `level` belong to the `by` of the same name.
fn keys_of_who(rule: &Node<'_>, who: &Node<'_>, problems: &mut Problems) {
    let by = who.text("by").unwrap_or_default();
    for (key, needed) in [("duty", &["duty"] as &'static [&'static str]), ("level", &["level"])] {
        if by == key && !who.has(key) {
            let given = format!("`{}`: by = \"{key}\"", rule.id());
            problems.add(who.span_of("by"), Cause::NeedsAnother { given, needed });
        } else if by != key && who.has(key) && !by.is_empty() {
            clash(who.span_of(key), key, &format!("by = \"{by}\""), Clash::NoUse, problems);
        }
    }
    for key in ["or_duties", "within_unit"] {
        if who.has(key) && by != "duty" && !by.is_empty() {
            clash(who.span_of(key), key, &format!("by = \"{by}\""), Clash::NoUse, problems);
        }
    }
}

/// Someone must be able to say yes.
fn fulfilled(
    rule: &Node<'_>,
    who: &Node<'_>,
    levels: &BTreeMap<&str, Option<&str>>,
    problems: &mut Problems,
) {
    let many = rule.integer("count").is_some_and(|count| count > 1);
    let units = rule.child("when").map(|when| when.texts("unit_levels")).unwrap_or_default();
    let one_head = match who.text("by") {
        Some("head-of-sender" | "head-above-sender") => true,
        Some("duty") => {
            who.text("duty") == Some("head")
                && who.flag("within_unit") == Some(true)
                && who.texts("or_duties").is_empty()
        }
        _ => false,
    };
    if many && one_head {
        impossible(rule, rule.span_of("count"), Impossible::OneHeadOnly, problems);
    }
    let above = |unit: &str| levels.get(unit).copied().flatten();
    if who.text("by") == Some("head-above-sender")
        && !units.is_empty()
        && units.iter().all(|unit| levels.contains_key(unit.text) && above(unit.text).is_none())
    {
        impossible(rule, who.span_of("by"), Impossible::NothingAbove, problems);
    }
    if who.text("by") == Some("level")
        && let Some(level) = who.text("level")
    {
        if level == "employee" {
            impossible(rule, who.span_of("level"), Impossible::LevelLeadsNobody, problems);
        } else if !units.is_empty() && units.iter().all(|unit| !reaches(levels, unit.text, level)) {
            impossible(rule, who.span_of("level"), Impossible::LevelNotAbove, problems);
        }
    }
}

/// True when `level` is `unit` or above it; a ring, or a longer chain than any organisation has, ends.
fn reaches(levels: &BTreeMap<&str, Option<&str>>, unit: &str, level: &str) -> bool {
    let chain = std::iter::successors(Some(unit), |at| levels.get(at).copied().flatten());
    chain.take(CHAIN_MAX).any(|at| at == level)
}

/// The conditions must leave something.
fn applies(
    root: &Node<'_>,
    sides: &BTreeMap<&str, Option<&str>>,
    rule: &Node<'_>,
    when: &Node<'_>,
    problems: &mut Problems,
) {
    let mut never = |key: &str, reason| {
        let cause = Cause::NeverApplies { rule: rule.id().to_owned(), reason };
        problems.add(when.span_of(key), cause);
    };
    let audience = when.text("audience").unwrap_or("any");
    if audience == "internal" && !when.texts("roles").is_empty() {
        never("roles", Never::RolesAreExternal);
    }
    let channels = when.texts("channels");
    let elsewhere = |id: &str| sides.get(id).copied().flatten().is_some_and(|side| side != audience);
    if audience != "any" && !channels.is_empty() && channels.iter().all(|channel| elsewhere(channel.text)) {
        never("channels", Never::ChannelsOnOtherSide);
    }
    if when
        .integer("recipients_over")
        .zip(when.integer("recipients_at_most"))
        .is_some_and(|(over, most)| over >= most)
    {
        never("recipients_at_most", Never::NoSuchNumber);
    }
    if when.flag("during_election") == Some(true) && !root.has("election") {
        never("during_election", Never::NoElection);
    }
}

/// Two rules with the same conditions and the same approver: one of them is left over, or they differ in the rest.
fn twice(rules: &[Node<'_>], problems: &mut Problems) {
    let mut seen: BTreeMap<String, &Node<'_>> = BTreeMap::new();
    for rule in rules {
        let plain = |key: &str| rule.value(key).map(|value| value_of(value.get_ref()).to_string());
        let decides = format!("{:?} {:?}", plain("when"), plain("who"));
        match seen.get(&decides) {
            Some(first) => {
                let (one, other) = (format!("approval.{}", first.id()), format!("approval.{}", rule.id()));
                clash(rule.span_of("id"), &one, &other, Clash::SameTwice, problems);
            }
            None => {
                seen.insert(decides, rule);
            }
        }
    }
}

fn impossible(rule: &Node<'_>, span: Range<usize>, reason: Impossible, problems: &mut Problems) {
    problems.add(span, Cause::NobodyCanApprove { rule: rule.id().to_owned(), reason });
}

fn clash(span: Range<usize>, first: &str, second: &str, clash: Clash, problems: &mut Problems) {
    problems.add(span, Cause::Contradiction { first: first.to_owned(), second: second.to_owned(), clash });
}
