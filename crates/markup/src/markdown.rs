//! Markdown, the lossless text form of a document: for editing without JavaScript, the API and files.
//! A subset of CommonMark; what we have no block for becomes readable plain text. A line end is a line break,
//! because that is what somebody typing a letter means by it.

mod read;
mod write;

use crate::doc::{Doc, DocProblem, MAX_BLOCKS, MAX_TEXT_BYTES};
use crate::keep;

/// The most Markdown that is read, in bytes: text at its limit with room for escapes, markers and indents.
const MAX_MARKDOWN_BYTES: usize = 4 * MAX_TEXT_BYTES;
/// The address of an image is `media:` and its media reference.
const MEDIA_SCHEME: &str = "media:";
/// Follows the media reference of a decorative image.
const DECORATIVE: &str = "#decorative";

/// Why Markdown is no document. Only size can stop it: every text means something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarkdownProblem {
    /// More text than a document holds.
    #[error("the text has {bytes} bytes, at most {max} are allowed")]
    TooLong {
        /// How many there are.
        bytes: usize,
        /// How many are allowed.
        max: usize,
    },
    /// More blocks than a document holds.
    #[error("the text has {blocks} paragraphs, headings and lists, at most {max} are allowed")]
    TooManyBlocks {
        /// How many there are.
        blocks: usize,
        /// How many are allowed.
        max: usize,
    },
}

impl From<DocProblem> for MarkdownProblem {
    fn from(problem: DocProblem) -> Self {
        match problem {
            DocProblem::TooLong { bytes } => Self::TooLong { bytes, max: MAX_TEXT_BYTES },
            DocProblem::TooManyBlocks { blocks } => Self::TooManyBlocks { blocks, max: MAX_BLOCKS },
            // The reader flattens deep lists and numbers its blocks itself, so these two cannot come.
            DocProblem::NestedTooDeep { .. } | DocProblem::DuplicateId { .. } => {
                Self::TooManyBlocks { blocks: MAX_BLOCKS, max: MAX_BLOCKS }
            }
        }
    }
}

impl Doc {
    /// Reads Markdown; the blocks get the ids b1, b2 and so on.
    ///
    /// # Errors
    /// When the text is larger than a document may be.
    pub fn from_markdown(markdown: &str) -> Result<Self, MarkdownProblem> {
        if markdown.len() > MAX_MARKDOWN_BYTES {
            return Err(MarkdownProblem::TooLong { bytes: markdown.len(), max: MAX_MARKDOWN_BYTES });
        }
        Ok(Self::numbered(read::contents(markdown))?)
    }

    /// Reads Markdown that began as `old.to_markdown()` and was edited.
    ///
    /// Blocks that are unchanged keep their ids, and so do blocks that were merely reworded; new blocks get ids
    /// that `old` does not have.
    ///
    /// # Errors
    /// As `from_markdown`.
    pub fn from_markdown_keeping(old: &Self, markdown: &str) -> Result<Self, MarkdownProblem> {
        Ok(keep::with_ids_of(old, Self::from_markdown(markdown)?)?)
    }

    /// Writes Markdown that `from_markdown` reads back as the same content.
    pub fn to_markdown(&self) -> String {
        write::markdown(self.blocks())
    }
}

#[cfg(test)]
mod tests;
