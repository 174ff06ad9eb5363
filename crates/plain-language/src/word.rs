//! Words: runs of letters and digits with inner hyphens, apostrophes, stops and decimal commas.
//! The rule is 4.3 of the project's readability definition: "1.250,50" and "bl.a" are one word each.

/// A word by its place in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; the byte after its last.
    pub end: usize,
    /// How many letters it has. Digits and hyphens are none, so a number has 0.
    pub letters: usize,
}

/// The words of a text in reading order.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    add_words(text, &mut found, &mut Vec::new());
    found
}

/// Adds the words of a text to those of others, and the places of the marks that may end a sentence.
pub(crate) fn add_words(text: &str, found: &mut Vec<Word>, marks: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    let mut open: Option<Word> = None;
    let (mut at, mut before) = (0, ' ');
    loop {
        // Most of a text is plain letters and the spaces between them.
        let plain = if let Some(word) = &mut open {
            let run = length_of(&bytes[at..], u8::is_ascii_alphanumeric);
            word.letters += bytes[at..at + run].iter().filter(|byte| byte.is_ascii_alphabetic()).count();
            word.end += run;
            run
        } else {
            length_of(&bytes[at..], |byte| *byte == b' ')
        };
        if plain > 0 {
            at += plain;
            before = char::from(bytes[at - 1]);
        }
        let Some(c) = char_at(text, at) else { break };
        let after = at + c.len_utf8();
        let is_letter = is_letter(c);
        let next = || char_at(text, after).unwrap_or(' ');
        if is_letter || is_word_char(c) {
            let word = open.get_or_insert(Word { start: at, end: at, letters: 0 });
            word.end = after;
            word.letters += usize::from(is_letter);
        } else {
            match &mut open {
                Some(word) if is_silent(c) || joins(before, c, next()) => word.end = after,
                _ => {
                    found.extend(open.take());
                    if matches!(c, '.' | '!' | '?' | '…' | ':' | '\n') {
                        marks.push(at);
                    }
                }
            }
        }
        (at, before) = (after, c);
    }
    found.extend(open);
}

/// How many bytes at the beginning are of a kind.
fn length_of(bytes: &[u8], is_kind: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().position(|byte| !is_kind(byte)).unwrap_or(bytes.len())
}

/// The character that begins at a place; most are ASCII, which needs no decoding.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Whether a character is a letter; those of Danish and its neighbours need no table.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'À'..='ÿ' => c != '×' && c != '÷',
        c => c.is_alphabetic(),
    }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// Belongs to the letter before it or is not seen: combining accents, soft hyphens, joiners.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn joins(before: char, c: char, next: char) -> bool {
    match c {
        '-' | '\'' | '’' | '.' | '\u{2010}' | '\u{2011}' => {
            (is_word_char(before) || is_silent(before)) && is_word_char(next)
        }
        ',' => before.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// H2: what counts as a word decides what a text is said to be like.
    #[test]
    fn words_are_found() {
        for (text, expected) in [
            ("", vec![]),
            ("Vi ses.", vec!["Vi", "ses"]),
            ("1.250,50 kr.", vec!["1.250,50", "kr"]),
            ("10, 20", vec!["10", "20"]),
            ("a,b", vec!["a", "b"]),
            ("bl.a. § 4, stk. 2", vec!["bl.a", "4", "stk", "2"]),
            ("e-mail og IT-drift - nu", vec!["e-mail", "og", "IT-drift", "nu"]),
            ("børne- og ungeområdet", vec!["børne", "og", "ungeområdet"]),
            ("Lars' og Ida’s", vec!["Lars", "og", "Ida’s"]),
            ("kl. 14.30", vec!["kl", "14.30"]),
            ("»Ja,« sagde hun…", vec!["Ja", "sagde", "hun"]),
            ("bla\u{30a}t æble", vec!["bla\u{30a}t", "æble"]),
            ("for\u{ad}vent\u{ad}ning", vec!["for\u{ad}vent\u{ad}ning"]),
            ("50 % 😀 100", vec!["50", "100"]),
            ("www.sundby.dk/a_b", vec!["www.sundby.dk", "a", "b"]),
        ] {
            let found: Vec<_> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn only_letters_are_counted() {
        let letters = |text| words(text).first().map(|word| word.letters);
        assert_eq!(letters("1.250,50"), Some(0));
        assert_eq!(letters("e-mail"), Some(5));
        assert_eq!(letters("København"), Some(9));
        assert_eq!(letters("covid-19"), Some(5));
    }
}
