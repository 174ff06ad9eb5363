//! Texts as they lie in files: the blocks that are checked, and where each of their characters stands in the file.

mod docx;
mod html;
mod markdown;

pub use docx::DocxProblem;

use crate::plain_text::letter_kinds;
use crate::{Block, BlockKind, Finding, Mark, MarkKind, NO_ALT, blocks_of};
use std::ops::Range;

/// The blocks of a file.
#[derive(Debug, Clone, Default)]
pub struct Source {
    blocks: Vec<SourceBlock>,
}

/// A block with its places in the file.
#[derive(Debug, Clone)]
struct SourceBlock {
    kind: BlockKind,
    text: String,
    /// Where pieces of the text begin: in the text and in the file, in bytes.
    pieces: Vec<(usize, usize)>,
    /// Pieces of the text with what markup says of them.
    marks: Vec<(Range<usize>, SourceMark)>,
}

/// What a piece of a block is in its file.
#[derive(Debug, Clone)]
enum SourceMark {
    Heading(u8),
    Link(String),
    Bold,
}

impl SourceBlock {
    fn new(kind: BlockKind) -> Self {
        Self { kind, text: String::new(), pieces: Vec::new(), marks: Vec::new() }
    }

    /// A picture with what stands for it, and where in the file it begins.
    fn picture(alt: &str, place: usize) -> Self {
        let text = if alt.trim().is_empty() { NO_ALT } else { alt };
        Self { text: text.to_owned(), pieces: vec![(0, place)], ..Self::new(BlockKind::Alt) }
    }

    /// Notes what a piece is that ends where the text ends now, unless there is nothing in it.
    fn mark(&mut self, start: usize, mark: SourceMark) {
        if self.text.get(start..).is_some_and(|text| !text.trim().is_empty()) {
            self.marks.push((start..self.text.len(), mark));
        }
    }
}

impl Source {
    /// Plain text: letters and mails without markup.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let start = text.as_ptr().addr();
        let blocks = blocks_of(text).into_iter().map(|block| SourceBlock {
            kind: block.kind,
            text: block.text.to_owned(),
            pieces: vec![(0, block.text.as_ptr().addr() - start)],
            marks: Vec::new(),
        });
        Self { blocks: blocks.collect() }
    }

    /// Markdown (CommonMark with tables); code is not read.
    #[must_use]
    pub fn markdown(text: &str) -> Self {
        Self::of_markup(markdown::blocks(text))
    }

    /// HTML; scripts, styles and code are not read.
    #[must_use]
    pub fn html(text: &str) -> Self {
        Self::of_markup(html::blocks(text))
    }

    /// A Word document (DOCX), with its text; places are places in that text, a line for each block.
    ///
    /// # Errors
    /// When the bytes are no such document, or one that is too large.
    pub fn docx(bytes: &[u8]) -> Result<(Self, String), DocxProblem> {
        let mut blocks = docx::blocks(bytes)?;
        let mut text = String::new();
        for block in &mut blocks {
            block.pieces = vec![(0, text.len())];
            text.push_str(&block.text);
            text.push('\n');
        }
        Ok((Self::of_markup(blocks), text))
    }

    /// Blocks of markup, which does not tell the parts of a letter.
    fn of_markup(blocks: Vec<SourceBlock>) -> Self {
        let mut source = Self { blocks };
        let kinds = letter_kinds(&source.blocks());
        for (block, kind) in source.blocks.iter_mut().zip(kinds) {
            block.kind = kind;
        }
        source
    }

    /// The blocks, to be checked.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block<'_>> {
        self.blocks.iter().map(|block| Block { kind: block.kind, text: &block.text }).collect()
    }

    /// What the file's markup says of pieces of the blocks.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark<'_>> {
        let marks = self.blocks.iter().enumerate().flat_map(|(block, found)| {
            found.marks.iter().map(move |(piece, mark)| {
                let kind = match mark {
                    SourceMark::Heading(level) => MarkKind::Heading(*level),
                    SourceMark::Link(address) => MarkKind::Link(address),
                    SourceMark::Bold => MarkKind::Bold,
                };
                Mark { block, start: piece.start, end: piece.end, kind }
            })
        });
        marks.collect()
    }

    /// Where a finding stands in the file, in bytes; the beginning for what is about the whole text.
    #[must_use]
    pub fn range(&self, file: &str, finding: &Finding) -> Range<usize> {
        let Some(block) = finding.block else { return 0..0 };
        let start = self.place(block, finding.start);
        let last = self.place(block, finding.end.saturating_sub(1));
        let end = (last + 1).max(start).min(file.len());
        file.floor_char_boundary(start)..file.ceil_char_boundary(end)
    }

    /// Whether just the text of a finding stands at its place in the file, so that something else may be put there.
    /// It does not where markup or a reference such as `&aelig;` stands in it.
    #[must_use]
    pub fn is_as_written(&self, file: &str, finding: &Finding) -> bool {
        let block = finding.block.and_then(|block| self.blocks.get(block));
        let text = block.and_then(|block| block.text.get(finding.start..finding.end));
        text.is_some() && text == file.get(self.range(file, finding))
    }

    /// Where a place in a block stands in the file, in bytes.
    #[must_use]
    pub fn place(&self, block: usize, at: usize) -> usize {
        let pieces = self.blocks.get(block).map_or(&[][..], |block| &block.pieces);
        let piece = pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        pieces.get(piece).map_or(0, |(start, file)| file + (at - start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Greeting, Heading, Paragraph, Signature};

    /// A letter is a letter in every format.
    #[test]
    fn letters_have_their_parts_in_markup_too() {
        let expected = [Heading, Greeting, Paragraph, Signature, Signature];
        let markdown = "Du får en ny tid\n\nKære Ali\n\nKom på mandag.\n\nVenlig hilsen\n\nSagsbehandleren";
        let html = "<p>Du får en ny tid</p><p>Kære Ali</p><p>Kom på mandag.</p><p>Venlig hilsen</p><p>Sagsbehandleren</p>";
        for source in [Source::markdown(markdown), Source::html(html), Source::plain(markdown)] {
            let kinds: Vec<_> = source.blocks().iter().map(|block| block.kind).collect();
            assert_eq!(kinds, expected);
        }
        let joined =
            Source::markdown("# Tid\n\nKære Ali\n\nKom.\n\nVenlig hilsen\nSagsbehandleren i Vej og Park");
        assert_eq!(joined.blocks()[3].kind, Signature);
        let news = Source::markdown(
            "Kære venner er noget, man har brug for.\n\nMed hilsen fra os alle går det let.",
        );
        assert!(news.blocks().iter().all(|block| block.kind == Paragraph));
    }
}
