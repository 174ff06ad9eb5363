//! What the engine reads: blocks of text with their kinds. It knows no markup; callers translate theirs to this.

/// A block of text. Its end always ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block<'a> {
    /// What it is in the document.
    pub kind: BlockKind,
    /// Its text, line ends as `\n`.
    pub text: &'a str,
}

/// What a block is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// "Kære Ida".
    Greeting,
    /// A line of a postal address.
    Address,
    /// "Med venlig hilsen" and what follows it.
    Signature,
    /// What somebody else said, or the text of a law.
    Quote,
}

impl BlockKind {
    /// Whether it counts when readability is measured. Greetings, signatures, addresses and tables do not: their
    /// short lines would flatter the figure.
    pub fn is_running_text(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::ListItem | Self::Quote)
    }
}
