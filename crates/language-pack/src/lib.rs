//! Makes a language pack of a Hunspell dictionary (requirement H2): the affixes are worked out once, when the
//! pack is made, so that a program that uses it only looks words up.
//! What Hunspell's files mean: hunspell(5).

mod affix;
mod allomorph;
mod entry;
mod expand;
mod patch;
mod register;

pub use affix::{Affixes, Problem};
pub use expand::Forms;

use fst::MapBuilder;
use plain_language::pack::{self, Header};

/// A dictionary as it lies on disk.
#[derive(Debug)]
pub struct Source<'a> {
    /// The language, such as `da`.
    pub language: &'a str,
    /// What it is called, with its version.
    pub name: &'a str,
    /// The licence that the pack is under, with where the source is to be had.
    pub licence: &'a str,
    /// The `.aff` file.
    pub affixes: &'a str,
    /// The `.dic` file.
    pub words: &'a str,
    /// The lines of the central register of words, where somebody has it.
    pub register: Option<&'a str>,
}

/// Makes the pack.
///
/// # Errors
/// When a line of the files cannot be read; the problem names it.
pub fn build(source: &Source<'_>) -> Result<Vec<u8>, Problem> {
    let affixes = Affixes::parse(source.affixes)?;
    let mut forms = Forms::of(&affixes, &patch::mended(source.words))?;
    if let Some(register) = source.register {
        forms.add_register(register)?;
    }
    let mut map = MapBuilder::memory();
    for (word, flags) in &forms.by_word {
        map.insert(word, u64::from(flags.bits())).map_err(|error| Problem::Map(error.to_string()))?;
    }
    let map = map.into_inner().map_err(|error| Problem::Map(error.to_string()))?;
    let header = Header {
        language: source.language.to_owned(),
        name: source.name.to_owned(),
        licence: source.licence.to_owned(),
        forms: forms.by_word.len(),
        letters: affixes.letters.clone(),
        replacements: affixes.replacements.clone(),
    };
    Ok(pack::write(&header, &map))
}
