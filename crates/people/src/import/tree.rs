//! The tree that units make by naming the one above: rings and depth.

use std::collections::{HashMap, HashSet};

/// How deep the tree may be, as in `unit`.
const DEPTH_MAX: usize = 12;

/// What is wrong with the way from a unit to the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing.
    Fine,
    /// It comes back to where it began.
    Ring,
    /// It is too long.
    Deep,
}

/// Walks from each unit to the top. A unit that only leads into a ring is not itself in it.
pub(super) fn walk<'a>(unit: &'a str, above: &HashMap<&'a str, &'a str>) -> Way {
    let mut seen = HashSet::from([unit]);
    let mut at = unit;
    while let Some(next) = above.get(at).copied().filter(|next| !next.is_empty()) {
        if next == unit {
            return Way::Ring;
        }
        if !seen.insert(next) {
            return Way::Fine;
        }
        at = next;
    }
    if seen.len() > DEPTH_MAX { Way::Deep } else { Way::Fine }
}
