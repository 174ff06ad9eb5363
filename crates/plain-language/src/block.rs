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
    /// What stands for a picture to those who cannot see it; `NO_ALT` where nothing does.
    Alt,
}

/// The text of an `Alt` block for a picture that nothing stands for (U+FFFC, the sign for an object).
pub const NO_ALT: &str = "\u{fffc}";

/// What markup says of a piece of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The index of the block.
    pub block: usize,
    /// Where the piece begins in the block's text, in bytes.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is.
    pub kind: MarkKind<'a>,
}

/// What a piece of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind<'a> {
    /// A heading of a level, from 1.
    Heading(u8),
    /// A link to an address.
    Link(&'a str),
    /// Bold.
    Bold,
}

impl BlockKind {
    /// Whether it counts when readability is measured. Greetings, signatures, addresses and tables do not: their
    /// short lines would flatter the figure.
    pub fn is_running_text(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::ListItem | Self::Quote)
    }
}
