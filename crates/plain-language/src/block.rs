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

/// Which characters a block has, of those that checks look for one by one; found in one pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    /// A digit.
    pub(crate) const DIGIT: Self = Self(1);
    /// ":".
    pub(crate) const COLON: Self = Self(1 << 1);
    /// "!".
    pub(crate) const EXCLAMATION: Self = Self(1 << 2);
    /// "(".
    pub(crate) const PARENTHESIS: Self = Self(1 << 3);
    /// "/".
    pub(crate) const SLASH: Self = Self(1 << 4);
    /// "{" or "<".
    pub(crate) const FIELD: Self = Self(1 << 5);
    /// "%".
    pub(crate) const PER_CENT: Self = Self(1 << 6);
    /// A character from U+2000 on, among them all emoji.
    pub(crate) const SYMBOL: Self = Self(1 << 7);

    /// "@".
    pub(crate) const AT: Self = Self(1 << 8);

    const OF_BYTE: [u16; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = match byte as u8 {
                b'0'..=b'9' => Self::DIGIT.0,
                b':' => Self::COLON.0,
                b'!' => Self::EXCLAMATION.0,
                b'(' => Self::PARENTHESIS.0,
                b'/' => Self::SLASH.0,
                b'{' | b'<' => Self::FIELD.0,
                b'%' => Self::PER_CENT.0,
                b'@' => Self::AT.0,
                0xe2..=0xff => Self::SYMBOL.0,
                _ => 0,
            };
            byte += 1;
        }
        table
    };

    /// Those of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |marks, byte| marks | Self::OF_BYTE[usize::from(byte)]))
    }

    /// These and others.
    pub(crate) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether all of the others are there.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}
