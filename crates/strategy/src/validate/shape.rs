//! Keys, types, vocabularies and forms: the file against the table of the format.

use plain_language::Rules;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problems;
use super::references::Names;
use crate::nearest::nearest;
use crate::problem::Cause;
use crate::spec::{Field, Kind, ROOT, Section};

/// The longest id, in characters.
const ID_MAX: usize = 60;

/// At most this many unknown keys of a table are compared with its missing ones.
const MISSPELT_MAX: usize = 20;

/// Checks the whole file and collects its ids and references.
pub(super) fn check(table: &DeTable<'_>, names: &mut Names, problems: &mut Problems) {
    Walk { names, problems }.table(&ROOT, table, 0..0);
}

struct Walk<'n> {
    names: &'n mut Names,
    problems: &'n mut Problems,
}

impl Walk<'_> {
    fn table(&mut self, section: &'static Section, table: &DeTable<'_>, span: Range<usize>) {
        for (key, value) in table {
            match section.field(key.get_ref()) {
                Some(field) => self.value(field.name, field.kind, value),
                None => {
                    let key_text = key.get_ref().to_string();
                    self.problems.add(key.span(), Cause::UnknownKey { key: key_text, section });
                }
            }
        }
        let misspelt = misspelt(section, table);
        let absent = |field: &&Field| field.required && !table.contains_key(field.name);
        for field in section.all_fields().filter(absent) {
            if !misspelt.contains(field.name) {
                self.missing(section, field, table, span.clone());
            }
        }
        let id = table.get("id").filter(|_| section.field("id").is_some());
        match id.and_then(|value| value.get_ref().as_str().map(|text| (text, value.span()))) {
            Some((text, place)) => self.names.item(section, text, place),
            None if section.own_address().is_some() => self.names.section(section, span),
            None => {}
        }
    }

    fn missing(&mut self, section: &'static Section, field: &Field, table: &DeTable<'_>, span: Range<usize>) {
        let id = || table.get("id").and_then(|id| id.get_ref().as_str()).unwrap_or("?").to_owned();
        let cause = match (section.path, field.name) {
            ("role", "senders") => Cause::RoleWithoutSender { role: id() },
            ("channel", "platform") => Cause::ChannelWithoutPlatform { channel: id() },
            (_, "source") => Cause::MissingSource { section },
            (_, key) => Cause::MissingKey { key, section },
        };
        self.problems.add(span, cause);
    }

    fn value(&mut self, key: &'static str, kind: Kind, value: &Spanned<DeValue<'_>>) {
        let span = value.span();
        match (kind, value.get_ref()) {
            (Kind::Table(section), DeValue::Table(table)) => self.table(section, table, span),
            (Kind::Tables(_) | Kind::List(_), DeValue::Array(entries)) => {
                entries.iter().for_each(|entry| self.entry(key, kind, entry));
                if let Kind::List(_) = kind {
                    self.repetitions(key, entries.iter());
                }
            }
            (Kind::Integer { min, max }, DeValue::Integer(_)) => {
                if !crate::tree::integer(value.get_ref()).is_some_and(|number| (min..=max).contains(&number))
                {
                    self.problems.add(span, Cause::OutOfRange { key: key.to_owned(), min, max });
                }
            }
            (Kind::Bool, DeValue::Boolean(_)) => {}
            (Kind::Date, DeValue::Datetime(moment)) if moment.time.is_none() => {}
            (_, DeValue::String(text)) if textual(kind) => self.text(key, kind, text, span),
            (_, other) => {
                let found = other.type_str();
                self.problems
                    .add(span.clone(), Cause::WrongType { key: key.to_owned(), wanted: kind, found });
                // One bracket for two: the item is still known, so that references to it hold.
                if let (Kind::Tables(section), DeValue::Table(table)) = (kind, other) {
                    self.table(section, table, span);
                }
            }
        }
    }

    /// One entry of a list of values or tables.
    fn entry(&mut self, key: &'static str, kind: Kind, entry: &Spanned<DeValue<'_>>) {
        match kind {
            Kind::Tables(section) => self.value(key, Kind::Table(section), entry),
            Kind::List(inner) => self.value(key, *inner, entry),
            _ => {}
        }
    }

    fn text(&mut self, key: &'static str, kind: Kind, text: &str, span: Range<usize>) {
        if text.trim().is_empty() {
            return self.problems.add(span, Cause::EmptyText { key: key.to_owned() });
        }
        let fits = match kind {
            Kind::Id => is_id(text),
            Kind::Link => is_link(text),
            Kind::Colour => is_colour(text),
            Kind::Time => is_time(text),
            _ => true,
        };
        if !fits {
            self.problems.add(span, Cause::BadForm { key: key.to_owned(), wanted: kind });
        } else if let Kind::OneOf(vocabulary) = kind {
            if !vocabulary.words.iter().any(|(word, _)| *word == text) {
                let cause = Cause::NotInVocabulary { key: key.to_owned(), word: text.to_owned(), vocabulary };
                self.problems.add(span, cause);
            }
        } else if matches!(kind, Kind::LanguageRule) && !Rules::ids().any(|rule| rule == text) {
            self.problems.add(span, Cause::UnknownRule { key: key.to_owned(), rule: text.to_owned() });
        } else if let Kind::Ref(section) = kind {
            self.names.reference(key, section, text, span);
        }
    }

    fn repetitions<'a>(&mut self, key: &str, entries: impl Iterator<Item = &'a Spanned<DeValue<'a>>>) {
        let mut seen = BTreeSet::new();
        for entry in entries {
            if let Some(text) = entry.get_ref().as_str()
                && !seen.insert(text)
            {
                let cause = Cause::Repeated { key: key.to_owned(), value: text.to_owned() };
                self.problems.add(entry.span(), cause);
            }
        }
    }
}

/// The keys that unknown keys were meant as: what is misspelt is not also missing.
fn misspelt(section: &'static Section, table: &DeTable<'_>) -> BTreeSet<&'static str> {
    let unknown = table.iter().map(|(key, _)| key.get_ref()).filter(|key| section.field(key).is_none());
    let names = || section.all_fields().map(|field| field.name);
    unknown.take(MISSPELT_MAX).filter_map(|key| nearest(key, names())).collect()
}

/// True for kinds that are written as text.
fn textual(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text
            | Kind::Id
            | Kind::Link
            | Kind::Colour
            | Kind::Ref(_)
            | Kind::OneOf(_)
            | Kind::LanguageRule
            | Kind::Time
    )
}

fn is_id(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.len() <= ID_MAX
        && text.chars().all(letters)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
}

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_time(text: &str) -> bool {
    text.len() == 5 && text.is_ascii() && text.parse::<jiff::civil::Time>().is_ok()
}
