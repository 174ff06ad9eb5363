//! Markdown to blocks. Code becomes digits, which no rule reads; what stands about a page before it is left out.

use super::{SourceBlock, SourceMark};
use crate::{BlockKind, NO_ALT};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The blocks of a Markdown text.
pub(super) fn blocks(text: &str) -> Vec<SourceBlock> {
    let mut reader =
        Reader { blocks: Vec::new(), open: None, items: 0, quotes: 0, spans: Vec::new(), picture: None };
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
            .into_offset_iter()
    {
        match event {
            Event::Start(Tag::Image { .. }) => {
                reader.picture = Some((SourceBlock::new(BlockKind::Alt), range.start));
            }
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
    /// Where links and bold words that are open begin, the innermost last.
    spans: Vec<(usize, SourceMark)>,
    /// What stands for the picture that is open, and where the picture stands.
    picture: Option<(SourceBlock, usize)>,
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        let here = self.open.as_ref().map_or(0, |block| block.text.len());
        match tag {
            Tag::Link { dest_url, .. } => self.spans.push((here, SourceMark::Link(dest_url.to_string()))),
            Tag::Strong => self.spans.push((here, SourceMark::Bold)),
            Tag::Paragraph => {
                self.begin(if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph })
            }
            Tag::Heading { level, .. } => {
                self.begin(BlockKind::Heading);
                self.spans.push((0, SourceMark::Heading(*level as u8)));
            }
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
            TagEnd::Image => {
                if let Some((alt, place)) = self.picture.take() {
                    let is_empty = alt.text.trim().is_empty();
                    self.blocks.push(if is_empty { SourceBlock::picture(NO_ALT, place) } else { alt });
                }
            }
            TagEnd::Link | TagEnd::Strong | TagEnd::Heading(_) => {
                if let (Some((start, mark)), Some(block)) = (self.spans.pop(), &mut self.open) {
                    block.mark(start, mark);
                }
                if matches!(tag, TagEnd::Heading(_)) {
                    self.close();
                }
            }
            TagEnd::Paragraph | TagEnd::TableCell | TagEnd::CodeBlock => self.close(),
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
        self.open = Some(SourceBlock::new(kind));
    }

    fn add(&mut self, words: &str, place: usize) {
        let picture = self.picture.as_mut().map(|(alt, _)| alt);
        if let Some(block) = picture.or(self.open.as_mut()) {
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
    use crate::{BlockKind, MarkKind, NO_ALT, Source};

    #[test]
    fn blocks_know_where_they_stand() {
        let text = "---\ntitle: sundbo\n---\n# Vejen *lukker*\n\nKør ad [Møllevej](https://x.dk/vej). Brug `ls`.\n\n- Mandag\n- Tirsdag\n\n> Tak!\n";
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

    #[test]
    fn headings_links_bold_words_and_pictures_are_known() {
        let text = "### Veje *i år*\n\nSe [planen](/plan.pdf) nu. ![Et *kort*](a.png)\n\n**Husk pas**\n\n![](b.png)\n";
        let source = Source::markdown(text);
        let blocks = source.blocks();
        let marks = source.marks();
        let marked: Vec<_> =
            marks.iter().map(|mark| (&blocks[mark.block].text[mark.start..mark.end], mark.kind)).collect();
        assert_eq!(
            marked,
            [
                ("Veje i år", MarkKind::Heading(3)),
                ("planen", MarkKind::Link("/plan.pdf")),
                ("Husk pas", MarkKind::Bold),
            ]
        );
        let pictures = blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Alt);
        let pictures: Vec<_> =
            pictures.map(|(at, block)| (block.text, &text[source.place(at, 3)..][..3])).collect();
        assert_eq!(pictures, [("Et kort", "kor"), (NO_ALT, "(b.")]);
    }
}
