//! The plain-language engine of this process. Its rules and dictionaries are the same for everybody and never
//! change while the program runs, so there is one for each language.

use plain_language::{Checker, Language, Rules};
use std::sync::OnceLock;

static ENGINE: OnceLock<Checker> = OnceLock::new();
static ENGLISH: OnceLock<Checker> = OnceLock::new();

/// Says what checks texts from now on; the first one stays.
pub fn use_language(checker: Checker) {
    let _ = ENGINE.set(checker);
}

/// Whether there is an engine already.
#[must_use]
pub fn has_language() -> bool {
    ENGINE.get().is_some()
}

/// What checks texts; without a dictionary where nobody said anything else.
pub fn language() -> &'static Checker {
    ENGINE.get_or_init(|| Checker::new(Rules::built_in().unwrap_or_default(), None))
}

/// Says what checks texts in English from now on; the first one stays.
pub fn use_english(checker: Checker) {
    let _ = ENGLISH.set(checker);
}

/// What checks texts in English; without a dictionary where nobody said anything else.
pub fn english() -> &'static Checker {
    ENGLISH.get_or_init(|| Checker::new(Rules::built_in_for(Language::En).unwrap_or_default(), None))
}
