//! The plain-language engine of this process. Its rules and dictionaries are the same for everybody and never
//! change while the program runs, so there is one for each language.

use plain_language::{Checker, Language, Rule, Rules, words};
use std::sync::OnceLock;
use web::Lang;

/// How much of a text is looked at to guess its language, in bytes.
const GUESSED_BYTES: usize = 4_000;
/// A text of fewer words than this is in no language for sure.
const GUESSED_WORDS: usize = 12;

static ENGINE: OnceLock<Checker> = OnceLock::new();
static ENGLISH: OnceLock<Checker> = OnceLock::new();
static OWN_ADDRESS: OnceLock<String> = OnceLock::new();

/// Says where this program's own pages are, without a stroke at the end; the first one stays.
pub fn use_own_address(base_url: &str) {
    let _ = OWN_ADDRESS.set(base_url.trim_end_matches('/').to_owned());
}

/// Where this program's own pages are, where somebody said so.
pub(crate) fn own_address() -> Option<&'static str> {
    OWN_ADDRESS.get().map(String::as_str)
}

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

/// What checks texts in a language.
pub fn checker(language: Lang) -> &'static Checker {
    match language {
        Lang::Da => self::language(),
        Lang::En => english(),
    }
}

/// A rule of any language; no two have the same id.
pub(crate) fn rule(id: &str) -> Option<&'static Rule> {
    language().rules().find(id).or_else(|| english().rules().find(id))
}

/// Whether what English spelling found is a Danish name: a road or a place, with its capital.
pub(crate) fn is_danish_name(language: Lang, rule: &Rule, found: &str) -> bool {
    let is_name = || found.starts_with(char::is_uppercase);
    let is_danish = || self::language().dictionary().is_some_and(|dictionary| dictionary.accepts(found));
    language == Lang::En && &*rule.id == "spelling" && is_name() && is_danish()
}

/// The language of a text, where one of the two dictionaries has clearly more of its words than the other.
pub(crate) fn guess(text: &str) -> Option<Lang> {
    let end = (0..=GUESSED_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let beginning = &text[..end];
    let found = words(beginning);
    let spelled = found.iter().filter(|word| word.letters > 0);
    let spelled: Vec<&str> = spelled.filter_map(|word| beginning.get(word.start..word.end)).collect();
    let accepted = |language| {
        let dictionary = checker(language).dictionary()?;
        Some(spelled.iter().filter(|word| dictionary.accepts(word)).count())
    };
    let (danish, english) = (accepted(Lang::Da)?, accepted(Lang::En)?);
    // Both know names and words such as "information"; two languages differ by far more than a quarter.
    let quarter = spelled.len() / 4;
    match spelled.len() {
        0..GUESSED_WORDS => None,
        _ if english > danish + quarter => Some(Lang::En),
        _ if danish > english + quarter => Some(Lang::Da),
        _ => None,
    }
}
