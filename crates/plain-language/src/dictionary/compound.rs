//! Compounds: a word made of parts that may begin, stand inside and end one.

use super::{Dictionary, Flags, Step};

/// A part of a compound has at least this many letters (`COMPOUNDMIN` of the Danish dictionary).
const PART_LETTERS_MIN: usize = 2;
/// A compound has at most this many parts (`COMPOUNDWORDMAX`).
const PARTS_MAX: u8 = 10;
/// Longer words are none, in bytes; it bounds the search.
const WORD_BYTES_MAX: usize = 200;

impl Dictionary {
    /// Whether a word is made of parts of the dictionary.
    #[must_use]
    pub fn is_compound(&self, word: &str) -> bool {
        self.parts(word).is_some()
    }

    /// The fewest parts that a compound is made of, by where each but the first begins.
    #[must_use]
    pub fn parts(&self, word: &str) -> Option<Vec<usize>> {
        if word.len() > WORD_BYTES_MAX {
            return None;
        }
        // For each place: how many parts lead to it, 0 for none, and where the last of them began.
        let mut best = [(0_u8, 0_u8); WORD_BYTES_MAX + 1];
        for start in 0..word.len() {
            let parts = best[start].0;
            if start > 0 && parts == 0 || parts >= PARTS_MAX {
                continue;
            }
            let needed = if start == 0 { Flags::BEGIN } else { Flags::MIDDLE };
            self.forms_at(&word[start..], |length, flags| {
                let end = start + length;
                let is_last = end == word.len();
                let fits = if is_last { start > 0 && flags.has(Flags::END) } else { flags.has(needed) };
                if fits && (best[end].0 == 0 || best[end].0 > parts + 1) {
                    best[end] = (parts + 1, u8::try_from(start).unwrap_or(u8::MAX));
                }
            });
        }
        if best[word.len()].0 < 2 {
            return None;
        }
        let mut starts = Vec::new();
        let mut start = usize::from(best[word.len()].1);
        while start > 0 {
            starts.push(start);
            start = usize::from(best[start].1);
        }
        starts.reverse();
        Some(starts)
    }

    /// Calls back with the length and flags of every form that a text begins with.
    fn forms_at(&self, text: &str, mut found: impl FnMut(usize, Flags)) {
        let mut step = self.root();
        let mut letters = 0;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let Some(next) = self.after(step, &text[at..end]) else { return };
            step = next;
            letters += 1;
            if letters >= PART_LETTERS_MIN {
                let flags = self.flags_at(step);
                if flags != Flags::NONE {
                    found(end, flags);
                }
            }
        }
    }

    /// The parts that a word has before and after each of its places.
    pub(crate) fn parts_around(&self, letters: &[char]) -> Parts {
        let mut parts = Parts { before: vec![None; letters.len() + 1], after: vec![None; letters.len() + 1] };
        parts.before[0] = Some(0);
        for begin in 0..letters.len() {
            let Some(number) = parts.before[begin] else { continue };
            let needed = if begin == 0 { Flags::BEGIN } else { Flags::MIDDLE };
            for (length, step) in self.way(&letters[begin..]).into_iter().enumerate().skip(PART_LETTERS_MIN) {
                let end = begin + length;
                if self.flags_at(step).has(needed) && parts.before[end].is_none_or(|known| known > number + 1)
                {
                    parts.before[end] = Some(number + 1);
                }
            }
        }
        for begin in (1..letters.len()).rev() {
            let ways = self.way(&letters[begin..]).into_iter().enumerate().skip(PART_LETTERS_MIN);
            let number = |(length, step): (usize, Step)| {
                let (end, flags) = (begin + length, self.flags_at(step));
                if end == letters.len() {
                    return flags.has(Flags::END).then_some(1);
                }
                parts.after[end].filter(|_| flags.has(Flags::MIDDLE)).map(|number| number + 1)
            };
            parts.after[begin] = ways.filter_map(number).min();
        }
        parts
    }

    /// Whether a common mistake turns the compound into a word of the dictionary: then it is that word, spelt
    /// wrongly (`CHECKCOMPOUNDREP`).
    pub(super) fn is_likely_mistake(&self, word: &str) -> bool {
        let mut step = Some(self.root());
        // A beginning that no word has is none of the word that was meant.
        for (at, c) in word.char_indices() {
            let Some(here) = step else { return false };
            let rest = &word[at..];
            let is_meant = |(from, to): &(String, String)| {
                rest.strip_prefix(from.as_str()).is_some_and(|rest| {
                    let meant = self.after(here, to).and_then(|step| self.after(step, rest));
                    meant.is_some_and(|step| self.flags_at(step).has(Flags::FORM))
                })
            };
            if self.mistakes.iter().any(is_meant) {
                return true;
            }
            step = self.after(here, &rest[..c.len_utf8()]);
        }
        false
    }
}

/// The fewest parts that lead to each place of a word, and that lead on from it to the end.
pub(crate) struct Parts {
    before: Vec<Option<u8>>,
    after: Vec<Option<u8>>,
}

impl Parts {
    /// Whether a part may begin at a place.
    pub(crate) fn may_begin(&self, at: usize) -> bool {
        self.before.get(at).is_some_and(Option::is_some)
    }

    /// Whether a part of so many letters fits between what stands before it and after it in the word.
    pub(crate) fn fits(&self, begin: usize, letters: usize, end: usize, flags: Flags) -> bool {
        let Some(before) = self.before.get(begin).copied().flatten() else { return false };
        let is_last = end + 1 == self.after.len();
        let after = if is_last { Some(0) } else { self.after.get(end).copied().flatten() };
        let needed = match (begin, is_last) {
            (0, true) => return false,
            (_, true) => Flags::END,
            (0, false) => Flags::BEGIN,
            (_, false) => Flags::MIDDLE,
        };
        letters >= PART_LETTERS_MIN
            && flags.has(needed)
            && after.is_some_and(|after| before + 1 + after <= PARTS_MAX)
    }
}
