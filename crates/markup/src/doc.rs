//! `Doc`: a list of blocks that is always within its limits, has unique ids and is in normal form.
//! Every way to make one ends in `Doc::new`; there is no other constructor and no setter.

use std::collections::HashSet;

use crate::block::{Block, BlockId, Content, List};
use crate::inline::Inline;
use crate::normal;

/// The only version of the format so far.
pub const VERSION: u64 = 1;
/// The most text one document holds, in bytes of UTF-8: about 100 pages.
pub const MAX_TEXT_BYTES: usize = 200_000;
/// The most blocks one document holds.
pub const MAX_BLOCKS: usize = 2_000;
/// How deep lists may be nested.
pub const MAX_LIST_DEPTH: usize = 3;

/// Rich text: closed blocks with ids. Its JSON is what is stored; see the crate's README.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Doc {
    blocks: Vec<Block>,
}

/// Why blocks are no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocProblem {
    /// More blocks than `MAX_BLOCKS`.
    #[error("a document may have {MAX_BLOCKS} blocks, this one has {blocks}")]
    TooManyBlocks {
        /// How many there are.
        blocks: usize,
    },
    /// More text than `MAX_TEXT_BYTES`.
    #[error("a document may have {MAX_TEXT_BYTES} bytes of text, this one has {bytes}")]
    TooLong {
        /// How many there are.
        bytes: usize,
    },
    /// A list deeper than `MAX_LIST_DEPTH`.
    #[error("lists may be nested {MAX_LIST_DEPTH} deep, the list in block {block} is deeper")]
    NestedTooDeep {
        /// The block with the list.
        block: BlockId,
    },
    /// Two blocks with the same id.
    #[error("two blocks have the id {block}")]
    DuplicateId {
        /// The id in question.
        block: BlockId,
    },
}

impl Doc {
    /// Makes a document of blocks: tidies them to normal form, drops empty ones and checks the limits.
    ///
    /// # Errors
    /// When a limit is exceeded or an id occurs twice.
    pub fn new(blocks: Vec<Block>) -> Result<Self, DocProblem> {
        if blocks.len() > MAX_BLOCKS {
            return Err(DocProblem::TooManyBlocks { blocks: blocks.len() });
        }
        let mut seen = HashSet::new();
        for block in &blocks {
            if !seen.insert(&block.id) {
                return Err(DocProblem::DuplicateId { block: block.id.clone() });
            }
            if matches!(&block.content, Content::List(list) if is_deeper(list, MAX_LIST_DEPTH)) {
                return Err(DocProblem::NestedTooDeep { block: block.id.clone() });
            }
        }
        let tidy =
            |block: Block| normal::content(block.content).map(|content| Block { id: block.id, content });
        let doc = Self { blocks: blocks.into_iter().filter_map(tidy).collect() };
        let bytes = doc.text_bytes();
        if bytes > MAX_TEXT_BYTES { Err(DocProblem::TooLong { bytes }) } else { Ok(doc) }
    }

    /// Makes a document of contents, with the ids b1, b2 and so on.
    ///
    /// # Errors
    /// As `Doc::new`.
    pub fn numbered(contents: Vec<Content>) -> Result<Self, DocProblem> {
        let kept: Vec<Content> = contents.into_iter().filter_map(normal::content).collect();
        let blocks = kept.into_iter().zip(1..);
        Self::new(blocks.map(|(content, number)| Block { id: BlockId::numbered(number), content }).collect())
    }

    /// Makes a document of plain text: a blank line ends a paragraph, a line end is kept.
    ///
    /// # Errors
    /// As `Doc::new`.
    pub fn from_text(text: &str) -> Result<Self, DocProblem> {
        let mut paragraphs: Vec<Vec<Inline>> = vec![Vec::new()];
        for line in text.lines() {
            if line.trim().is_empty() {
                paragraphs.push(Vec::new());
            } else if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.extend([Inline::plain(line), Inline::Break]);
            }
        }
        Self::numbered(paragraphs.into_iter().map(|inlines| Content::Paragraph { inlines }).collect())
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks, to be changed and given to `Doc::new` again.
    pub fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }

    /// The block with an id.
    pub fn find(&self, id: &BlockId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == *id)
    }

    /// Nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Equal but for the ids.
    pub fn same_content(&self, other: &Self) -> bool {
        self.blocks.iter().map(|block| &block.content).eq(other.blocks.iter().map(|block| &block.content))
    }

    fn text_bytes(&self) -> usize {
        self.blocks.iter().map(|block| content_bytes(&block.content)).sum()
    }
}

fn is_deeper(list: &List, depth: usize) -> bool {
    let Some(below) = depth.checked_sub(1) else { return true };
    list.items.iter().filter_map(|item| item.sublist.as_ref()).any(|sublist| is_deeper(sublist, below))
}

fn content_bytes(content: &Content) -> usize {
    match content {
        Content::Heading { inlines, .. } | Content::Paragraph { inlines } => inline_bytes(inlines),
        Content::Quote { inlines, by } => inline_bytes(inlines) + by.as_ref().map_or(0, String::len),
        Content::List(list) => list_bytes(list),
        Content::Image(image) => image.alt.len() + image.caption.len(),
    }
}

fn list_bytes(list: &List) -> usize {
    list.items
        .iter()
        .map(|item| inline_bytes(&item.inlines) + item.sublist.as_ref().map_or(0, list_bytes))
        .sum()
}

fn inline_bytes(inlines: &[Inline]) -> usize {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(span) => span.text.len(),
            Inline::Link { href, spans } => {
                href.as_str().len() + spans.iter().map(|span| span.text.len()).sum::<usize>()
            }
            Inline::Break => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Item;

    fn paragraph(id: &str, text: &str) -> Block {
        let content = Content::Paragraph { inlines: vec![Inline::plain(text)] };
        Block { id: BlockId::parse(id).unwrap(), content }
    }

    #[test]
    fn limits_are_kept() {
        let many = (0..=MAX_BLOCKS as u64).map(|number| paragraph(&format!("b{number}"), "x")).collect();
        assert_eq!(Doc::new(many), Err(DocProblem::TooManyBlocks { blocks: MAX_BLOCKS + 1 }));
        let long = vec![paragraph("b1", &"å".repeat(MAX_TEXT_BYTES / 2 + 1))];
        assert_eq!(Doc::new(long), Err(DocProblem::TooLong { bytes: MAX_TEXT_BYTES + 2 }));
        let twice = vec![paragraph("a", "x"), paragraph("a", "y")];
        assert!(matches!(Doc::new(twice), Err(DocProblem::DuplicateId { .. })));
    }

    #[test]
    fn deep_lists_are_refused() {
        let wrap = |sublist| List {
            ordered: false,
            start: 1,
            items: vec![Item { inlines: vec![Inline::plain("x")], sublist }],
        };
        let three = wrap(Some(wrap(Some(wrap(None)))));
        let block = |list| vec![Block { id: BlockId::numbered(1), content: Content::List(list) }];
        assert!(Doc::new(block(three.clone())).is_ok());
        assert!(matches!(Doc::new(block(wrap(Some(three)))), Err(DocProblem::NestedTooDeep { .. })));
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        let doc = Doc::from_text("Kære Ida\n\n\nVi ses.\r\nHilsen *os*\n").unwrap();
        assert_eq!(doc.blocks().len(), 2);
        assert_eq!(crate::inline::plain_text(doc.blocks()[1].content.inlines()), "Vi ses.\nHilsen *os*");
    }
}
