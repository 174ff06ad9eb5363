//! Words for search, stemmed in the program, because SQLite's full text knows no Danish: with it
//! "børnehave" finds "børnehaver" on both databases (stack.md, decision 3).

use rust_stemmers::{Algorithm, Stemmer};

/// How many words of a query count.
const QUERY_WORDS_MAX: usize = 8;

/// The stems of a text with a space around each, for `like '% stem%'`.
#[must_use]
pub(crate) fn stems(text: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::Danish);
    let mut out = String::from(" ");
    for word in words(text) {
        out.push_str(&stemmer.stem(&word));
        out.push(' ');
    }
    out
}

/// The patterns of a query: each must be found.
#[must_use]
pub(crate) fn patterns(query: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Danish);
    let mut stems: Vec<String> =
        words(query).take(QUERY_WORDS_MAX).map(|word| format!("% {}%", stemmer.stem(&word))).collect();
    stems.dedup();
    stems
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_form_of_the_word_is_found() {
        let text = stems("Nye børnehaver i Sundby");
        let pattern = patterns("børnehave");
        assert!(text.contains(pattern[0].trim_matches('%')), "{text} {pattern:?}");
        assert!(patterns("% _ '").is_empty());
    }
}
