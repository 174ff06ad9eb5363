//! Parts of the file that need one another or cannot both hold, outside approval.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Problems;
use super::node::Node;
use crate::problem::{Cause, Clash};

/// The least contrast of white text to the accent colour.
const CONTRAST_MIN: f64 = 4.5;

/// Reports them.
pub(super) fn check(root: &Node<'_>, problems: &mut Problems) {
    root.children("role").iter().for_each(|role| check_role(role, problems));
    root.children("channel").iter().for_each(|channel| check_channel(channel, problems));
    root.children("goal").iter().for_each(|goal| check_goal(goal, problems));
    for principle in root.children("principle") {
        principle.children("sign").iter().for_each(|sign| check_sign(sign, problems));
    }
    let clocks = root.children("clock");
    clocks.iter().for_each(|clock| check_clock(clock, problems));
    once("clock", &clocks, |clock| clock.text("subject").map(str::to_owned).into_iter().collect(), problems);
    if let Some(first) = root.child("internal_first") {
        let kinds = |item: &Node<'_>| item.text("kind").map(str::to_owned).into_iter().collect();
        once("internal-first", &first.children("exemption"), kinds, problems);
    }
    if let Some(press) = root.child("press") {
        let situations =
            |item: &Node<'_>| item.texts("situations").iter().map(|s| s.text.to_owned()).collect();
        once("press", &press.children("speaker"), situations, problems);
    }
    if let Some(load) = root.child("load") {
        once("load", &load.children("cap"), |cap| vec![cap_scope(cap)], problems);
    }
    if let Some(theme) = root.child("theme") {
        check_accent(&theme, problems);
    }
    if let Some(language) = root.child("plain_language") {
        house_words(&language.children("house_word"), problems);
    }
}

fn check_role(role: &Node<'_>, problems: &mut Problems) {
    if role
        .value("senders")
        .and_then(|senders| senders.get_ref().as_array())
        .is_some_and(|list| list.is_empty())
    {
        let cause = Cause::RoleWithoutSender { role: role.id().to_owned() };
        problems.add(role.span_of("senders"), cause);
    }
    let drawn_on: BTreeSet<&str> = role.texts("platforms").iter().map(|platform| platform.text).collect();
    for preferred in role.texts("preferred_platforms") {
        if !drawn_on.contains(preferred.text) {
            clash(preferred.span.clone(), role.id(), preferred.text, Clash::PreferredNotDrawnOn, problems);
        }
    }
}

fn check_channel(channel: &Node<'_>, problems: &mut Problems) {
    let (kind, audience) = (channel.text("kind").unwrap_or_default(), channel.text("audience"));
    let wrong_side = matches!(
        (kind, audience),
        ("staff-feed", Some("external"))
            | ("newsroom" | "facebook" | "linkedin" | "press" | "digital-post", Some("internal"))
    );
    if wrong_side {
        clash(channel.span_of("audience"), channel.id(), kind, Clash::WrongSide, problems);
    }
    let Some(limits) = channel.child("limits") else { return };
    let (recommended, most) = (limits.integer("recommended_characters"), limits.integer("max_characters"));
    if recommended.zip(most).is_some_and(|(recommended, most)| recommended > most) {
        let place = limits.span_of("recommended_characters");
        clash(place, "recommended_characters", "max_characters", Clash::RecommendedOverMaximum, problems);
    }
}

fn check_goal(goal: &Node<'_>, problems: &mut Problems) {
    if goal.has("target") && !(goal.has("indicator") && goal.has("direction")) {
        let needed: &'static [&'static str] =
            if goal.has("indicator") { &["direction"] } else { &["indicator"] };
        needs(goal.span_of("target"), format!("`{}`: target", goal.id()), needed, problems);
    }
}

fn check_sign(sign: &Node<'_>, problems: &mut Problems) {
    if !["check", "question", "indicator"].iter().any(|key| sign.has(key)) {
        let needed = &["check", "question", "indicator"];
        needs(sign.span.clone(), format!("`{}`", sign.id()), needed, problems);
    }
}

