//! The file of a language pack: a mark, a header that says what it is and under which licence,
//! and the map from form to flags.

use serde::{Deserialize, Serialize};

/// The first bytes of a pack; the last one is the number of the format.
const MARK: &[u8; 8] = b"TRWORDS1";

/// What a pack says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Header {
    /// The language, such as `da`.
    pub language: String,
    /// The dictionary that it was made of.
    pub name: String,
    /// The licence of the pack, which is not that of the program.
    pub licence: String,
    /// How many forms it has.
    pub forms: usize,
    /// Letters, the most frequent first.
    pub letters: String,
    /// Common mistakes and what is meant; `^` and `$` stand for the ends of the word.
    pub replacements: Vec<(String, String)>,
}

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackProblem {
    /// The file is not a pack, or one of another format.
    #[error("this is not a language pack of format 1")]
    Mark,
    /// The file is cut off or damaged.
    #[error("the language pack is damaged: {0}")]
    Damaged(String),
}

/// The bytes of a pack.
#[must_use]
pub fn write(header: &Header, map: &[u8]) -> Vec<u8> {
    let header = serde_json::to_vec(header).unwrap_or_default();
    let length = u32::try_from(header.len()).unwrap_or(u32::MAX);
    [MARK.as_slice(), &length.to_le_bytes(), &header, map].concat()
}

/// The header of a pack, and its map.
///
/// # Errors
/// When the bytes are no pack.
pub(super) fn read(bytes: &[u8]) -> Result<(Header, &[u8]), PackProblem> {
    let rest = bytes.strip_prefix(MARK).ok_or(PackProblem::Mark)?;
    let cut_off = || PackProblem::Damaged("it is cut off".to_owned());
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_off)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut_off())?;
    let (header, map) = rest.split_at_checked(length).ok_or_else(cut_off)?;
    let header = serde_json::from_slice(header).map_err(|error| PackProblem::Damaged(error.to_string()))?;
    Ok((header, map))
}
