//! One plain form of text for whoever looks for a number in it: NFC, one hyphen, one space, ASCII digits, nothing
//! that cannot be seen, and what addresses and HTML write as codes. Each place leads back to the text as it was given.
//! It is only looked at; what is kept and shown is the text itself.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// How often codes within codes are read: `%252D` is `%2D` is `-`.
const DECODED_MAX: usize = 4;
/// The longest entity that is read, in characters: "&#0000045;".
const ENTITY_MAX: usize = 14;
/// Entities that people and programs write where a number may stand.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("numsp", ' '),
    ("thinsp", ' '),
    ("shy", '\u{ad}'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("minus", '-'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("period", '.'),
    ("sol", '/'),
    ("middot", '.'),
    ("centerdot", '.'),
    ("bull", '.'),
    ("colon", ':'),
    ("semi", ';'),
    ("comma", ','),
    ("lowbar", '_'),
    ("bsol", '\\'),
    ("plus", '+'),
    ("lpar", '('),
    ("rpar", ')'),
    ("verbar", '|'),
    ("Tab", ' '),
    ("NewLine", '\n'),
    ("emsp13", ' '),
    ("emsp14", ' '),
    ("puncsp", ' '),
    ("hairsp", ' '),
    ("NoBreak", '\u{2060}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];
/// The zeros of the digits that Unicode has besides ours; nine more follow each.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0,
    0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50,
    0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0,
];
/// The ones of the digits in black, sans-serif and double rings; eight more follow each.
const RINGED_ONES: &[u32] = &[0x2776, 0x2780, 0x278a, 0x24f5];
/// The zeros that belong to them.
const RINGED_ZEROS: &[char] = &['\u{24ff}', '\u{1f10b}', '\u{1f10c}'];

/// A character of the plain form, and where in the text it comes from.
#[derive(Clone, Copy)]
struct Atom {
    c: char,
    start: usize,
    end: usize,
}

/// A text in its plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    text: String,
    /// For each byte of the plain form, where in the text its character begins and ends.
    from: Vec<(usize, usize)>,
}

impl Plain {
    /// The plain form of a text or an address.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let atoms = text.char_indices().map(|(start, c)| Atom { c, start, end: start + c.len_utf8() });
        let mut atoms: Vec<Atom> = atoms.collect();
        for _ in 0..DECODED_MAX {
            let Some(decoded) = decoded(&atoms) else { break };
            atoms = decoded;
        }
        let mut plain =
            Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        let mut at = 0;
        while let Some(first) = atoms.get(at) {
            let marks =
                atoms[at + 1..].iter().take_while(|next| canonical_combining_class(next.c) != 0).count();
            plain.push_cluster(&atoms[at..=at + marks], *first);
            at += 1 + marks;
        }
        plain
    }

    /// The plain form.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a place in the plain form, in bytes, stands in the text as it was given.
    #[must_use]
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.from.get(range.start).map_or(0, |place| place.0);
        let end =
            range.end.checked_sub(1).and_then(|last| self.from.get(last)).map_or(start, |place| place.1);
        start..end.max(start)
    }

    /// A character with the marks above and below it.
    fn push_cluster(&mut self, cluster: &[Atom], first: Atom) {
        let end = cluster.last().map_or(first.end, |last| last.end);
        let c = folded(first.c);
        // A digit or a hyphen with a mark on it is one with nothing on it.
        if let Some(c) = c.filter(|c| c.is_ascii() && !c.is_ascii_alphabetic()) {
            return self.push(c, first.start, end);
        }
        for c in cluster.iter().map(|atom| atom.c).nfc() {
            folded(c).into_iter().for_each(|c| self.push(c, first.start, end));
        }
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        self.from.extend(std::iter::repeat_n((start, end), c.len_utf8()));
    }
}

/// A text with its letters in one part each, as it is kept.
#[must_use]
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// A character as the plain form has it; nothing for what cannot be seen.
fn folded(c: char) -> Option<char> {
    if c.is_ascii_graphic() || matches!(c, ' ' | '\n') {
        return Some(c);
    }
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => Some(' '),
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() || is_unseen(c) => None,
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{207b}'
        | '\u{208b}'
        | '\u{2d7}'
        | '\u{58a}'
        | '\u{5be}'
        | '\u{30fc}' => Some('-'),
        '\u{1806}' | '\u{23af}' | '\u{2500}' | '\u{2501}' | '\u{2796}' | '\u{2e3a}' | '\u{2e3b}' => Some('-'),
        '\u{301c}' | '\u{3030}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{b7}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' => Some('.'),
        '\u{2044}' | '\u{2215}' | '\u{29f8}' => Some('/'),
        '\u{2223}' | '\u{2502}' | '\u{2503}' => Some('|'),
        _ => digit(c).or_else(|| full_width(c)).or(Some(c)),
    }
}

