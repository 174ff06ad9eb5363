//! Rich text as a closed list of blocks with ids: `Doc` v1.
//! The JSON is what is stored; Markdown is its lossless text form and HTML is only ever made from it.
//! Pure: no database, no network, no clock, and no input makes it panic. Requirements H2 and H9.

mod address;
#[cfg(test)]
mod arbitrary;
mod block;
mod cpr;
mod diff;
mod doc;
mod href;
mod html;
mod inline;
mod keep;
mod markdown;
mod normal;
mod parts;
mod plain;
mod text;
mod tracking;
mod typed;
mod wire;

pub use address::Address;
pub use block::{Block, BlockId, Content, Image, Item, Level, List, MediaRef};
pub use cpr::{cpr_number_is_parted, cpr_numbers};
pub use diff::{BlockChange, ChangeKind, Run, RunKind, diff_html, text_diff_words};
pub use doc::{Doc, DocProblem, MAX_BLOCKS, MAX_LIST_DEPTH, MAX_TEXT_BYTES, VERSION};
pub use href::Href;
pub use html::HtmlOptions;
pub use inline::{Inline, Span};
pub use markdown::MarkdownProblem;
pub use parts::{HeadingAt, ImageAt, LinkAt, PartKind, Piece, PieceKind, Place, TextPart};
pub use plain::{Plain, composed};
pub use text::TextOptions;
pub use tracking::{Tracking, tracked_addresses, tracking, unwrapped};
pub use typed::{line, typed};
