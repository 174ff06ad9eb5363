//! References that must come to an end: the level above, and the crisis level escalated to.

use std::collections::BTreeMap;

use super::Problems;
use super::node::Node;
use crate::problem::Cause;

/// Reports each ring once, at its item that stands first in the file.
pub(super) fn check(root: &Node<'_>, problems: &mut Problems) {
    rings("above", &root.children("level"), problems);
    if let Some(crisis) = root.child("crisis") {
        rings("escalates_to", &crisis.children("level"), problems);
    }
}

fn rings(key: &'static str, items: &[Node<'_>], problems: &mut Problems) {
    let place: BTreeMap<&str, usize> = items.iter().enumerate().map(|(at, item)| (item.id(), at)).collect();
    let next = |at: usize| items.get(at).and_then(|item| place.get(item.text(key)?)).copied();
    // 0: not seen; otherwise the number of the walk that saw it.
    let mut seen = vec![0_usize; items.len()];
    for start in 0..items.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| seen[*here] == 0) {
            seen[here] = start + 1;
            at = next(here);
        }
        if let Some(entry) = at.filter(|entry| seen[*entry] == start + 1) {
            report(key, items, entry, next, problems);
        }
    }
}

fn report(
    key: &'static str,
    items: &[Node<'_>],
    entry: usize,
    next: impl Fn(usize) -> Option<usize>,
    problems: &mut Problems,
) {
    let mut ring = vec![entry];
    let mut at = next(entry);
    while let Some(here) = at.filter(|here| *here != entry) {
        ring.push(here);
        at = next(here);
    }
    let first = ring.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(turn, _)| turn);
    ring.rotate_left(first);
    let mut ids: Vec<String> = ring.iter().map(|at| items[*at].id().to_owned()).collect();
    ids.push(items[ring[0]].id().to_owned());
    problems.add(items[ring[0]].span_of(key), Cause::Cycle { key, ring: ids });
}