/// What takes no room on the page: it joins, parts or turns what stands around it.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{20e3}' | '\u{feff}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The ASCII digit that a character means: of another script, raised, lowered or in a ring.
fn digit(c: char) -> Option<char> {
    if !c.is_numeric() {
        return None;
    }
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&u32::from(c)));
    if let Some(zero) = zero {
        return char::from_digit(u32::from(c) - zero, 10);
    }
    if RINGED_ZEROS.contains(&c) {
        return Some('0');
    }
    let one = RINGED_ONES.iter().find(|one| (**one..**one + 9).contains(&u32::from(c)));
    if let Some(one) = one {
        return char::from_digit(u32::from(c) - one + 1, 10);
    }
    // "②" and "⑵" mean one digit, "½" and "⑫" more.
    let mut digits = std::iter::once(c).nfkd().filter(|part| part.is_alphanumeric());
    digits.next().filter(|first| first.is_ascii_digit() && digits.next().is_none())
}

fn full_width(c: char) -> Option<char> {
    matches!(c, '\u{ff01}'..='\u{ff5e}').then(|| char::from_u32(u32::from(c) - 0xfee0)).flatten()
}

/// The text with its percent codes and entities read once; nothing where there are none.
fn decoded(atoms: &[Atom]) -> Option<Vec<Atom>> {
    if !atoms.iter().any(|atom| matches!(atom.c, '%' | '&')) {
        return None;
    }
    let (mut out, mut at, mut is_changed) = (Vec::with_capacity(atoms.len()), 0, false);
    while let Some(atom) = atoms.get(at) {
        let read = match atom.c {
            '%' => percent(&atoms[at..]),
            '&' => entity(&atoms[at..]).map(|(c, length)| (c.to_string(), length)),
            _ => None,
        };
        match read {
            Some((text, length)) => {
                let end = atoms[at + length - 1].end;
                out.extend(text.chars().map(|c| Atom { c, start: atom.start, end }));
                (at, is_changed) = (at + length, true);
            }
            None => {
                out.push(*atom);
                at += 1;
            }
        }
    }
    is_changed.then_some(out)
}

/// What a run of percent codes means, and how many characters it takes.
fn percent(atoms: &[Atom]) -> Option<(String, usize)> {
    let hex = |at: usize| atoms.get(at).and_then(|atom| atom.c.to_digit(16));
    let mut bytes = Vec::new();
    while atoms.get(bytes.len() * 3).is_some_and(|atom| atom.c == '%') {
        let at = bytes.len() * 3;
        let (Some(high), Some(low)) = (hex(at + 1), hex(at + 2)) else { break };
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    let whole = (1..=bytes.len()).rev().find(|length| std::str::from_utf8(&bytes[..*length]).is_ok())?;
    Some((String::from_utf8_lossy(&bytes[..whole]).into_owned(), whole * 3))
}

/// What an entity means, and how many characters it takes.
fn entity(atoms: &[Atom]) -> Option<(char, usize)> {
    let end = atoms.iter().take(ENTITY_MAX + 2).position(|atom| atom.c == ';')?;
    let name: String = atoms.get(1..end)?.iter().map(|atom| atom.c).collect();
    let code = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let named = || ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    Some((code.and_then(char::from_u32).or_else(named)?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn many_dresses_have_one_plain_form() {
        for (text, wanted) in [
            ("010190\u{2011}1234", "010190-1234"),
            ("010190\u{2212}1234", "010190-1234"),
            ("010190\u{a0}–\u{202f}1234", "010190 - 1234"),
            ("01\u{ad}01\u{200b}90\u{2060}-12\u{feff}34", "010190-1234"),
            ("\u{202e}0101\u{202c}90", "010190"),
            ("０１０１９０－１２３４", "010190-1234"),
            ("٠١٠١٩٠", "010190"),
            ("𝟎𝟏𝟎𝟏𝟗𝟎", "010190"),
            ("0\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}", "01"),
            ("m²", "m2"),
            ("010190%2D1234", "010190-1234"),
            ("010190%252D1234", "010190-1234"),
            ("010190%E2%80%911234", "010190-1234"),
            ("010190&#45;1234 &amp;#x2d; &ndash;", "010190-1234 - -"),
            ("A\u{30a}en pa\u{30a} lørdag", "Åen på lørdag"),
            ("100 % & 50%", "100 % & 50%"),
            ("a\r\nb\u{2028}c", "a\n\nb\nc"),
            ("1\u{336}2", "12"),
        ] {
            assert_eq!(Plain::of(text).text(), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_place_leads_back() {
        let text = "Å\u{a0}01\u{ad}01%2D٩ b";
        let plain = Plain::of(text);
        let at = plain.text().find("0101-9").unwrap();
        assert_eq!(&text[plain.original(&(at..at + 6))], "01\u{ad}01%2D٩");
    }

    proptest! {
        /// Whatever the text, its places are places in it, and what is plain stays as it is.
        #[test]
        fn any_text_has_a_plain_form(text in "([0-9 .%&;#-]|\\PC|[\u{300}-\u{340}\u{2000}-\u{2070}])*") {
            let plain = Plain::of(&text);
            for (at, c) in plain.text().char_indices() {
                let range = plain.original(&(at..at + c.len_utf8()));
                prop_assert!(text.get(range.clone()).is_some_and(|piece| !piece.is_empty()), "{range:?}");
            }
            let is_dressed = plain.text().contains(['\u{2011}', '\u{a0}', '\u{ad}', '\u{200b}', '\u{2212}']);
            prop_assert!(!is_dressed);
        }
    }
}
