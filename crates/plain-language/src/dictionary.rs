//! The dictionary: whether a word is one, and what it may be. Compounds are accepted as Hunspell accepts them:
//! parts that may begin, stand inside and end one.

mod compound;
mod flags;
pub mod pack;
mod step;

pub(crate) use compound::Parts;
pub use flags::Flags;
pub use pack::{Header, PackProblem};
pub(crate) use step::Step;

use fst::Map;

/// The dictionary of a language pack.
pub struct Dictionary {
    header: Header,
    map: Map<Vec<u8>>,
    /// Common mistakes without the marks of a word's ends.
    mistakes: Vec<(String, String)>,
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary").field("name", &self.header.name).finish_non_exhaustive()
    }
}

impl Dictionary {
    /// The dictionary in the bytes of a pack.
    ///
    /// # Errors
    /// When the bytes are no pack, or a damaged one.
    pub fn load(bytes: &[u8]) -> Result<Self, PackProblem> {
        let (header, map) = pack::read(bytes)?;
        let map = Map::new(map.to_vec()).map_err(|error| PackProblem::Damaged(error.to_string()))?;
        let bare = |from: &str| from.trim_start_matches('^').trim_end_matches('$').to_owned();
        let mistakes = header.replacements.iter().map(|(from, to)| (bare(from), to.clone()));
        let mistakes = mistakes.filter(|(from, _)| !from.is_empty()).collect();
        Ok(Self { header, map, mistakes })
    }

    /// What the pack says of itself.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What is known of a form exactly as it is written; nothing where it is not listed.
    #[must_use]
    pub fn flags(&self, form: &str) -> Flags {
        self.map.get(form).and_then(|bits| u32::try_from(bits).ok()).map_or(Flags::NONE, Flags::from_bits)
    }

    /// Whether a form is listed and may be suggested.
    #[must_use]
    pub fn is_listed(&self, form: &str) -> bool {
        let flags = self.flags(form);
        flags.has(Flags::FORM) && !flags.has(Flags::NO_SUGGEST)
    }

    /// Whether a word is right as it is written, as it would be at the start of a sentence, or in capitals.
    #[must_use]
    pub fn accepts(&self, word: &str) -> bool {
        self.accepts_as_is(word)
            || lower_first(word).is_some_and(|lower| self.accepts_as_is(&lower))
            || self.accepts_capitals(word)
            || self.accepts_parts(word)
            || has_parted_letters(word) && self.accepts(&markup::composed(word))
    }

    /// "afdelinger" in "børne- og ungeafdelinger", "-kontor": whether a word may end a compound.
    #[must_use]
    pub fn accepts_end(&self, part: &str) -> bool {
        self.accepts(part) || self.flags(part).has(Flags::END)
    }

    /// Whether a form stands by itself or is a compound, in just this case.
    fn accepts_as_is(&self, word: &str) -> bool {
        self.flags(word).has(Flags::FORM) || self.is_compound(word) && !self.is_likely_mistake(word)
    }

    fn accepts_capitals(&self, word: &str) -> bool {
        if word.chars().any(char::is_lowercase) {
            return false;
        }
        let lower = word.to_lowercase();
        self.accepts_as_is(&lower) || upper_first(&lower).is_some_and(|title| self.accepts_as_is(&title))
    }

    /// "IT-drift", "børne-": each part by itself.
    fn accepts_parts(&self, word: &str) -> bool {
        let is_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        word.contains('-')
            && word.split('-').all(|part| is_digits(part) || self.accepts(part) || self.may_begin(part))
    }

    /// "børne" in "børne- og ungeområdet" is no word, but begins one.
    fn may_begin(&self, part: &str) -> bool {
        let lower = lower_first(part).unwrap_or_else(|| part.to_owned());
        self.flags(part).has(Flags::BEGIN) || self.flags(&lower).has(Flags::BEGIN)
    }
}

/// The word with its first letter small, where it was a capital.
fn lower_first(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars.next().filter(|c| c.is_uppercase())?;
    Some(first.to_lowercase().chain(chars).collect())
}

fn upper_first(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// Whether a letter stands as two characters, itself and its accent or ring, as some systems write it.
fn has_parted_letters(word: &str) -> bool {
    let is_mark = |c| matches!(c, '\u{300}'..='\u{36f}');
    !word.is_ascii() && word.contains(is_mark) && !markup::composed(word).contains(is_mark)
}
