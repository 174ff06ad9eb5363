//! Words of the dictionary that are near a word.

use super::{
    Change, Ranked, SECOND_COST, alphabet, cost_instead, cost_with, cost_without, each_common, each_swap,
};
use crate::dictionary::Step;
use crate::{Dictionary, Flags};

/// A word with the way along it through the dictionary.
struct Near<'a> {
    dictionary: &'a Dictionary,
    letters: &'a [char],
    way: Vec<Step>,
}

impl<'a> Near<'a> {
    fn of(dictionary: &'a Dictionary, letters: &'a [char]) -> Self {
        Self { dictionary, letters, way: dictionary.way(letters) }
    }

    /// Whether the word is one that may be suggested when it goes on from a place in the dictionary as it does from a
    /// place of its own.
    fn is_listed_from(&self, step: Step, rest: usize) -> bool {
        let rest = self.letters.get(rest..).unwrap_or_default();
        let last = rest.iter().try_fold(step, |step, letter| self.dictionary.after_letter(step, *letter));
        let flags = last.map_or(Flags::NONE, |step| self.dictionary.flags_at(step));
        flags.has(Flags::FORM) && !flags.has(Flags::NO_SUGGEST)
    }

    fn is_listed(&self, change: &Change<'_>) -> bool {
        let Some(step) = self.way.get(change.from) else { return false };
        let step =
            change.new.iter().try_fold(*step, |step, letter| self.dictionary.after_letter(step, *letter));
        step.is_some_and(|step| self.is_listed_from(step, change.to))
    }

    /// Letters that stand twice, stand too much, and neighbours that changed places.
    fn each_plain(&self, mut found: impl FnMut(&Change<'_>)) {
        let mut look = |change: &Change<'_>| {
            if self.is_listed(change) {
                found(change);
            }
        };
        for at in 0..self.letters.len().min(self.way.len()) {
            look(&Change { from: at, to: at + 1, new: &[], cost: cost_without(self.letters, at) });
        }
        each_swap(self.letters, look);
    }
}

/// Offers what is one change away.
pub(super) fn once(dictionary: &Dictionary, ranked: &mut Ranked<'_>) {
    let near = Near::of(dictionary, ranked.letters);
    near.each_plain(|change| ranked.offer(change));
    each_common(dictionary, near.letters, |change| {
        if near.is_listed(change) {
            ranked.offer(change);
        }
    });
    let alphabet = alphabet(dictionary);
    for (at, step) in near.way.iter().enumerate() {
        dictionary.each_letter(*step, &mut |new, step| {
            if alphabet.binary_search(&new).is_err() {
                return;
            }
            if near.is_listed_from(step, at) {
                let cost = cost_with(near.letters, at, new);
                ranked.offer(&Change { from: at, to: at, new: &[new], cost });
            }
            let old = near.letters.get(at).filter(|old| **old != new);
            if let Some(old) = old.filter(|_| near.is_listed_from(step, at + 1)) {
                let cost = cost_instead(*old, new);
                ranked.offer(&Change { from: at, to: at + 1, new: &[new], cost });
            }
        });
    }
}

/// Offers what is two of the plainest changes away.
pub(super) fn twice(dictionary: &Dictionary, ranked: &mut Ranked<'_>) {
    let letters = ranked.letters;
    let mut second = |first: &Change<'_>| {
        let changed = first.made(letters);
        Near::of(dictionary, &changed).each_plain(|second| {
            ranked.put(&second.made(&changed), SECOND_COST + first.cost + second.cost);
        });
    };
    for at in 0..letters.len() {
        second(&Change { from: at, to: at + 1, new: &[], cost: cost_without(letters, at) });
    }
    each_swap(letters, second);
}