fn check_clock(clock: &Node<'_>, problems: &mut Problems) {
    if clock.flag("statutory") == Some(true) && !clock.has("law") {
        needs(clock.span_of("statutory"), format!("`{}`: statutory", clock.id()), &["law"], problems);
    }
}

/// White text on the accent colour must be readable (WCAG 2.2, 1.4.3).
fn check_accent(theme: &Node<'_>, problems: &mut Problems) {
    let contrast = theme.text("accent").and_then(luminance).map(|luminance| 1.05 / (luminance + 0.05));
    if let Some(contrast) = contrast.filter(|contrast| *contrast < CONTRAST_MIN) {
        // Rounded down, so that what is shown is below the limit too.
        let contrast = format!("{:.1}", (contrast * 10.0).floor() / 10.0);
        problems.add(theme.span_of("accent"), Cause::TooPale { contrast });
    }
}

/// The relative luminance of `#rrggbb` as WCAG defines it, from 0 to 1.
fn luminance(colour: &str) -> Option<f64> {
    let part = |range: Range<usize>| {
        let channel = f64::from(u8::from_str_radix(colour.get(range)?, 16).ok()?) / 255.0;
        Some(if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(1..3)? + 0.7152 * part(3..5)? + 0.0722 * part(5..7)?)
}

/// What a cap counts, with its lists in order.
fn cap_scope(cap: &Node<'_>) -> String {
    let list = |key: &str| {
        let mut ids: Vec<&str> = cap.texts(key).iter().map(|written| written.text).collect();
        ids.sort_unstable();
        ids.join(",")
    };
    let window = cap.integer("window_days").unwrap_or_default();
    format!("{:?} {} {} {window}", cap.text("audience"), list("channels"), list("target_groups"))
}

/// A word that one entry writes may not be avoided by another.
fn house_words(words: &[Node<'_>], problems: &mut Problems) {
    let written: BTreeMap<&str, &Node<'_>> =
        words.iter().filter_map(|word| word.text("write").map(|text| (text, word))).collect();
    for word in words {
        for avoided in word.texts("avoid") {
            if written.contains_key(avoided.text) {
                let address = format!("house-word.{}", word.id());
                clash(avoided.span, avoided.text, &address, Clash::AllowedAndForbidden, problems);
            }
        }
    }
}

/// Each thing may be decided by one item only.
fn once(
    prefix: &str,
    items: &[Node<'_>],
    decides: impl Fn(&Node<'_>) -> Vec<String>,
    problems: &mut Problems,
) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for item in items {
        let mut earlier = None;
        for thing in decides(item) {
            match seen.get(&thing) {
                Some(id) => earlier = Some(*id),
                None => {
                    seen.insert(thing, item.id());
                }
            }
        }
        if let Some(id) = earlier {
            let (first, second) = (format!("{prefix}.{id}"), format!("{prefix}.{}", item.id()));
            clash(item.span_of("id"), &first, &second, Clash::SameTwice, problems);
        }
    }
}

fn needs(span: Range<usize>, given: String, needed: &'static [&'static str], problems: &mut Problems) {
    problems.add(span, Cause::NeedsAnother { given, needed });
}

fn clash(span: Range<usize>, first: &str, second: &str, clash: Clash, problems: &mut Problems) {
    problems.add(span, Cause::Contradiction { first: first.to_owned(), second: second.to_owned(), clash });
}

#[cfg(test)]
mod tests {
    use super::{CONTRAST_MIN, luminance};

    #[test]
    fn contrast_to_white_is_as_wcag_has_it() {
        for (colour, readable) in
            [("#000000", true), ("#767676", true), ("#777777", false), ("#ffffff", false)]
        {
            let contrast = 1.05 / (luminance(colour).unwrap() + 0.05);
            assert_eq!(contrast >= CONTRAST_MIN, readable, "{colour} {contrast}");
        }
        assert_eq!(luminance("blå"), None);
    }
}
