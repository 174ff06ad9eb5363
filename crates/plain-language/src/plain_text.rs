//! Finds the blocks of plain text: letters, mails and files that come without any markup.
//! Guesses from the look of lines only; a caller that knows its blocks makes them itself.

use crate::block::{Block, BlockKind};

/// A greeting or a line of a signature or address has at most this many words.
const SHORT_LINE_WORDS: usize = 8;
/// A heading above or below the greeting of a letter has at most this many words.
const HEADING_WORDS: usize = 10;
/// A paragraph of markup that is a signature, its lines perhaps run together, has at most this many words.
const SIGNATURE_WORDS: usize = 16;
/// What a line above the greeting begins with that is no heading.
const REFERENCES: [&str; 7] = ["dato", "sagsnr", "sag nr", "journalnr", "journal nr", "dok", "cpr"];
/// How a letter begins.
const GREETINGS: [&str; 6] = ["kære", "hej", "goddag", "god dag", "godmorgen", "til rette vedkommende"];
/// How a letter ends.
const CLOSINGS: [&str; 16] = [
    "med venlig hilsen",
    "med venlige hilsner",
    "venlig hilsen",
    "venlige hilsner",
    "de bedste hilsner",
    "de bedste hilsener",
    "bedste hilsner",
    "bedste hilsener",
    "mange hilsner",
    "mange hilsener",
    "kærlig hilsen",
    "på vegne af",
    "på gensyn",
    "med hilsen",
    "hilsen",
    "mvh",
];

/// Finds blocks: blank lines end them, list markers and greeting, signature and table lines begin new ones.
pub fn blocks_of(text: &str) -> Vec<Block<'_>> {
    let mut finder = Finder { text, blocks: Vec::new(), open: None, in_signature: false };
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            paragraph.push(line.trim());
        } else if !paragraph.is_empty() {
            finder.paragraph(&paragraph);
            paragraph.clear();
        }
    }
    let mut blocks = finder.blocks;
    if let Some(heading) = heading_of(&blocks) {
        blocks[heading].kind = BlockKind::Heading;
    }
    blocks
}

/// The kinds of blocks that come with markup, where that does not tell the parts of a letter: its greeting, its heading
/// and its signature.
pub(crate) fn letter_kinds(blocks: &[Block<'_>]) -> Vec<BlockKind> {
    let mut blocks = blocks.to_vec();
    let mut in_signature = false;
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        let text = block.text.trim();
        let lines_are_short = text.lines().all(|line| is_short(line.trim()));
        let words = text.split_whitespace().count();
        in_signature =
            lines_are_short && (in_signature || begins_with(text, &CLOSINGS) && words <= SIGNATURE_WORDS);
        if in_signature {
            block.kind = BlockKind::Signature;
        } else if !text.contains('\n') && is_greeting(text) {
            block.kind = BlockKind::Greeting;
        }
    }
    if let Some(heading) = heading_of(&blocks) {
        blocks[heading].kind = BlockKind::Heading;
    }
    blocks.iter().map(|block| block.kind).collect()
}

/// The paragraph that stands as a heading right above or below the greeting of a letter that has no other.
fn heading_of(blocks: &[Block<'_>]) -> Option<usize> {
    let greeting = blocks.iter().position(|block| block.kind == BlockKind::Greeting)?;
    if blocks.iter().any(|block| block.kind == BlockKind::Heading) {
        return None;
    }
    let is_heading = |at: &usize| {
        blocks
            .get(*at)
            .is_some_and(|block| block.kind == BlockKind::Paragraph && reads_as_heading(block.text))
    };
    let has_text_after = blocks.get(greeting + 2).is_some_and(|block| block.kind == BlockKind::Paragraph);
    let above = greeting.checked_sub(1).filter(is_heading);
    above.or(Some(greeting + 1).filter(|_| has_text_after).filter(is_heading))
}

fn reads_as_heading(line: &str) -> bool {
    let is_whole_line = !line.contains('\n') && !line.ends_with(['.', '!', '?', ',', ':', ';']);
    let is_dated = line.starts_with(|c: char| c.is_ascii_digit()) || line.contains(", den ");
    is_whole_line
        && line.starts_with(char::is_uppercase)
        && line.split_whitespace().count() <= HEADING_WORDS
        && !is_dated
        && !begins_with(line, &REFERENCES)
}

struct Finder<'a> {
    text: &'a str,
    blocks: Vec<Block<'a>>,
    /// Where the open block begins and ends in the text, in bytes, and what it is.
    open: Option<(usize, usize, BlockKind)>,
    in_signature: bool,
}

