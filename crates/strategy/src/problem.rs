//! One problem in a strategy file: its place, its cause with parameters, and its words in Danish and English.
//!
//! A problem is a value; nothing here fails.

mod danish;
mod english;

use crate::spec::{Kind, Section, Vocabulary};
use crate::words::Language;

/// Something in the file that must be put right before the strategy can be used.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// First column of the offending text, from 1, in characters.
    pub column: usize,
    /// First column after it.
    pub end_column: usize,
    /// What is wrong.
    pub cause: Cause,
    /// The nearest right word, where one is near.
    pub suggestion: Option<String>,
    /// What could stand there instead, for a reference to nothing; at most twelve ids.
    pub known: Vec<String>,
    /// The line, or at most 160 characters of it around the place.
    pub source_line: String,
    /// The column that `source_line` begins with; 1 unless the line is long.
    pub source_column: usize,
}

impl Problem {
    /// The stable name of the cause, such as `unknown-key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.cause.code()
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Da => danish::message(&self.cause),
            Language::En => english::message(&self.cause),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        match language {
            Language::Da => danish::help(self),
            Language::En => english::help(self),
        }
    }
}

/// What is wrong, with the words the message needs.
#[derive(Clone, Debug)]
pub enum Cause {
    /// The file is bigger than [`crate::FILE_BYTES_MAX`].
    TooBig {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The file is not text in UTF-8.
    NotUtf8 {
        /// The first byte that is not.
        byte: u8,
        /// Where it stands, counted from 0.
        offset: usize,
    },
    /// The file is not TOML here.
    Syntax(SyntaxFault),
    /// The file's format is newer than this program.
    UnknownFormat {
        /// The number it gives.
        found: i64,
    },
    /// A date or time that is not in the calendar.
    NoSuchDate {
        /// As written.
        written: String,
    },
    /// A key the format does not have.
    UnknownKey {
        /// As written.
        key: String,
        /// The table it stands in.
        section: &'static Section,
    },
    /// A key the table must have.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The table.
        section: &'static Section,
    },
    /// An item without its source.
    MissingSource {
        /// The table.
        section: &'static Section,
    },
    /// A value of another kind.
    WrongType {
        /// The key.
        key: String,
        /// What it should be.
        wanted: Kind,
        /// What stands there, in TOML's words.
        found: &'static str,
    },
    /// A word outside its vocabulary.
    NotInVocabulary {
        /// The key.
        key: String,
        /// As written.
        word: String,
        /// The vocabulary.
        vocabulary: &'static Vocabulary,
    },
    /// A rule that the language check does not have.
    UnknownRule {
        /// The key.
        key: String,
        /// As written.
        rule: String,
    },
    /// A number too small or too big.
    OutOfRange {
        /// The key.
        key: String,
        /// The least value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// An id, link, colour or time in another form.
    BadForm {
        /// The key.
        key: String,
        /// What it should be.
        wanted: Kind,
    },
    /// A text without a word.
    EmptyText {
        /// The key.
        key: String,
    },
    /// The same value twice in a list.
    Repeated {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// Two items with one address.
    DuplicateId {
        /// The address.
        address: String,
        /// The line of the first.
        first_line: usize,
    },
    /// A reference to nothing.
    Dangling {
        /// The key.
        key: String,
        /// The id.
        id: String,
        /// The section it should be in.
        section: &'static str,
    },
    /// A period that ends before it begins.
    EndsBeforeStart {
        /// The key of the beginning.
        start: &'static str,
        /// The key of the end.
        end: &'static str,
    },
    /// Two periods or windows that overlap.
    Overlap {
        /// The address of the first.
        first: String,
        /// The address of the second.
        second: String,
    },
    /// References that form a ring.
    Cycle {
        /// The key that refers.
        key: &'static str,
        /// The ids, the first one again at the end.
        ring: Vec<String>,
    },
    /// A role that nobody sends in.
    RoleWithoutSender {
        /// The role's id.
        role: String,
    },
    /// A channel that belongs nowhere.
    ChannelWithoutPlatform {
        /// The channel's id.
        channel: String,
    },
    /// An approval rule that nobody can fulfil.
    NobodyCanApprove {
        /// The rule's id.
        rule: String,
        /// Why.
        reason: Impossible,
    },
    /// An approval rule that never applies.
    NeverApplies {
        /// The rule's id.
        rule: String,
        /// Why.
        reason: Never,
    },
    /// Two parts of the file that cannot both hold.
    Contradiction {
        /// The one.
        first: String,
        /// The other.
        second: String,
        /// How they clash.
        clash: Clash,
    },
    /// A colour that white text cannot be read on.
    TooPale {
        /// The contrast to white, with one decimal.
        contrast: String,
    },
    /// A key that makes no sense without another.
    NeedsAnother {
        /// What stands there.
        given: String,
        /// What is missing: one of these keys.
        needed: &'static [&'static str],
    },
}

/// How the text fails to be TOML.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SyntaxFault {
    /// The same key or table twice.
    DuplicateKey,
    /// Text without quotation marks.
    Unquoted,
    /// A text that is not closed.
    UnclosedText,
    /// A bracket or brace that is not closed.
    UnclosedBracket,
    /// Something missing between the values of a list or table.
    MissingComma,
    /// A key without a value.
    NoValue,
    /// A key with other letters than a to z.
    KeyLetters,
    /// Something after the end of the value.
    AfterValue,
    /// Tables within tables within tables.
    TooDeep,
    /// Anything else, in the parser's own English words.
    Other(String),
}

