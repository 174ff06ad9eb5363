//! The block kinds of a document and their ids. Plain data: `Doc::new` is what checks and tidies it.

use std::fmt;

use crate::inline::Inline;

/// The longest block id, in bytes.
const MAX_ID_BYTES: usize = 24;
/// The longest media reference, in bytes.
const MAX_MEDIA_BYTES: usize = 128;

/// The id of a block: short, unique within its document, kept as long as the block lives.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(String);

impl BlockId {
    /// Accepts 1 to 24 ASCII letters, digits, `-` or `_`, beginning with a letter.
    pub fn parse(raw: &str) -> Option<Self> {
        let first_is_letter = raw.starts_with(|c: char| c.is_ascii_alphabetic());
        (first_is_letter && raw.len() <= MAX_ID_BYTES && is_plain(raw, b"-_")).then(|| Self(raw.to_owned()))
    }

    /// The id `b{number}`, as documents read from text have them.
    pub fn numbered(number: u64) -> Self {
        Self(format!("b{number}"))
    }

    /// The number of an id of the form `b12`.
    pub(crate) fn number(&self) -> Option<u64> {
        self.0.strip_prefix('b')?.parse().ok()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A reference to a file of the media library; what it means is the caller's affair.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaRef(String);

impl MediaRef {
    /// Accepts 1 to 128 ASCII letters, digits, `-`, `_` or `.`, beginning with a letter or digit.
    pub fn parse(raw: &str) -> Option<Self> {
        let first_fits = raw.starts_with(|c: char| c.is_ascii_alphanumeric());
        (first_fits && raw.len() <= MAX_MEDIA_BYTES && is_plain(raw, b"-_.")).then(|| Self(raw.to_owned()))
    }

    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_plain(raw: &str, also: &[u8]) -> bool {
    raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    /// Its id, unique within the document.
    pub id: BlockId,
    /// What it is and holds.
    pub content: Content,
}

/// The level of a heading; level 1 is the title, which lives outside the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// A section heading.
    Two,
    /// A heading within a section.
    Three,
}

impl Level {
    /// 2 or 3.
    pub fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The nearest level we have: 1 becomes 2, 4 and above become 3.
    pub fn nearest(number: u8) -> Self {
        if number <= 2 { Self::Two } else { Self::Three }
    }
}

/// What a block is and holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Content {
    /// A heading on one line.
    Heading {
        /// Its level.
        level: Level,
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A list, also of lists.
    List(List),
    /// Somebody's words.
    Quote {
        /// The words.
        inlines: Vec<Inline>,
        /// Who said them.
        by: Option<String>,
    },
    /// A picture from the media library.
    Image(Image),
}

/// A list; nested at most `MAX_LIST_DEPTH` deep.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct List {
    /// Numbered or not.
    pub ordered: bool,
    /// The first number of a numbered list; 1 for others.
    pub start: u32,
    /// Its items.
    pub items: Vec<Item>,
}

/// One item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its text.
    pub inlines: Vec<Inline>,
    /// The list below it.
    pub sublist: Option<List>,
}

/// A picture. A picture with neither an alternative text nor the decorative flag is for the checks to find.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Image {
    /// The file in the media library.
    pub media: MediaRef,
    /// What it shows, for those who do not see it; empty when decorative.
    pub alt: String,
    /// Carries no information (WCAG 1.1.1).
    pub decorative: bool,
    /// The text below it; may be empty.
    pub caption: String,
}

impl Content {
    /// The inner text of blocks that have one run of it; empty for lists and images.
    pub fn inlines(&self) -> &[Inline] {
        match self {
            Self::Heading { inlines, .. } | Self::Paragraph { inlines } | Self::Quote { inlines, .. } => {
                inlines
            }
            Self::List(_) | Self::Image(_) => &[],
        }
    }
}
