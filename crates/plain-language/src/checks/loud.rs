//! What shouts or cannot be read aloud: capitals, exclamation marks, emoji, bare addresses.

use crate::block::Marks;
use crate::class::Class;
use crate::{BlockKind, Finding, Line, Reading, Rule};

/// The longest field of a template, in characters.
const FIELD_CHARS_MAX: usize = 40;
/// The longest address that is looked at, in characters.
const ADDRESS_CHARS_MAX: usize = 500;

/// Finds `words` words or more in capitals in a row, with spaces between them and nothing else: "BMP, GIF, JPG" and
/// "DD/MM/YY" are no shouting.
pub(super) fn capitals(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let block = reading.document.blocks[line.sentence.block].text;
    let place = |at: usize| line.tokens[at].word();
    let follows = |at: usize| block[place(at - 1).end..place(at).start].chars().all(char::is_whitespace);
    let mut from = 0;
    while from < line.tokens.len() {
        let is_loud = |at: &usize| line.is(*at, Class::CAPITALS) && (*at == from || follows(*at));
        let length = (from..).take_while(is_loud).count();
        if length > 0 && length >= rule.limit("words") {
            let (start, end) = (place(from).start, place(from + length - 1).end);
            found.extend(reading.finding(rule, line.sentence.block, start, end));
        }
        from += length.max(1);
    }
}

/// Finds two exclamation marks in a row, and texts with more than `marks`.
pub(super) fn exclamation(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let mut seen = 0;
    for (index, block) in reading.blocks_with(Marks::EXCLAMATION) {
        if block.kind == BlockKind::Quote {
            continue;
        }
        for (start, _) in block.text.match_indices('!') {
            let follows = block.text[..start].ends_with('!');
            seen += usize::from(!follows);
            if follows || seen > rule.limit("marks") {
                found.extend(reading.finding(rule, index, start, start + 1));
            }
        }
    }
}

/// Finds the third emoji in a row.
pub(super) fn emoji(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.blocks_with(Marks::SYMBOL) {
        let mut row: Option<(usize, usize)> = None;
        let mut number = 0;
        for (at, c) in block.text.char_indices().chain([(block.text.len(), 'x')]) {
            if matches!(c, '\u{fe0f}' | '\u{200d}' | ' ') && row.is_some() {
                continue;
            }
            if is_emoji(c) {
                number += 1;
                row = Some((row.map_or(at, |(start, _)| start), at + c.len_utf8()));
                continue;
            }
            if let Some((start, end)) = row.take().filter(|_| number > rule.limit("emoji")) {
                found.extend(reading.finding(rule, index, start, end));
            }
            number = 0;
        }
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

/// Finds addresses of the web that stand bare in the text.
pub(super) fn bare_address(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.blocks_with(Marks::SLASH) {
        for begin in ["https://", "http://"] {
            for (start, _) in block.text.match_indices(begin) {
                let rest = &block.text[start..];
                let mut characters = rest.char_indices().take(ADDRESS_CHARS_MAX);
                let Some((length, _)) = characters
                    .find(|(_, c)| c.is_whitespace())
                    .or_else(|| (rest.len() <= ADDRESS_CHARS_MAX).then_some((rest.len(), ' ')))
                else {
                    continue;
                };
                let address = rest[..length].trim_end_matches(['.', ',', ')', ';']);
                found.extend(reading.finding(rule, index, start, start + address.len()));
            }
        }
    }
}

/// Finds what is left of a template: `{navn}`, `<navn>`, `xx`.
pub(super) fn merge_field(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.blocks_with(Marks::FIELD) {
        for (open, close) in [('{', '}'), ('<', '>')] {
            let mut from = 0;
            while let Some(start) = block.text[from..].find(open).map(|at| from + at) {
                // No further than a field is long, so that many openings cost no more than their number.
                let after = block.text[start + 1..].char_indices().take(FIELD_CHARS_MAX + 1);
                let length = after.into_iter().find(|(_, c)| *c == close).map(|(at, _)| at);
                let is_field = block.text[start + 1..].starts_with(char::is_alphabetic);
                if let Some(length) = length.filter(|_| is_field) {
                    found.extend(reading.finding(rule, index, start, start + 1 + length + 1));
                }
                from = start + 1;
            }
        }
    }
}

/// Finds addresses that lead nowhere: a mail address without an end, "http:/", "www,".
pub(super) fn broken_address(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.blocks_with_addresses() {
        let words = block.text.split_whitespace();
        for word in
            words.map(|word| word.trim_matches(['.', ',', ';', ':', '(', ')', '"', '»', '«', '!', '?']))
        {
            if is_broken(&word.to_lowercase()) {
                let start = word.as_ptr().addr() - block.text.as_ptr().addr();
                found.extend(reading.finding(rule, index, start, start + word.len()));
            }
        }
    }
}

fn is_broken(word: &str) -> bool {
    const BROKEN: [&str; 8] = ["http//", "https//", "http:/", "https:/", "htttp", "htpp", "www,", "www.."];
    if word.starts_with("http://") || word.starts_with("https://") {
        return false;
    }
    if BROKEN.iter().any(|begin| word.starts_with(begin)) {
        return true;
    }
    // "postgres://user:word@host" and "key=a@b" are something else.
    if word.contains(['/', '=']) {
        return false;
    }
    match word.split_once('@') {
        // "@sundby" is a name on a social medium.
        Some(("", _)) => false,
        Some((_, domain)) => {
            let end = domain.rsplit_once('.').map_or("", |(_, end)| end);
            domain.contains('@') || domain.contains(',') || end.chars().count() < 2
        }
        None => false,
    }
}
