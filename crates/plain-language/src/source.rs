//! Texts as they lie in files: the blocks that are checked, and where each of their characters stands in the file.

mod docx;
mod html;
mod markdown;

pub use docx::DocxProblem;

use crate::{Block, BlockKind, blocks_of};

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
        });
        Self { blocks: blocks.collect() }
    }

    /// Markdown (CommonMark with tables); code is not read.
    #[must_use]
    pub fn markdown(text: &str) -> Self {
        Self { blocks: markdown::blocks(text) }
    }

    /// HTML; scripts, styles and code are not read.
    #[must_use]
    pub fn html(text: &str) -> Self {
        Self { blocks: html::blocks(text) }
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
        Ok((Self { blocks }, text))
    }

    /// The blocks, to be checked.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block<'_>> {
        self.blocks.iter().map(|block| Block { kind: block.kind, text: &block.text }).collect()
    }

    /// Where a place in a block stands in the file, in bytes.
    #[must_use]
    pub fn place(&self, block: usize, at: usize) -> usize {
        let pieces = self.blocks.get(block).map_or(&[][..], |block| &block.pieces);
        let piece = pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        pieces.get(piece).map_or(0, |(start, file)| file + (at - start))
    }
}
