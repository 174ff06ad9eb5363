//! Where in the file: from bytes to lines and columns as a person counts them.

use std::ops::Range;

/// The longest piece of a line that a problem quotes, in characters.
const QUOTE_MAX: usize = 160;

/// A file's text with its line starts.
pub(crate) struct Source<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place in one line; lines and columns count from 1, in characters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_column: usize,
    pub(crate) quote: String,
    pub(crate) quote_column: usize,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The line number of a byte.
    pub(crate) fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// The place of a span; one that runs over several lines ends with its first.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        let line = self.line_of(span.start);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let content = self.text.get(start..).unwrap_or("").lines().next().unwrap_or("");
        let column = characters(content, span.start.saturating_sub(start)) + 1;
        let end_column = (characters(content, span.end.saturating_sub(start)) + 1).max(column + 1);
        let (quote, quote_column) = quote(content, column);
        Place { line, column, end_column, quote, quote_column }
    }
}

/// How many characters begin before this byte of the line.
fn characters(line: &str, byte: usize) -> usize {
    line.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// The line, or the part of a long one around the column, and the column the part begins with.
fn quote(line: &str, column: usize) -> (String, usize) {
    let first = if column > QUOTE_MAX / 2 && line.chars().nth(QUOTE_MAX).is_some() {
        column - QUOTE_MAX / 2
    } else {
        1
    };
    // Control characters would act on the reader's terminal; each stays one character wide.
    let visible = |letter: char| if letter.is_control() && letter != '\t' { '\u{fffd}' } else { letter };
    (line.chars().skip(first - 1).take(QUOTE_MAX).map(visible).collect(), first)
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn places_count_characters_and_keep_to_one_line() {
        let source = Source::new("a = 1\nnævn = \"blå\"\nslut");
        let place = source.place(&(14..20));
        assert_eq!((place.line, place.column, place.end_column), (2, 8, 13));
        assert_eq!(place.quote, "nævn = \"blå\"");
        assert_eq!(source.place(&(0..12)).end_column, 6);
        assert_eq!(source.place(&(99..99)).line, 3);
    }

    #[test]
    fn control_characters_are_not_passed_on() {
        assert_eq!(Source::new("a = \"\u{1b}[2J\"\tb").place(&(0..1)).quote, "a = \"\u{fffd}[2J\"\tb");
    }

    #[test]
    fn a_long_line_is_quoted_around_the_place() {
        let text = "x".repeat(5000);
        let place = Source::new(&text).place(&(4000..4001));
        assert_eq!(place.quote.chars().count(), 160);
        assert_eq!(place.column, 4001);
        assert_eq!(place.quote_column, 4001 - 80);
    }
}
