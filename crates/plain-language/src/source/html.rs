//! HTML to blocks.

use super::SourceBlock;
use crate::BlockKind;
use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};

/// Elements whose text is not for reading.
const SILENT: [&str; 7] = ["script", "style", "noscript", "template", "code", "pre", "title"];

/// The blocks of an HTML text.
pub(super) fn blocks(text: &str) -> Vec<SourceBlock> {
    let mut reader = Reader { text, blocks: Vec::new(), open: None, silent: 0, quotes: 0, kinds: Vec::new() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => reader.start(&String::from_utf8_lossy(&tag.name), tag.self_closing),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reader.add(&String::from_utf8_lossy(&words.value), words.span.start),
            _ => {}
        }
    }
    reader.close();
    reader.blocks
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<SourceBlock>,
    open: Option<SourceBlock>,
    silent: usize,
    quotes: usize,
    /// The blocks that are open, the innermost last.
    kinds: Vec<(String, BlockKind)>,
}

impl Reader<'_> {
    fn start(&mut self, name: &str, is_closed: bool) {
        if name == "br" {
            self.add("\n", 0);
        } else if SILENT.contains(&name) && !is_closed {
            self.silent += 1;
        } else if name == "blockquote" || name == "q" {
            self.quotes += 1;
            self.close();
        } else if let Some(kind) = kind(name) {
            self.close();
            self.kinds.push((name.to_owned(), kind));
        }
    }

    fn end(&mut self, name: &str) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
        } else if name == "blockquote" || name == "q" {
            self.close();
            self.quotes = self.quotes.saturating_sub(1);
        } else if kind(name).is_some() {
            self.close();
            if let Some(at) = self.kinds.iter().rposition(|(open, _)| open == name) {
                self.kinds.truncate(at);
            }
        }
    }

    fn add(&mut self, words: &str, from: usize) {
        if self.silent > 0 || self.open.is_none() && words.trim().is_empty() {
            return;
        }
        let kind = self.kinds.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        let kind = if self.quotes > 0 { BlockKind::Quote } else { kind };
        let block =
            self.open.get_or_insert_with(|| SourceBlock { kind, text: String::new(), pieces: Vec::new() });
        let mut at = from;
        let mut is_straight = false;
        for c in words.chars() {
            let source = self.text.get(at..).unwrap_or_default();
            if !is_straight {
                block.pieces.push((block.text.len(), at));
            }
            is_straight = source.starts_with(c);
            at += match source.find(';') {
                _ if is_straight => c.len_utf8(),
                // A reference such as "&aelig;" is one character.
                Some(end) if source.starts_with('&') => end + 1,
                _ => 0,
            };
            block.text.push(c);
        }
    }

    fn close(&mut self) {
        self.blocks.extend(self.open.take().filter(|block| !block.text.trim().is_empty()));
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dd" | "dt" => BlockKind::ListItem,
        "td" | "th" => BlockKind::TableCell,
        "address" => BlockKind::Address,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "nav" | "aside" | "figure"
        | "figcaption" | "ul" | "ol" | "dl" | "table" | "tr" | "form" | "body" | "html" => {
            BlockKind::Paragraph
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, Source};

    #[test]
    fn blocks_know_where_they_stand() {
        let text = "<title>x</title><h1>Vejen &aelig;ndres</h1><script>if (a < b) {}</script>\n<p>Ring <b>i</b> dag<br>eller kom.</p><ul><li>Mandag</ul><blockquote>Tak!</blockquote>";
        let source = Source::html(text);
        let blocks = source.blocks();
        let read: Vec<_> = blocks.iter().map(|block| (block.kind, block.text)).collect();
        assert_eq!(
            read,
            [
                (BlockKind::Heading, "Vejen ændres"),
                (BlockKind::Paragraph, "Ring i dag\neller kom."),
                (BlockKind::ListItem, "Mandag"),
                (BlockKind::Quote, "Tak!"),
            ]
        );
        for (block, word) in [(0, "Vejen"), (0, "ndres"), (1, "dag"), (1, "eller"), (2, "Mandag")] {
            let at = source.place(block, blocks[block].text.find(word).unwrap());
            assert!(text[at..].starts_with(word), "{word}: {}", &text[at..]);
        }
    }
}