/// Why nobody can say yes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Impossible {
    /// More than one head of one unit is asked for.
    OneHeadOnly,
    /// Nothing stands above the units the rule concerns.
    NothingAbove,
    /// The level asked for is not above any of the units.
    LevelNotAbove,
    /// The level asked for leads nobody.
    LevelLeadsNobody,
}

/// Why a rule never applies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Never {
    /// Internal messages have no role.
    RolesAreExternal,
    /// The channels reach the other side.
    ChannelsOnOtherSide,
    /// More than and at most leave no number between them.
    NoSuchNumber,
    /// There is no election section.
    NoElection,
}

/// How two parts of the file clash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Clash {
    /// Both decide the same thing.
    SameTwice,
    /// One allows what the other forbids.
    AllowedAndForbidden,
    /// Something is preferred that is not drawn on at all.
    PreferredNotDrawnOn,
    /// The connector reaches the other side.
    WrongSide,
    /// The recommended length is more than the greatest.
    RecommendedOverMaximum,
    /// The key has no use with that choice.
    NoUse,
}

impl Cause {
    /// The stable name, such as `unknown-key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooBig { .. } => "too-big",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::Syntax(_) => "syntax",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::NoSuchDate { .. } => "no-such-date",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::MissingSource { .. } => "missing-source",
            Self::WrongType { .. } => "wrong-type",
            Self::NotInVocabulary { .. } => "not-in-vocabulary",
            Self::UnknownRule { .. } => "unknown-rule",
            Self::OutOfRange { .. } => "out-of-range",
            Self::BadForm { .. } => "bad-form",
            Self::EmptyText { .. } => "empty-text",
            Self::Repeated { .. } => "repeated-value",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::Dangling { .. } => "dangling-reference",
            Self::EndsBeforeStart { .. } => "ends-before-start",
            Self::Overlap { .. } => "overlap",
            Self::Cycle { .. } => "cycle",
            Self::RoleWithoutSender { .. } => "role-without-sender",
            Self::ChannelWithoutPlatform { .. } => "channel-without-platform",
            Self::NobodyCanApprove { .. } => "nobody-can-approve",
            Self::NeverApplies { .. } => "never-applies",
            Self::Contradiction { .. } => "contradiction",
            Self::TooPale { .. } => "too-pale",
            Self::NeedsAnother { .. } => "needs-another-key",
        }
    }
}

/// The keys of a table, for a help line.
fn keys(section: &Section) -> String {
    section.all_fields().map(|field| field.name).collect::<Vec<_>>().join(", ")
}

/// The words of a vocabulary, for a help line.
fn words(vocabulary: &Vocabulary) -> String {
    vocabulary.words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}
