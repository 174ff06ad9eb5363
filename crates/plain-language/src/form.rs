//! What is known of a form of a word: looked up once for each text, and for words of the dictionary once for many.

use crate::checks::nominal;
use crate::phrase::{Opening, Phrases};
use crate::{Dictionary, Flags};
use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// How many words are remembered from text to text; some 3 MB.
const REMEMBERED_MAX: usize = 30_000;

/// Forms by how they are written. The hash has a seed of its own in each process, so nobody can write a text whose
/// words all fall on one place.
type Known<T> = HashMap<T, Form, RandomState>;

/// What is known of a form as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// What it may be, also in small letters where it has a capital.
    pub flags: Flags,
    /// Whether it is a noun made of a verb or an adjective.
    pub is_nominalisation: bool,
    /// Whether it has no capitals.
    pub is_small: bool,
    /// Which phrases may begin with it.
    pub opening: Opening,
    /// Whether it is known that the dictionary accepts it; a compound is when somebody has asked.
    pub is_accepted: bool,
}

/// Words that were met in texts before. Only what the dictionary has or accepts is remembered: names, numbers and
/// mistakes of the texts are not.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    known: RwLock<Known<Box<str>>>,
}

impl Memory {
    /// Remembers the words of a text. When there are too many it begins anew.
    pub(crate) fn keep(&self, forms: Forms<'_>) {
        let accepted = forms.accepted.into_inner();
        let is_accepted = |text: &str| accepted.get(text).copied().unwrap_or(false);
        let mut new = forms.new;
        new.retain(|text, form| {
            form.is_accepted |= is_accepted(text);
            form.is_accepted
        });
        if new.is_empty() {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() + new.len() > REMEMBERED_MAX {
            known.clear();
        }
        known.extend(new.into_iter().take(REMEMBERED_MAX).map(|(text, form)| (Box::from(text), form)));
    }
}

/// The forms of a text.
pub(crate) struct Forms<'a> {
    dictionary: Option<&'a Dictionary>,
    phrases: &'a Phrases,
    /// Those that were not met before.
    new: Known<&'a str>,
    accepted: RefCell<HashMap<&'a str, bool, RandomState>>,
}

impl std::fmt::Debug for Forms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forms").field("number", &self.new.len()).finish_non_exhaustive()
    }
}

impl<'a> Forms<'a> {
    pub(crate) fn new(dictionary: Option<&'a Dictionary>, phrases: &'a Phrases) -> Self {
        Self { dictionary, phrases, new: HashMap::default(), accepted: RefCell::default() }
    }

    pub(crate) fn dictionary(&self) -> Option<&'a Dictionary> {
        self.dictionary
    }

    /// Calls with what tells what is known of a form with so many letters.
    pub(crate) fn with<T>(
        &mut self,
        memory: &Memory,
        read: impl FnOnce(&mut dyn FnMut(&'a str, usize) -> Form) -> T,
    ) -> T {
        let known = memory.known.read().unwrap_or_else(PoisonError::into_inner);
        let (dictionary, phrases, new) = (self.dictionary, self.phrases, &mut self.new);
        read(&mut |text, letters| match known.get(text) {
            Some(form) => *form,
            None => *new.entry(text).or_insert_with(|| look_up(dictionary, phrases, text, letters)),
        })
    }

    /// Whether the dictionary accepts a word of the text.
    pub(crate) fn accepts(&self, text: &'a str) -> bool {
        let look = || self.dictionary.is_some_and(|dictionary| dictionary.accepts(text));
        *self.accepted.borrow_mut().entry(text).or_insert_with(look)
    }
}

fn look_up(dictionary: Option<&Dictionary>, phrases: &Phrases, text: &str, letters: usize) -> Form {
    let is_small = !text.chars().any(char::is_uppercase);
    let lower = if is_small { None } else { Some(text.to_lowercase()) };
    let lower = lower.as_deref().unwrap_or(text);
    let flags = dictionary.map_or(Flags::NONE, |dictionary| flags_of(dictionary, text, lower));
    Form {
        flags,
        is_nominalisation: nominal::is_nominalisation(lower, letters),
        is_small,
        opening: phrases.opening(text),
        is_accepted: flags.has(Flags::FORM),
    }
}

/// What a form may be, also where it begins a sentence.
fn flags_of(dictionary: &Dictionary, text: &str, lower: &str) -> Flags {
    let flags = dictionary.flags(text);
    if text.starts_with(char::is_uppercase) { flags | dictionary.flags(lower) } else { flags }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(memory: &Memory, words: &[&str], is_accepted: bool) {
        let phrases = Phrases::default();
        let mut forms = Forms::new(None, &phrases);
        for word in words {
            let form = look_up(None, &phrases, word, word.len());
            forms.new.insert(word, Form { is_accepted, ..form });
        }
        memory.keep(forms);
    }

    /// What people wrote is theirs: only words that the dictionary has stay in memory.
    #[test]
    fn names_and_mistakes_are_forgotten() {
        let memory = Memory::default();
        keep(&memory, &["Ulfeldsen", "010190-1234", "modtagett"], false);
        assert_eq!(memory.known.read().unwrap().len(), 0);
        keep(&memory, &["skole"], true);
        assert!(memory.known.read().unwrap().contains_key("skole"));
    }

    #[test]
    fn memory_is_bounded() {
        let memory = Memory::default();
        let words: Vec<String> = (0..REMEMBERED_MAX * 2).map(|at| format!("ord{at}")).collect();
        for some in words.chunks(7_000) {
            keep(&memory, &some.iter().map(String::as_str).collect::<Vec<_>>(), true);
            assert!(memory.known.read().unwrap().len() <= REMEMBERED_MAX);
        }
        keep(&memory, &words.iter().map(String::as_str).collect::<Vec<_>>(), true);
        assert!(memory.known.read().unwrap().len() <= REMEMBERED_MAX);
    }
}
