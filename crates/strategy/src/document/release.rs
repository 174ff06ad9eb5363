//! When: internal first, and how much each audience receives (H3, W5).

use super::parts::{Block, Entry, Part};
use super::words::Words;
use crate::model::{Cap, QuietHours};
use jiff::civil::Time;

/// Staff before the outside world, and when the rule yields.
pub(super) fn internal_first(words: &Words<'_>) -> Option<Part> {
    let first = words.strategy.internal_first.as_ref()?;
    let intro = words
        .item("internal-first")
        .titled(String::new())
        .with(words.fact("lead-time", words.maybe("minutes", first.lead_time_minutes)))
        .with(words.fact("concerned", words.all("concerned", &first.concerned)))
        .with(words.fact("told-before-all", words.all("concerned", &first.told_before_all)));
    let exemptions = first.exemptions.iter().map(|exemption| {
        let kind = words.word("exemption", &exemption.kind);
        words.entry("internal-first", &exemption.id).with(words.fact("because-of", kind))
    });
    let exceptions = first.exceptions.as_ref().map(|exceptions| {
        words
            .item("internal-first.exceptions")
            .titled(words.t("exceptions"))
            .with(words.fact("granted-by", words.or(&words.each("duty", &exceptions.granted_by))))
    });
    let entries = exemptions.chain(exceptions).collect();
    let blocks = vec![Block::list(words.t("exemptions"), entries)];
    Some(Part::opening("internal-first", words.t("internal-first"), intro, blocks))
}

/// Ceilings and quiet hours.
pub(super) fn load(words: &Words<'_>) -> Option<Part> {
    let load = words.strategy.load.as_ref()?;
    let holidays = if load.holidays_quiet { words.t("holidays-quiet") } else { String::new() };
    let intro = words
        .item("load")
        .titled(String::new())
        .with(words.fact("holidays", holidays))
        .with(words.fact("sent-anyway", words.all("quiet-exemption", &load.exempt)));
    let blocks = vec![
        Block::list(words.t("caps"), load.caps.iter().map(|cap| cap_entry(words, cap)).collect()),
        Block::list(
            words.t("quiet-hours"),
            load.quiet_hours.iter().map(|one| quiet_entry(words, one)).collect(),
        ),
    ];
    Some(Part::opening("load", words.t("load"), intro, blocks))
}

fn cap_entry(words: &Words<'_>, cap: &Cap) -> Entry {
    let most = words.n("messages", cap.max_messages);
    let most = words.t1("within", "amount", &most);
    words
        .entry("load", &cap.id)
        .with(words.fact("at-most", format!("{most} {}", words.n("days", cap.window_days))))
        .with(words.fact("audience", words.word("audience", &cap.audience)))
        .with(words.named("channels", "channel", &cap.channels))
        .with(words.named("target-groups", "target-group", &cap.target_groups))
}

fn quiet_entry(words: &Words<'_>, quiet: &QuietHours) -> Entry {
    let hours = format!("{}–{}", clock(quiet.from), clock(quiet.to));
    words
        .entry("load", &quiet.id)
        .with(words.fact("quiet-at", hours))
        .with(words.fact("audience", words.word("audience", &quiet.audience)))
}

fn clock(time: Time) -> String {
    format!("{:02}.{:02}", time.hour(), time.minute())
}
