//! Lines and columns as editors count them, from 0, in the unit that was agreed on when the server was started.

use gen_lsp_types::{Position, PositionEncodingKind};
use plain_language::{Unit, from_bytes, to_bytes};

/// The unit of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every editor knows.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first unit that an editor names and we know; it names those it likes best first.
    pub(crate) fn agreed<'a>(mut names: impl Iterator<Item = &'a str>) -> Self {
        let known = names.find_map(|name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.unwrap_or(Self::Utf16)
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn unit(self) -> Option<Unit> {
        match self {
            Self::Utf8 => None,
            Self::Utf16 => Some(Unit::Utf16),
            Self::Utf32 => Some(Unit::Chars),
        }
    }
}

/// Where the lines of a text begin, in bytes. `\n`, `\r\n` and `\r` end a line.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

/// Lines and columns of places in bytes, in their order; one pass over the text for all of them.
pub(crate) fn positions(text: &str, places: &[usize], encoding: Encoding) -> Vec<Position> {
    let starts = line_starts(text);
    let line_of = |place: usize| starts.partition_point(|start| *start <= place).saturating_sub(1);
    let with_starts: Vec<usize> =
        places.iter().flat_map(|place| [*place, starts.get(line_of(*place)).copied().unwrap_or(0)]).collect();
    let counted = match encoding.unit() {
        None => with_starts,
        Some(unit) => from_bytes(text, unit, &with_starts),
    };
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let both = places.iter().zip(counted.chunks_exact(2));
    both.map(|(place, pair)| {
        let column = pair.first().zip(pair.last()).map_or(0, |(at, start)| at.saturating_sub(*start));
        Position::new(number(line_of(*place)), number(column))
    })
    .collect()
}

/// The place of a position in bytes; beyond its line it is the end of the line, beyond the text the end of the text.
pub(crate) fn place(text: &str, position: Position, encoding: Encoding) -> usize {
    let starts = line_starts(text);
    let number = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    let line = number(position.line);
    let Some(start) = starts.get(line).copied() else { return text.len() };
    let end = starts.get(line + 1).copied().unwrap_or(text.len());
    let line = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
    let column = number(position.character);
    let inside = match encoding.unit() {
        None => line.floor_char_boundary(column),
        Some(unit) => to_bytes(line, unit, &[column]).first().copied().unwrap_or(0),
    };
    start + inside
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "æ😀a\r\nb\rc\nø";

    #[test]
    fn there_and_back_in_every_unit() {
        let places = [0, 2, 6, 7, 9, 10, 11, 12, 13, 15];
        for (encoding, third) in [(Encoding::Utf8, 6), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            let found = positions(TEXT, &places, encoding);
            assert_eq!(found[2], Position::new(0, third), "{encoding:?}");
            assert_eq!(found[4], Position::new(1, 0));
            assert_eq!(found[6], Position::new(2, 0));
            assert_eq!(found[8], Position::new(3, 0));
            let back: Vec<usize> = found.iter().map(|found| place(TEXT, *found, encoding)).collect();
            assert_eq!(back, places, "{encoding:?}");
        }
    }

    #[test]
    fn what_lies_beyond_is_the_end() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            assert_eq!(place(TEXT, Position::new(0, 99), encoding), 7);
            assert_eq!(place(TEXT, Position::new(9, 0), encoding), TEXT.len());
            assert_eq!(place("", Position::new(0, 1), encoding), 0);
        }
        // Inside a character is its beginning.
        assert_eq!(place(TEXT, Position::new(0, 1), Encoding::Utf8), 0);
        assert_eq!(place(TEXT, Position::new(0, 2), Encoding::Utf16), 2);
    }

    #[test]
    fn the_first_known_unit_is_taken() {
        assert_eq!(Encoding::agreed([].into_iter()), Encoding::Utf16);
        assert_eq!(Encoding::agreed(["utf-7", "utf-32", "utf-8"].into_iter()), Encoding::Utf32);
    }
}
