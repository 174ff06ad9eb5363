//! The format of a strategy file as data: every section and key, with its kind and meaning.
//!
//! The validator, the handbook page and the JSON Schema are all made from this one table (W1).

pub mod words;

mod approval;
mod channels;
mod crisis;
mod dialogue;
mod measuring;
mod people;
mod press;
mod principles;
mod release;
mod why;

#[cfg(test)]
mod tests;

pub use why::ROOT;

/// The format number that this program writes; it reads this one and every earlier one.
pub const FORMAT: u32 = 1;

/// What `source` says when the strategy itself is silent and the municipality has chosen.
pub const MUNICIPAL_CHOICE: &str = "municipal choice";

/// A closed list of words that a key may have as its value.
#[derive(Debug)]
pub struct Vocabulary {
    /// The list's name in lower-case English.
    pub name: &'static str,
    /// What the list is, in one sentence.
    pub doc: &'static str,
    /// Each word with its meaning.
    pub words: &'static [(&'static str, &'static str)],
}

/// What a key's value must be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text that is not empty.
    Text,
    /// Lower-case English letters, digits and hyphens, at most 60 characters.
    Id,
    /// A web address that begins with `https://` or `http://`.
    Link,
    /// A colour written `#rrggbb`.
    Colour,
    /// The id of an item in the section with this path.
    Ref(&'static str),
    /// A word of a closed vocabulary.
    OneOf(&'static Vocabulary),
    /// The id of a rule of the language check, as `/language` lists them.
    LanguageRule,
    /// A date written without quotation marks, as `2026-01-31`.
    Date,
    /// A time of day in quotation marks, as `"21:30"`.
    Time,
    /// A whole number from `min` to `max`, both included.
    Integer {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// `true` or `false`.
    Bool,
    /// A list of values of one kind, without repetition.
    List(&'static Kind),
    /// A table.
    Table(&'static Section),
    /// A list of tables.
    Tables(&'static Section),
}

/// Whether a section holds items that carry id, text, source and force.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// A list of items; each has `id`, `text`, `source` and `force`.
    Many,
    /// One item without an id; it has `text`, `source` and `force`.
    One,
    /// Settings of the item around it.
    Plain,
}

/// One table of the format.
#[derive(Debug)]
pub struct Section {
    /// The path in the file, such as `approval.rule`; empty for the top of the file.
    pub path: &'static str,
    /// The first part of its items' addresses, such as `approval` in `approval.hard-news`.
    pub prefix: &'static str,
    /// Danish heading.
    pub title_da: &'static str,
    /// English heading.
    pub title_en: &'static str,
    /// The requirements it carries, such as `D1, H9`.
    pub requirements: &'static str,
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// Whether it holds items.
    pub shape: Shape,
    /// Its own keys, besides those that every item has.
    pub fields: &'static [Field],
}

/// One key of a table.
#[derive(Debug)]
pub struct Field {
    /// The key as written in the file.
    pub name: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// True when a table without it is refused.
    pub required: bool,
    /// What it means, in one sentence.
    pub doc: &'static str,
    /// The requirement it serves.
    pub requirement: &'static str,
}

/// A key that a table must have.
const fn required(name: &'static str, kind: Kind, doc: &'static str, requirement: &'static str) -> Field {
    Field { name, kind, required: true, doc, requirement }
}

/// A key that a table may have.
const fn optional(name: &'static str, kind: Kind, doc: &'static str, requirement: &'static str) -> Field {
    Field { name, kind, required: false, doc, requirement }
}

/// The keys that every item has; one that stands alone has all but the first.
static ITEM: [Field; 4] = [
    required("id", Kind::Id, "Name in lower-case English with hyphens; unique in its section.", "W1"),
    required("text", Kind::Text, "What it says, in the municipality's own words.", "W1"),
    required("source", Kind::Text, "Section or page of the source document, or `municipal choice`.", "W1"),
    required("force", Kind::OneOf(&words::FORCE), "How strongly it binds; only `must` stops anything.", "W1"),
];

impl Section {
    /// All keys of the table: those of every item first, then its own.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> {
        let shared: &'static [Field] = match self.shape {
            Shape::Many => &ITEM,
            Shape::One => &ITEM[1..],
            Shape::Plain => &[],
        };
        shared.iter().chain(self.fields)
    }

    /// The key with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }

    /// The tables directly within this one, with the key that holds each.
    pub fn children(&self) -> impl Iterator<Item = (&'static Field, &'static Section)> {
        self.fields.iter().filter_map(|field| match field.kind {
            Kind::Table(section) | Kind::Tables(section) => Some((field, section)),
            _ => None,
        })
    }

    /// The address of an item that stands alone, such as `approval.emergency`; `None` for others.
    #[must_use]
    pub fn own_address(&self) -> Option<String> {
        (self.shape == Shape::One).then(|| self.path.replace('_', "-"))
    }
}

/// Every table of the format, each before those within it.
#[must_use]
pub fn sections() -> Vec<&'static Section> {
    fn add(section: &'static Section, all: &mut Vec<&'static Section>) {
        all.push(section);
        for (_, child) in section.children() {
            add(child, all);
        }
    }
    let mut all = Vec::new();
    add(&ROOT, &mut all);
    all
}

/// The table with this path.
#[must_use]
pub fn section(path: &str) -> Option<&'static Section> {
    sections().into_iter().find(|section| section.path == path)
}
