//! Compounds: a word made of parts that may begin, stand inside and end one.

use super::{Dictionary, Flags};
use fst::raw::Output;

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
        // For each place: how many parts lead to it, and where the last of them began.
        let mut best: Vec<Option<(u8, usize)>> = vec![None; word.len() + 1];
        best[0] = Some((0, 0));
        for start in 0..word.len() {
            let Some((parts, _)) = best[start].filter(|(parts, _)| *parts < PARTS_MAX) else { continue };
            let needed = if start == 0 { Flags::BEGIN } else { Flags::MIDDLE };
            self.forms_at(&word[start..], |length, flags| {
                let end = start + length;
                let is_last = end == word.len();
                let fits = if is_last { start > 0 && flags.has(Flags::END) } else { flags.has(needed) };
                if fits && best[end].is_none_or(|(known, _)| known > parts + 1) {
                    best[end] = Some((parts + 1, start));
                }
            });
        }
        let (_, mut start) = best[word.len()].filter(|(parts, _)| *parts > 1)?;
        let mut starts = Vec::new();
        while start > 0 {
            starts.push(start);
            start = best[start]?.1;
        }
        starts.reverse();
        Some(starts)
    }

    /// Calls back with the length and flags of every form that a text begins with.
    fn forms_at(&self, text: &str, mut found: impl FnMut(usize, Flags)) {
        let map = self.map.as_fst();
        let (mut node, mut output) = (map.root(), Output::zero());
        let mut letters = 0;
        for (at, byte) in text.bytes().enumerate() {
            let Some(index) = node.find_input(byte) else { return };
            let step = node.transition(index);
            output = output.cat(step.out);
            node = map.node(step.addr);
            let length = at + 1;
            if !text.is_char_boundary(length) {
                continue;
            }
            letters += 1;
            if node.is_final() && letters >= PART_LETTERS_MIN {
                let bits = output.cat(node.final_output()).value();
                found(length, u32::try_from(bits).map_or(Flags::NONE, Flags::from_bits));
            }
        }
    }

    /// Whether a common mistake turns the compound into a word of the dictionary: then it is that word, spelt
    /// wrongly (`CHECKCOMPOUNDREP`).
    pub(super) fn is_likely_mistake(&self, word: &str) -> bool {
        self.header.replacements.iter().any(|(from, to)| {
            let from = from.trim_start_matches('^').trim_end_matches('$');
            !from.is_empty()
                && word.match_indices(from).any(|(at, _)| {
                    let meant = format!("{}{to}{}", &word[..at], &word[at + from.len()..]);
                    self.flags(&meant).has(Flags::FORM)
                })
        })
    }
}
