//! What comes in by a form, the API or a file, as it is kept: what nobody sees is no part of what somebody typed.

use crate::plain::{composed, is_unseen};

/// What parts two pictures that stand for one, as in a family of three.
const JOINER: char = '\u{200d}';
/// Shows what stands before it as a picture.
const AS_PICTURE: char = '\u{fe0f}';
/// Puts a key around what stands before it.
const KEY: char = '\u{20e3}';

/// A typed text: its letters in one part each, its line ends as `\n`, and nothing in it that turns what is read
/// around, takes no room or steers a terminal.
#[must_use]
pub fn typed(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.to_owned();
    }
    let text = composed(&text.replace("\r\n", "\n"));
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        kept.extend(seen(c, kept.chars().next_back(), next));
    }
    // Marks that something unseen held apart are one letter now.
    composed(&kept)
}

/// A typed line: as `typed`, with single spaces between its words and none at its ends.
#[must_use]
pub fn line(text: &str) -> String {
    typed(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A character as it is kept.
fn seen(c: char, before: Option<char>, next: Option<char>) -> Option<char> {
    let is_picture = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !c.is_whitespace();
    match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => Some(' '),
        JOINER => Some(c).filter(|_| before.is_some_and(is_picture) && next.is_some_and(is_picture)),
        AS_PICTURE => Some(c).filter(|_| before.is_some_and(is_picture) || next == Some(KEY)),
        KEY => Some(c).filter(|_| before == Some(AS_PICTURE)),
        _ if c.is_control() || is_unseen(c) => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        for c in "\u{202e}\u{202a}\u{202d}\u{2066}\u{2067}\u{2069}\u{200e}\u{200f}\u{61c}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{0}\u{7}\u{1b}\u{7f}\u{9b}\u{fe0f}\u{20e3}\u{180e}\u{e0041}".chars() {
            assert_eq!(line(&format!("Vejen{c} er {c}lukket{c}")), "Vejen er lukket", "{c:?}");
            assert_eq!(typed(&format!("{c}a\n{c}\tb")), "a\n\tb", "{c:?}");
        }
        for parted in ["a\u{202a}\u{30a}", "\u{5e3}\u{5bc}\u{202a}\u{acd}", "\u{fb43}\u{200b}\u{acd}"] {
            assert_eq!(typed(parted), typed(&typed(parted)), "{parted:?}");
        }
        assert_eq!(typed("a\u{202a}\u{30a}"), "å");
    }

    #[test]
    fn what_is_seen_is_kept() {
        for text in ["Åen på § 4 – 50 %", "❤️ og 1️⃣", "👨\u{200d}👩\u{200d}👧", "a\n\nb\tc", "\u{a0}"]
        {
            assert_eq!(typed(text), text);
        }
        assert_eq!(typed("A\u{30a}en\r\na\u{2028}b"), "Åen\na\nb");
        assert_eq!(line("  a \n\u{a0}\t b\u{3164} "), "a b");
    }

    proptest! {
        #[test]
        fn twice_is_as_once(text in "(\\PC|[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{300}-\u{303}\u{fe0f}\u{20e3}\r\n❤👨1])*") {
            let once = typed(&text);
            prop_assert_eq!(typed(&once), once.clone());
            prop_assert_eq!(line(&line(&once)), line(&text));
        }
    }
}
