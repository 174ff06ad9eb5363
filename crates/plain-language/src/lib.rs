//! The plain-language engine for Danish (requirement H2): sentences, words, readability, spelling and rules.
//! Pure: no network, no clock; the same text always gives the same answer, and no text makes it panic.

mod abbreviations;
mod block;
mod checker;
mod checks;
mod class;
mod dictionary;
mod finding;
mod form;
mod house;
mod line;
mod lix;
mod memory;
mod offsets;
mod phrase;
mod plain_text;
mod reading;
mod rule;
mod rules;
mod segment;
mod source;
mod stats;
mod suggest;
mod text_type;
mod word;

pub use block::{Block, BlockKind, Mark, MarkKind, NO_ALT};
pub use checker::{Checker, Report, TEXT_MAX};
pub use dictionary::{Dictionary, Flags, Header, PackProblem, pack};
pub use finding::Finding;
pub use house::House;
pub use line::{Line, Place, Token};
pub use lix::{Band, LONG_SENTENCE_WORDS, LONG_WORD_LETTERS, Lix, longest_sentences};
pub use offsets::{Unit, from_bytes, to_bytes};
pub use plain_text::blocks_of;
pub use reading::{Document, Reading};
pub use rule::{Category, Examples, Language, Level, Pair, Rule, RuleProblem, Severity, Wording};
pub use rules::Rules;
pub use segment::{Sentence, segment};
pub use source::{DocxProblem, Source};
pub use stats::Stats;
pub use suggest::suggestions;
pub use text_type::TextType;
pub use word::{Word, words};