impl<'a> Finder<'a> {
    fn paragraph(&mut self, lines: &[&'a str]) {
        let is_address = lines.len() > 1
            && lines.iter().all(|line| is_short(line))
            && lines.iter().any(|line| is_postal(line));
        self.in_signature &= lines.iter().all(|line| is_short(line));
        for line in lines {
            if is_address {
                self.own(line, BlockKind::Address);
            } else {
                self.line(line);
            }
        }
        self.close();
    }

    fn line(&mut self, line: &'a str) {
        self.in_signature |= is_closing(line);
        if self.in_signature {
            return self.own(line, BlockKind::Signature);
        }
        if line.contains('\t') {
            return line.split('\t').for_each(|cell| self.own(cell.trim(), BlockKind::TableCell));
        }
        if let Some(heading) = line.strip_prefix('#') {
            return self.own(heading.trim_start_matches('#').trim_start(), BlockKind::Heading);
        }
        if is_greeting(line) {
            return self.own(line, BlockKind::Greeting);
        }
        match after_marker(line) {
            Some(item) => {
                self.close();
                // "- 1) Vi svarer" has two markers, and neither is a word.
                self.extend(after_marker(item).unwrap_or(item), BlockKind::ListItem);
            }
            None => self.extend(line, BlockKind::Paragraph),
        }
    }

    /// A line that is a block of its own.
    fn own(&mut self, line: &'a str, kind: BlockKind) {
        self.close();
        self.extend(line, kind);
        self.close();
    }

    fn extend(&mut self, line: &'a str, kind: BlockKind) {
        let start = line.as_ptr().addr() - self.text.as_ptr().addr();
        let end = start + line.len();
        self.open = Some(self.open.map_or((start, end, kind), |(start, _, kind)| (start, end, kind)));
    }

    fn close(&mut self) {
        if let Some((start, end, kind)) = self.open.take()
            && let Some(text) = self.text.get(start..end).filter(|text| !text.is_empty())
        {
            self.blocks.push(Block { kind, text });
        }
    }
}

fn is_short(line: &str) -> bool {
    !line.ends_with(['.', '!', '?']) && has_few_words(line)
}

fn has_few_words(line: &str) -> bool {
    line.split_whitespace().take(SHORT_LINE_WORDS + 1).count() <= SHORT_LINE_WORDS
}

/// "4180 Sorø"
fn is_postal(line: &str) -> bool {
    let Some((code, town)) = line.split_once(' ') else { return false };
    let digits = code.strip_prefix("DK-").unwrap_or(code);
    digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && town.trim_start().starts_with(char::is_uppercase)
}

fn is_greeting(line: &str) -> bool {
    begins_with(line, &GREETINGS) && !line.ends_with(['.', '?']) && has_few_words(line)
}

fn is_closing(line: &str) -> bool {
    begins_with(line, &CLOSINGS) && is_short(line.trim_end_matches(['.', '!']))
}

/// Whether a line begins with one of some phrases, in any case, and with whole words.
fn begins_with(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let mut small = line.chars().flat_map(char::to_lowercase);
        phrase.chars().all(|c| small.next() == Some(c)) && !small.next().is_some_and(char::is_alphanumeric)
    })
}

