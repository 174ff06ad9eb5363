//! The plain-language engine for Danish (requirement H2): so far sentences, words and the readability figure LIX.
//! Pure: no database, no network, no clock; the same text always gives the same answer, and no text makes it panic.

mod abbreviations;
mod block;
mod lix;
mod offsets;
mod plain_text;
mod segment;
mod word;

pub use block::{Block, BlockKind};
pub use lix::{Band, LONG_SENTENCE_WORDS, LONG_WORD_LETTERS, Lix, longest_sentences};
pub use offsets::{Unit, from_bytes, to_bytes};
pub use plain_text::blocks_of;
pub use segment::{Sentence, segment};
pub use word::{Word, words};
