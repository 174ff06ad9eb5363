//! Times: validity, election periods and quiet hours that end before they begin or overlap.

use jiff::civil::Time;

use super::Problems;
use super::node::Node;
use crate::problem::Cause;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Reports periods that cannot be.
pub(super) fn check(root: &Node<'_>, problems: &mut Problems) {
    in_order(root, "valid_from", "valid_to", problems);
    if let Some(election) = root.child("election") {
        election_periods(&election.children("period"), problems);
    }
    if let Some(load) = root.child("load") {
        for audience in ["internal", "external"] {
            quiet_hours(audience, &load.children("quiet_hours"), problems);
        }
    }
}

/// Reports an end before its start; true when the two are in order.
fn in_order(node: &Node<'_>, start: &'static str, end: &'static str, problems: &mut Problems) -> bool {
    let turned = node.date(start).zip(node.date(end)).is_some_and(|(from, to)| to < from);
    if turned {
        problems.add(node.span_of(end), Cause::EndsBeforeStart { start, end });
    }
    !turned
}

fn election_periods(periods: &[Node<'_>], problems: &mut Problems) {
    let mut dated: Vec<_> = periods
        .iter()
        .filter(|period| in_order(period, "from", "to", problems))
        .filter_map(|period| Some((period.date("from")?, period.date("to")?, period)))
        .collect();
    dated.sort_by_key(|(from, to, period)| (*from, *to, period.span.start));
    let mut latest: Option<(toml::value::Date, &Node<'_>)> = None;
    for (from, to, period) in dated {
        if let Some((end, earlier)) = latest
            && from <= end
        {
            overlap("election", earlier, period, "from", problems);
        }
        if latest.is_none_or(|(end, _)| to > end) {
            latest = Some((to, period));
        }
    }
}

/// Quiet hours may pass midnight; they are compared as one or two stretches of the day.
fn quiet_hours(audience: &str, hours: &[Node<'_>], problems: &mut Problems) {
    let mut stretches: Vec<(u32, u32, &Node<'_>)> = Vec::new();
    for quiet in hours.iter().filter(|quiet| quiet.text("audience") == Some(audience)) {
        let Some((from, to)) = minute(quiet, "from").zip(minute(quiet, "to")) else { continue };
        if from == to {
            problems.add(quiet.span_of("to"), Cause::EndsBeforeStart { start: "from", end: "to" });
        } else if from < to {
            stretches.push((from, to, quiet));
        } else {
            stretches.push((from, DAY, quiet));
            stretches.push((0, to, quiet));
        }
    }
    stretches.sort_by_key(|(from, to, quiet)| (*from, *to, quiet.span.start));
    let mut latest: Option<(u32, &Node<'_>)> = None;
    for (from, to, quiet) in stretches {
        if let Some((end, earlier)) = latest
            && from < end
            && earlier.span != quiet.span
        {
            overlap("load", earlier, quiet, "from", problems);
        }
        if latest.is_none_or(|(end, _)| to > end) {
            latest = Some((to, quiet));
        }
    }
}

fn minute(node: &Node<'_>, key: &str) -> Option<u32> {
    let time: Time = node.text(key)?.parse().ok()?;
    u32::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).ok()
}

/// Reports an overlap at the item that stands later in the file.
fn overlap(prefix: &str, left: &Node<'_>, right: &Node<'_>, key: &str, problems: &mut Problems) {
    let (first, second) = if left.span.start <= right.span.start { (left, right) } else { (right, left) };
    let address = |node: &Node<'_>| format!("{prefix}.{}", node.id());
    let cause = Cause::Overlap { first: address(first), second: address(second) };
    problems.add(second.span_of(key), cause);
}