/// The text of a list item without its marker. "3. maj" and "1.250 kr." are no items.
fn after_marker(line: &str) -> Option<&str> {
    let (marker, rest) = line.split_once(char::is_whitespace)?;
    let label = marker.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_label = label.len() < marker.len()
        && ((1..=2).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit())
            || label.len() == 1
                && marker.ends_with(')')
                && label.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let rest = rest.trim_start();
    let is_bullet = matches!(marker, "-" | "–" | "—" | "*" | "•" | "·" | "▪" | "◦" | "+");
    (is_bullet || is_label && !rest.starts_with(char::is_lowercase)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Address, Greeting, Heading, ListItem, Paragraph, Signature, TableCell};

    /// H2, H9: a letter as it comes from a mail program.
    #[test]
    fn blocks_are_found() {
        for (text, expected) in [
            ("", vec![]),
            (" \n\t\n", vec![]),
            ("Et\n\nTo\r\nogså\n", vec![(Paragraph, "Et"), (Paragraph, "To\r\nogså")]),
            (
                "Husk:\n- pas\n  og visum\n* billet",
                vec![(Paragraph, "Husk:"), (ListItem, "pas\n  og visum"), (ListItem, "billet")],
            ),
            ("1. Ring\n2) Skriv\na) Kom", vec![(ListItem, "Ring"), (ListItem, "Skriv"), (ListItem, "Kom")]),
            ("- 1) Vi svarer", vec![(ListItem, "Vi svarer")]),
            ("3. maj er fri", vec![(Paragraph, "3. maj er fri")]),
            ("# Ny skole\nTekst", vec![(Heading, "Ny skole"), (Paragraph, "Tekst")]),
            (
                "Kære Ida Holm,\nTak for dit brev.",
                vec![(Greeting, "Kære Ida Holm,"), (Paragraph, "Tak for dit brev.")],
            ),
            (
                "Sundby Kommune, den 1. maj\n\nDu får en ny tid\n\nKære Ida\n\nKom på mandag.",
                vec![
                    (Paragraph, "Sundby Kommune, den 1. maj"),
                    (Heading, "Du får en ny tid"),
                    (Greeting, "Kære Ida"),
                    (Paragraph, "Kom på mandag."),
                ],
            ),
            (
                "Kære Ida\n\nDin nye tid\n\nKom på mandag.",
                vec![(Greeting, "Kære Ida"), (Heading, "Din nye tid"), (Paragraph, "Kom på mandag.")],
            ),
            (
                "Sagsnr. 12\n\nKære Ida\n\nKom på mandag.",
                vec![(Paragraph, "Sagsnr. 12"), (Greeting, "Kære Ida"), (Paragraph, "Kom på mandag.")],
            ),
            ("Hejren flyver", vec![(Paragraph, "Hejren flyver")]),
            (
                "Kære venner er noget, man har brug for hver dag.",
                vec![(Paragraph, "Kære venner er noget, man har brug for hver dag.")],
            ),
            (
                "Vi ses.\nMed venlig hilsen\nIda\n\nSkoleafdelingen\n\nP.S. Husk at svare i dag.",
                vec![
                    (Paragraph, "Vi ses."),
                    (Signature, "Med venlig hilsen"),
                    (Signature, "Ida"),
                    (Signature, "Skoleafdelingen"),
                    (Paragraph, "P.S. Husk at svare i dag."),
                ],
            ),
            (
                "Ida Holm\nRådhusvej 1\n4180 Sorø",
                vec![(Address, "Ida Holm"), (Address, "Rådhusvej 1"), (Address, "4180 Sorø")],
            ),
            (
                "Tid\tSted\nKl. 17\tSalen",
                vec![(TableCell, "Tid"), (TableCell, "Sted"), (TableCell, "Kl. 17"), (TableCell, "Salen")],
            ),
        ] {
            let found: Vec<_> = blocks_of(text).iter().map(|block| (block.kind, block.text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
