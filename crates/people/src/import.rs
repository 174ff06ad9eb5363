//! Import of the organisation from the municipality's own systems, as CSV: units, and people with
//! their duties. A file with problems changes nothing; a file without shows its difference first,
//! and what was applied can be taken back (D1).
//!
//! `table` and `read` are pure; `register` loads what is known, `difference` compares, `apply` writes.

mod apply;
mod difference;
mod guard;
mod noted;
mod plan;
mod read;
mod register;
pub mod report;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use apply::{Gone, Import, apply, undo};
pub use difference::{Change, Difference, FieldChange, difference};
pub(crate) use guard::{Before, Beyond, beyond};
pub use read::read;
pub(crate) use table::decode as text;

use std::collections::{BTreeMap, BTreeSet};

/// The largest file, in bytes: several times the staff list of the largest municipality.
pub const FILE_BYTES_MAX: usize = 10_000_000;
/// How many rows a file may have.
pub const ROWS_MAX: usize = 50_000;

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Units.
    Units,
    /// People.
    People,
}

impl Kind {
    /// The word in addresses and rows.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Units => "units",
            Kind::People => "people",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Kind::Units, Kind::People].into_iter().find(|kind| kind.word() == word)
    }
}

/// What a file says, and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The rows that could be read; rows with problems are among them where they have a key.
    pub rows: Rows,
    /// What is wrong, in the order of the rows.
    pub problems: Vec<Problem>,
}

/// The rows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Units.
    Units(Vec<UnitRow>),
    /// People.
    People(Vec<PersonRow>),
}

/// A unit as the file gives it. `None` means that the file has no such column: what is known stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRow {
    /// The row in the file, the header being 1.
    pub row: u64,
    /// The key in the municipality's own system.
    pub key: String,
    /// The key of the unit above; empty at the top.
    pub parent: String,
    /// What it is called.
    pub name: String,
    /// The strategy's level.
    pub level: String,
    /// The topics it is responsible for.
    pub topics: Option<Vec<String>>,
    /// Telephone for readers.
    pub phone: Option<String>,
    /// E-mail for readers.
    pub email: Option<String>,
}

/// A person as the file gives it. `None` means that the file has no such column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// The row in the file, the header being 1.
    pub row: u64,
    /// The key in the municipality's own system.
    pub key: String,
    /// The key of the unit.
    pub unit: String,
    /// What they are.
    pub function: String,
    /// Work e-mail, in lower case; empty for those without.
    pub email: Option<String>,
    /// Work telephone.
    pub phone: Option<String>,
    /// Duty and key of the unit it is held over.
    pub duties: Option<Vec<(String, String)>>,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row in the file, the header being 1.
    pub row: u64,
    /// The column, as the file calls it.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Text key: what is wrong.
    pub key: &'static str,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// What a file is held against: keys, addresses and words that are known already.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The strategy's levels.
    pub levels: Vec<String>,
    /// The duties there are.
    pub duties: Vec<String>,
    /// Key of each unit, and the key of the unit above (empty at the top).
    pub units: BTreeMap<String, String>,
    /// E-mail of each person, and their key (empty for those registered by hand).
    pub emails: BTreeMap<String, String>,
    /// Keys of the people who have one.
    pub people: BTreeSet<String>,
}
