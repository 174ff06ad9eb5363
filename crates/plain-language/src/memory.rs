//! What the engine remembers from text to text, so that a text that is checked at every key costs little.

use crate::Dictionary;
use crate::class::Class;
use crate::form::{Accepted, Form, Forms};
use crate::suggest::suggestions;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// How many words are remembered; some 3 MB.
const WORDS_MAX: usize = 30_000;
/// How many forms that the dictionary does not have are remembered; at most 1 MB.
const STRANGE_MAX: usize = 20_000;
/// How many mistakes are remembered; at most 1 MB.
const MISTAKES_MAX: usize = 4_000;
/// At most this many words are suggested for one.
const SUGGESTIONS_MAX: usize = 5;

/// Forms by how they are written. The hash has a seed of its own in each process, so nobody can write a text whose
/// words all fall on one place.
pub(crate) type Known<T> = HashMap<T, Form, RandomState>;

/// Words that were met in texts before. Only what the dictionary has or accepts is remembered as it is written: names,
/// numbers and mistakes are not. Of names and mistakes a hash stays, whose seed never leaves the process, with what is
/// known of the form, and for a mistake the words of the dictionary that were suggested. Of numbers nothing stays.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    known: RwLock<Known<Box<str>>>,
    strange: RwLock<HashMap<u64, Form, RandomState>>,
    mistakes: RwLock<HashMap<u64, Arc<[String]>, RandomState>>,
    seed: RandomState,
}

/// What is remembered of forms.
pub(crate) struct Recall<'m> {
    known: RwLockReadGuard<'m, Known<Box<str>>>,
    strange: RwLockReadGuard<'m, HashMap<u64, Form, RandomState>>,
    seed: &'m RandomState,
}

impl Recall<'_> {
    /// A form that the dictionary accepts.
    pub(crate) fn known(&self, text: &str) -> Option<Form> {
        self.known.get(text).copied()
    }

    /// Another form.
    pub(crate) fn strange(&self, text: &str) -> Option<Form> {
        self.strange.get(&self.seed.hash_one(text)).copied()
    }
}

impl Memory {
    /// Remembers the words of a text, of which some were asked about. When there are too many it begins anew.
    pub(crate) fn keep(&self, forms: Forms<'_>, accepted: &Accepted<'_>) {
        let mut new = forms.into_new();
        let mut strange = Vec::new();
        new.retain(|text, form| {
            form.is_accepted |= accepted.get(text).copied().unwrap_or(false);
            // What has figures or capitals inside may be somebody's number, and costs little to look up again.
            if !form.is_accepted && !form.class.has(Class::UNSPELLED) {
                strange.push((self.seed.hash_one(*text), *form));
            }
            form.is_accepted
        });
        self.keep_strange(strange);
        if new.is_empty() {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() + new.len() > WORDS_MAX {
            known.clear();
        }
        known.extend(new.into_iter().take(WORDS_MAX).map(|(text, form)| (Box::from(text), form)));
    }

    fn keep_strange(&self, mut forms: Vec<(u64, Form)>) {
        {
            let known = self.strange.read().unwrap_or_else(PoisonError::into_inner);
            forms.retain(|(number, _)| !known.contains_key(number));
        }
        if forms.is_empty() {
            return;
        }
        let mut strange = self.strange.write().unwrap_or_else(PoisonError::into_inner);
        if strange.len() + forms.len() > STRANGE_MAX {
            strange.clear();
        }
        strange.extend(forms.into_iter().take(STRANGE_MAX));
    }

    /// What is remembered, while a text is read.
    pub(crate) fn recall(&self) -> Recall<'_> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let strange = self.strange.read().unwrap_or_else(PoisonError::into_inner);
        Recall { known, strange, seed: &self.seed }
    }

    /// Whether it is known that the dictionary does not accept a word.
    pub(crate) fn is_mistake(&self, word: &str) -> bool {
        let mistakes = self.mistakes.read().unwrap_or_else(PoisonError::into_inner);
        mistakes.contains_key(&self.seed.hash_one(word))
    }

    /// What could stand in the place of a word that the dictionary does not accept.
    pub(crate) fn suggestions(&self, dictionary: &Dictionary, word: &str) -> Vec<String> {
        let number = self.seed.hash_one(word);
        let known = self.mistakes.read().unwrap_or_else(PoisonError::into_inner).get(&number).cloned();
        if let Some(known) = known {
            return known.to_vec();
        }
        let found = suggestions(dictionary, word, SUGGESTIONS_MAX);
        let mut mistakes = self.mistakes.write().unwrap_or_else(PoisonError::into_inner);
        if mistakes.len() >= MISTAKES_MAX {
            mistakes.clear();
        }
        mistakes.insert(number, found.clone().into());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Phrases;

    fn keep(memory: &Memory, words: &[&str], is_accepted: bool) {
        let phrases = Phrases::default();
        let mut forms = Forms::new(None, &phrases);
        forms.with(memory, |form| {
            for word in words {
                form(word, word.len());
            }
        });
        let accepted = words.iter().map(|word| (*word, is_accepted)).collect();
        memory.keep(forms, &accepted);
    }

    /// A number in letters: what has figures is not kept.
    fn letters(number: usize) -> String {
        number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
    }

    /// What people wrote is theirs: only words that the dictionary has stay in memory.
    #[test]
    fn names_and_mistakes_are_forgotten() {
        let memory = Memory::default();
        keep(&memory, &["Ulfeldsen", "010190-1234", "modtagett"], false);
        assert_eq!(memory.known.read().unwrap().len(), 0);
        let kept = |word: &str| memory.recall().strange(word).is_some();
        assert!(kept("modtagett") && kept("Ulfeldsen"), "their hashes");
        assert!(!kept("010190-1234"), "of a number not even that");
        keep(&memory, &["skole"], true);
        assert!(memory.known.read().unwrap().contains_key("skole"));
    }

    #[test]
    fn memory_is_bounded() {
        let memory = Memory::default();
        let words: Vec<String> = (0..WORDS_MAX * 2).map(|at| format!("ord{}", letters(at))).collect();
        for some in words.chunks(7_000) {
            keep(&memory, &some.iter().map(String::as_str).collect::<Vec<_>>(), true);
            assert!(memory.known.read().unwrap().len() <= WORDS_MAX);
        }
        keep(&memory, &words.iter().map(String::as_str).collect::<Vec<_>>(), true);
        assert!(memory.known.read().unwrap().len() <= WORDS_MAX);
        let memory = Memory::default();
        for some in words.chunks(7_000) {
            keep(&memory, &some.iter().map(String::as_str).collect::<Vec<_>>(), false);
            assert!(!memory.strange.read().unwrap().is_empty());
            assert!(memory.strange.read().unwrap().len() <= STRANGE_MAX);
        }
        keep(&memory, &words.iter().map(String::as_str).collect::<Vec<_>>(), false);
        assert!(memory.strange.read().unwrap().len() <= STRANGE_MAX);
    }
}
