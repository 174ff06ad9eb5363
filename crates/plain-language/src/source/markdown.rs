//! Markdown to blocks. Code becomes digits, which no rule reads.

use super::SourceBlock;
use crate::BlockKind;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The blocks of a Markdown text.
pub(super) fn blocks(text: &str) -> Vec<SourceBlock> {
    let mut reader = Reader { blocks: Vec::new(), open: None, items: 0, quotes: 0 };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) => reader.start(&tag),
            Event::End(tag) => reader.end(tag),
            Event::Text(words) => reader.add(&words, range.start),
            Event::Code(code) => reader.add(&"0".repeat(code.len()), range.start + 1),
            Event::SoftBreak => reader.add(" ", range.start),
            Event::HardBreak => reader.add("\n", range.start),
            _ => {}
        }
    }
    reader.close();
    reader.blocks
}

struct Reader {
    blocks: Vec<SourceBlock>,
    open: Option<SourceBlock>,
    items: usize,
    quotes: usize,
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.begin(if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph })
            }
            Tag::Heading { .. } => self.begin(BlockKind::Heading),
            Tag::TableCell => self.begin(BlockKind::TableCell),
            Tag::Item => {
                self.items += 1;
                self.begin(BlockKind::ListItem);
            }
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(_) => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock => self.close(),
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.close();
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        let kind = if self.quotes > 0 { BlockKind::Quote } else { kind };
        self.open = Some(SourceBlock { kind, text: String::new(), pieces: Vec::new() });
    }

    fn add(&mut self, words: &str, place: usize) {
        if let Some(block) = &mut self.open {
            block.pieces.push((block.text.len(), place));
            block.text.push_str(words);
        }
    }

    fn close(&mut self) {
        self.blocks.extend(self.open.take().filter(|block| !block.text.trim().is_empty()));
    }
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, Source};

    #[test]
    fn blocks_know_where_they_stand() {
        let text = "# Vejen *lukker*\n\nKør ad [Møllevej](https://x.dk/vej). Brug `ls`.\n\n- Mandag\n- Tirsdag\n\n> Tak!\n";
        let source = Source::markdown(text);
        let blocks = source.blocks();
        let read: Vec<_> = blocks.iter().map(|block| (block.kind, block.text)).collect();
        assert_eq!(
            read,
            [
                (BlockKind::Heading, "Vejen lukker"),
                (BlockKind::Paragraph, "Kør ad Møllevej. Brug 00."),
                (BlockKind::ListItem, "Mandag"),
                (BlockKind::ListItem, "Tirsdag"),
                (BlockKind::Quote, "Tak!"),
            ]
        );
        for (block, word) in [(0, "lukker"), (1, "Møllevej"), (1, "Brug"), (3, "Tirsdag"), (4, "Tak")] {
            let at = source.place(block, blocks[block].text.find(word).unwrap());
            assert!(text[at..].starts_with(word), "{word}: {}", &text[at..]);
        }
    }
}
