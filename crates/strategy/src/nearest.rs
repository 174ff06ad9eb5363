//! The nearest known word to a misspelt one: what a suggestion proposes.

/// Longer words than this get no suggestion.
const WORD_MAX: usize = 60;

/// At most this many candidates are compared.
const CANDIDATES_MAX: usize = 2_000;

/// Danish words that a writer may use for the format's own.
const DANISH: &[(&str, &str)] = &[
    ("skal", "must"),
    ("bør", "should"),
    ("plejer", "usually"),
    ("eksempel", "example"),
    ("intern", "internal"),
    ("ekstern", "external"),
    ("navn", "name"),
    ("titel", "title"),
    ("tekst", "text"),
    ("kilde", "source"),
    ("styrke", "force"),
    ("leder", "head"),
    ("chef", "head"),
    ("kommunikation", "communications"),
    ("rolle", "role"),
    ("kanal", "channel"),
    ("gyldig_fra", "valid_from"),
    ("gyldig_til", "valid_to"),
];

/// The candidate that takes the fewest slips to reach, if a third of the word or less is wrong;
/// a Danish word gives the English one it stands for.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written: Vec<char> = fold(word);
    if written.is_empty() || written.len() > WORD_MAX {
        return None;
    }
    let allowed = (written.len() / 3).max(1);
    let meant = DANISH.iter().find(|(danish, _)| *danish == word.to_lowercase()).map(|(_, english)| *english);
    let candidates: Vec<&str> = candidates.take(CANDIDATES_MAX).collect();
    if let Some(known) = candidates.iter().find(|candidate| Some(**candidate) == meant) {
        return Some(known);
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= WORD_MAX)
        .map(|candidate| (distance(&written, &fold(candidate)), candidate))
        .filter(|(slips, _)| *slips <= allowed)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Lower case, with hyphens, underscores and spaces alike.
fn fold(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect()
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut slips = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                slips = slips.min(before[j - 1] + 1);
            }
            row.push(slips);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_found() {
        let known = ["must", "should", "usually", "example"];
        for (word, expected) in [
            ("mst", Some("must")),
            ("shuold", Some("should")),
            ("Usualy", Some("usually")),
            ("skal", Some("must")),
            ("Bør", Some("should")),
            ("kanal", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known.into_iter()), expected, "{word}");
        }
        assert_eq!(nearest("valid-from", ["valid_from"].into_iter()), Some("valid_from"));
    }
}
