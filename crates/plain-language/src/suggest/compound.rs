//! Compounds that are one change away from a word. Parts before and after the one with the change are worked out
//! once; only that one is looked for anew.

use super::{Change, Ranked, alphabet, cost_instead, cost_with, cost_without, each_common, each_swap};
use crate::Dictionary;
use crate::dictionary::{Parts, Step};

/// Offers what is one change away.
pub(super) fn once(dictionary: &Dictionary, ranked: &mut Ranked<'_>) {
    let letters = ranked.letters;
    // Changes of several letters may stand across the end of a part.
    let mut whole = |change: &Change<'_>| {
        let made: String = change.made(letters).iter().collect();
        if dictionary.is_compound(&made) {
            ranked.offer(change);
        }
    };
    each_swap(letters, &mut whole);
    each_common(dictionary, letters, whole);
    let parts = dictionary.parts_around(letters);
    let alphabet = alphabet(dictionary);
    let finder = Finder { dictionary, letters, parts };
    for begin in 0..=letters.len() {
        if !finder.parts.may_begin(begin) {
            continue;
        }
        for (length, step) in dictionary.way(letters.get(begin..).unwrap_or_default()).into_iter().enumerate()
        {
            let at = begin + length;
            if at < letters.len() && finder.ends(begin, length, step, at + 1) {
                ranked.offer(&Change { from: at, to: at + 1, new: &[], cost: cost_without(letters, at) });
            }
            dictionary.each_letter(step, &mut |new, step| {
                if alphabet.binary_search(&new).is_err() {
                    return;
                }
                if finder.ends(begin, length + 1, step, at) {
                    let cost = cost_with(letters, at, new);
                    ranked.offer(&Change { from: at, to: at, new: &[new], cost });
                }
                let old = letters.get(at).filter(|old| **old != new);
                if let Some(old) = old.filter(|_| finder.ends(begin, length + 1, step, at + 1)) {
                    let cost = cost_instead(*old, new);
                    ranked.offer(&Change { from: at, to: at + 1, new: &[new], cost });
                }
            });
        }
    }
}

struct Finder<'a> {
    dictionary: &'a Dictionary,
    letters: &'a [char],
    parts: Parts,
}

impl Finder<'_> {
    /// Whether a part that began at a place, and has so many letters up to a place in the dictionary, goes on as the
    /// word does from `rest` and fits between the others.
    fn ends(&self, begin: usize, mut length: usize, mut step: Step, rest: usize) -> bool {
        for at in rest..=self.letters.len() {
            if self.parts.fits(begin, length, at, self.dictionary.flags_at(step)) {
                return true;
            }
            let next = self.letters.get(at).and_then(|letter| self.dictionary.after_letter(step, *letter));
            let Some(next) = next else { return false };
            (step, length) = (next, length + 1);
        }
        false
    }
}
