//! What is known of a form of a word: looked up once for each text, and for words of the dictionary once for many.

use crate::checks::nominal;
use crate::class::Class;
use crate::memory::{Known, Memory};
use crate::phrase::{Opening, Phrases};
use crate::{Dictionary, Flags};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Words that the dictionary was asked about, and whether it accepts them.
pub(crate) type Accepted<'a> = HashMap<&'a str, bool, RandomState>;

/// What is known of a form as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// What it may be, also in small letters where it has a capital.
    pub flags: Flags,
    /// Its classes by its lists and its look.
    pub class: Class,
    /// Whether it has no capitals.
    pub is_small: bool,
    /// Which phrases may begin with it.
    pub opening: Opening,
    /// Whether it is known that the dictionary accepts it; a compound is when somebody has asked.
    pub is_accepted: bool,
}

/// The forms of a text.
pub(crate) struct Forms<'a> {
    dictionary: Option<&'a Dictionary>,
    phrases: &'a Phrases,
    /// Those that were not met before.
    new: Known<&'a str>,
}

impl std::fmt::Debug for Forms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forms").field("number", &self.new.len()).finish_non_exhaustive()
    }
}

impl<'a> Forms<'a> {
    pub(crate) fn new(dictionary: Option<&'a Dictionary>, phrases: &'a Phrases) -> Self {
        Self { dictionary, phrases, new: HashMap::default() }
    }

    /// Those that were not met before.
    pub(crate) fn into_new(self) -> Known<&'a str> {
        self.new
    }

    /// Calls with what tells what is known of a form with so many letters.
    pub(crate) fn with<T>(
        &mut self,
        memory: &Memory,
        read: impl FnOnce(&mut dyn FnMut(&'a str, usize) -> Form) -> T,
    ) -> T {
        let memory = memory.recall();
        let (dictionary, phrases, new) = (self.dictionary, self.phrases, &mut self.new);
        read(&mut |text, letters| {
            let look = || memory.strange(text).unwrap_or_else(|| look_up(dictionary, phrases, text, letters));
            memory.known(text).unwrap_or_else(|| *new.entry(text).or_insert_with(look))
        })
    }
}

fn look_up(dictionary: Option<&Dictionary>, phrases: &Phrases, text: &str, letters: usize) -> Form {
    let is_small = !text.chars().any(char::is_uppercase);
    let lower = if is_small { None } else { Some(text.to_lowercase()) };
    let lower = lower.as_deref().unwrap_or(text);
    let flags = dictionary.map_or(Flags::NONE, |dictionary| flags_of(dictionary, text, lower));
    let opening = phrases.opening(text);
    let class = Class::of_word(text, lower, letters)
        | Class::of_flags(flags)
        | Class::NOMINALISATION.when(nominal::is_nominalisation(lower, letters))
        | Class::OPENING.when(opening != Opening::NEVER);
    Form { flags, class, is_small, opening, is_accepted: flags.has(Flags::FORM) }
}

/// What a form may be, also where it begins a sentence.
fn flags_of(dictionary: &Dictionary, text: &str, lower: &str) -> Flags {
    let flags = dictionary.flags(text);
    if text.starts_with(char::is_uppercase) { flags | dictionary.flags(lower) } else { flags }
}
