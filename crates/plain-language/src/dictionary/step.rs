//! Walking through the map of a dictionary letter by letter, so that words with a beginning in common share the way.

use super::{Dictionary, Flags};
use fst::raw::{CompiledAddr, Output};

/// A place in the map, and what was gathered on the way there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    place: CompiledAddr,
    output: Output,
}

impl Dictionary {
    /// Where every word begins.
    pub(crate) fn root(&self) -> Step {
        Step { place: self.map.as_fst().root().addr(), output: Output::zero() }
    }

    /// The place after one more byte; nothing where no word goes on so.
    fn after_byte(&self, step: Step, byte: u8) -> Option<Step> {
        let node = self.map.as_fst().node(step.place);
        let transition = node.transition(node.find_input(byte)?);
        Some(Step { place: transition.addr, output: step.output.cat(transition.out) })
    }

    /// The place after some more letters.
    pub(crate) fn after(&self, step: Step, text: &str) -> Option<Step> {
        text.bytes().try_fold(step, |step, byte| self.after_byte(step, byte))
    }

    /// The place after one more letter.
    pub(crate) fn after_letter(&self, step: Step, letter: char) -> Option<Step> {
        self.after(step, letter.encode_utf8(&mut [0; 4]))
    }

    /// What is known of the form that ends at a place.
    pub(crate) fn flags_at(&self, step: Step) -> Flags {
        let node = self.map.as_fst().node(step.place);
        if !node.is_final() {
            return Flags::NONE;
        }
        let bits = step.output.cat(node.final_output()).value();
        u32::try_from(bits).map_or(Flags::NONE, Flags::from_bits)
    }

    /// Calls back with every letter that words go on with, and the place after it.
    pub(crate) fn each_letter(&self, step: Step, found: &mut impl FnMut(char, Step)) {
        self.each_byte(step, &mut [0; 4], 0, found);
    }

    fn each_byte(&self, step: Step, bytes: &mut [u8; 4], length: usize, found: &mut impl FnMut(char, Step)) {
        let node = self.map.as_fst().node(step.place);
        for transition in node.transitions() {
            let Some(byte) = bytes.get_mut(length) else { return };
            *byte = transition.inp;
            let next = Step { place: transition.addr, output: step.output.cat(transition.out) };
            let letter = std::str::from_utf8(&bytes[..=length]).ok().and_then(|text| text.chars().next());
            match letter {
                Some(letter) => found(letter, next),
                None => self.each_byte(next, bytes, length + 1, found),
            }
        }
    }

    /// The places along a word, before each of its letters and after the last, as far as words go on so.
    pub(crate) fn way(&self, letters: &[char]) -> Vec<Step> {
        let mut way = vec![self.root()];
        for letter in letters {
            let Some(step) = way.last().and_then(|step| self.after_letter(*step, *letter)) else { break };
            way.push(step);
        }
        way
    }
}
