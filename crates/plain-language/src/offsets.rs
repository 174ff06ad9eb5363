//! Places in a text in other units than bytes: editors and interfaces count UTF-16 units or characters.
//! One pass over the text for any number of places.

/// A unit to count places in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// UTF-16 code units, as browsers and most interfaces count.
    Utf16,
    /// Unicode code points.
    Chars,
}

impl Unit {
    fn len(self, c: char) -> usize {
        match self {
            Self::Utf16 => c.len_utf16(),
            Self::Chars => 1,
        }
    }
}

/// Turns places in bytes into places in `unit`, in the order given.
///
/// A place inside a character counts as its beginning, a place beyond the text as its end.
pub fn from_bytes(text: &str, unit: Unit, places: &[usize]) -> Vec<usize> {
    convert(text, places, char::len_utf8, |c| unit.len(c))
}

/// Turns places in `unit` into places in bytes, always on a character's beginning or the end of the text.
pub fn to_bytes(text: &str, unit: Unit, places: &[usize]) -> Vec<usize> {
    convert(text, places, |c| unit.len(c), char::len_utf8)
}

fn convert(
    text: &str,
    places: &[usize],
    from: impl Fn(char) -> usize,
    to: impl Fn(char) -> usize,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|index| places[*index]);
    let mut found = vec![0; places.len()];
    let mut chars = text.chars().peekable();
    let (mut source, mut target) = (0, 0);
    for index in order {
        while let Some(c) = chars.next_if(|c| source + from(*c) <= places[index]) {
            source += from(c);
            target += to(c);
        }
        found[index] = target;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_converted() {
        let text = "æ😀a";
        assert_eq!(from_bytes(text, Unit::Utf16, &[0, 2, 6, 7]), [0, 1, 3, 4]);
        assert_eq!(from_bytes(text, Unit::Chars, &[7, 6, 2, 0]), [3, 2, 1, 0]);
        assert_eq!(to_bytes(text, Unit::Utf16, &[0, 1, 2, 3, 4, 99]), [0, 2, 2, 6, 7, 7]);
        assert_eq!(from_bytes(text, Unit::Utf16, &[1, 3, 99]), [0, 1, 4]);
        assert_eq!(from_bytes("", Unit::Chars, &[5]), [0]);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "(.|æ|😀){0,20}") {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for unit in [Unit::Utf16, Unit::Chars] {
                prop_assert_eq!(to_bytes(&text, unit, &from_bytes(&text, unit, &places)), places.clone());
            }
        }
    }
}
