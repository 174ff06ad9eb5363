//! What both judges of a correction ask of a word: without the marks around it, whether it tells a day or a month, and
//! whether it stands where a sentence begins.

/// Months and days of the week.
pub(crate) const CALENDAR: &[&str] = &[
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
];
/// A shorter word with a full stop is more often an abbreviation ("dr. Jensen") than the end of a sentence.
const ENDING_LETTERS_MIN: usize = 5;

/// A word without the marks around it; what it may hold besides letters is said by whoever asks.
pub(crate) fn bare(word: &str, is_part: impl Fn(char) -> bool) -> &str {
    word.trim_matches(|c: char| !is_part(c))
}

/// Whether a word begins with one of some words.
pub(crate) fn begins_with(word: &str, list: &[&str]) -> bool {
    let word = word.to_lowercase();
    list.iter().any(|start| word.starts_with(start))
}

/// Whether the word at a place begins a sentence of a text that was parted at its spaces.
pub(crate) fn begins_sentence(words: &[&str], at: usize) -> bool {
    let has_letters = |word: &&&str| word.contains(char::is_alphabetic);
    let Some(before) = words.iter().take(at).rfind(has_letters) else { return true };
    let letters = bare(before, char::is_alphabetic).chars().count();
    before.ends_with(['.', '!', '?']) && (letters >= ENDING_LETTERS_MIN || !before.ends_with('.'))
}

/// Whether a word has a capital at its beginning and nowhere else.
pub(crate) fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}
