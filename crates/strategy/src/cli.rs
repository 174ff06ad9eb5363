//! What the command line says: pure functions from bytes to output and exit code.
//!
//! `traad strategy check|diff|show` only reads the files and prints (W1).

use serde_json::json;

use crate::later::Waiting;
use crate::spec::{Kind, ROOT, Section};
use crate::strategy::{Strategy, read};
use crate::why::{Item, address};
use crate::words::{Force, Language};

/// How the output is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// The file is valid, or the two files are compared.
pub const OK: u8 = 0;
/// The file has problems, or the item is not there.
pub const PROBLEMS: u8 = 1;
/// The file cannot be read at all: too big or not UTF-8.
pub const UNREADABLE: u8 = 2;

/// A file as it was read from disk.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its name, for messages.
    pub name: &'a str,
}

/// Checks a file: the report, or a line that says what it holds.
#[must_use]
pub fn check(input: Input<'_>, format: Format, language: Language) -> (String, u8) {
    match open(input, format, language) {
        Ok(strategy) => (valid(&strategy, input.name, format, language), OK),
        Err(refused) => refused,
    }
}

/// Compares two files; a file with problems gives its report instead.
#[must_use]
pub fn diff(before: Input<'_>, after: Input<'_>, format: Format, language: Language) -> (String, u8) {
    let (old, new) = match (open(before, format, language), open(after, format, language)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(refused), _) | (_, Err(refused)) => return refused,
    };
    let changes = crate::diff::diff(&old, &new);
    let output = match format {
        Format::Text => crate::diff::to_text(&changes, language),
        Format::Json => line(&crate::diff::to_json(&changes)),
    };
    (output, OK)
}

/// Shows a strategy as an outline, or one item of it with its source and force.
#[must_use]
pub fn show(input: Input<'_>, key: Option<&str>, format: Format, language: Language) -> (String, u8) {
    let strategy = match open(input, format, language) {
        Ok(strategy) => strategy,
        Err(refused) => return refused,
    };
    let Some(key) = key else {
        let output = match format {
            Format::Text => outline(&strategy, language),
            Format::Json => line(strategy.plain()),
        };
        return (output, OK);
    };
    match strategy.item(key) {
        Some(item) if format == Format::Json => (line(&json!(item)), OK),
        Some(item) => (item_text(item, language), OK),
        None => (not_there(&strategy, key, language), PROBLEMS),
    }
}

/// Reads a file, or gives its report and exit code.
fn open(input: Input<'_>, format: Format, language: Language) -> Result<Strategy, (String, u8)> {
    read(input.bytes, input.name).map_err(|report| {
        let output = match format {
            Format::Text => report.to_text(language),
            Format::Json => line(&report.to_json(language)),
        };
        (output, if report.unreadable() { UNREADABLE } else { PROBLEMS })
    })
}

fn valid(strategy: &Strategy, name: &str, format: Format, language: Language) -> String {
    let items = strategy.items();
    let choices = items.iter().filter(|item| item.municipal_choice()).count();
    let binding = items.iter().filter(|item| item.force == Force::Must).count();
    let count = items.len();
    let waiting = crate::later::waiting(strategy);
    let later = later_text(&waiting, language);
    match (format, language) {
        (Format::Json, _) => line(&json!({
            "file": name, "valid": true, "title": strategy.title, "municipality": strategy.municipality.name,
            "items": count, "must": binding, "municipal_choices": choices,
            "later": waiting
                .iter()
                .map(|one| json!({ "keys": one.used, "why": one.later.why(language) }))
                .collect::<Vec<_>>(),
        })),
        (Format::Text, Language::Da) => format!(
            "{name}: gyldig. {count} punkter, heraf {binding} skal-krav og {choices} kommunale valg.\n{later}"
        ),
        (Format::Text, Language::En) => {
            format!(
                "{name}: valid. {count} items, of which {binding} must and {choices} municipal choices.\n{later}"
            )
        }
    }
}

/// What the file says that takes effect later, a line for each reason.
fn later_text(waiting: &[Waiting], language: Language) -> String {
    let Some(_) = waiting.first() else { return String::new() };
    let head = if language == Language::Da { "Træder i kraft senere" } else { "Takes effect later" };
    let lines =
        waiting.iter().map(|one| format!("- {} ({})\n", one.later.why(language), one.used.join(", ")));
    format!("{head}:\n{}", lines.collect::<String>())
}

/// Every section that the file has, with its items' addresses and names.
fn outline(strategy: &Strategy, language: Language) -> String {
    let from = strategy.valid_from;
    let to = strategy.valid_to.map(|to| format!(" {to}")).unwrap_or_default();
    let mut text = format!("{}\n{} · {from} –{to}\n", strategy.title, strategy.municipality.name);
    section_outline(&ROOT, strategy.plain(), 0, language, strategy, &mut text);
    text
}

fn section_outline(
    section: &'static Section,
    value: &serde_json::Value,
    depth: usize,
    language: Language,
    strategy: &Strategy,
    text: &mut String,
) {
    let indent = "  ".repeat(depth);
    for field in section.fields {
        let (child, entries) = match (field.kind, value.get(field.name)) {
            (Kind::Table(child), Some(entry)) => (child, std::slice::from_ref(entry)),
            (Kind::Tables(child), Some(serde_json::Value::Array(entries))) => (child, entries.as_slice()),
            _ => continue,
        };
        let title = if language == Language::Da { child.title_da } else { child.title_en };
        if entries.iter().any(|entry| address(child, entry).is_some()) {
            text.push_str(&format!("\n{indent}{title}\n"));
        }
        for entry in entries {
            if let Some(item) = address(child, entry).and_then(|key| strategy.item(&key)) {
                text.push_str(&format!("{indent}  {}: {}\n", item.key, item.title));
            }
            section_outline(child, entry, depth + 1, language, strategy, text);
        }
    }
}

fn item_text(item: &Item, language: Language) -> String {
    let (source, force) = match language {
        Language::Da => ("Kilde", "Styrke"),
        Language::En => ("Source", "Force"),
    };
    let strength = match (item.force, language) {
        (Force::Must, Language::Da) => "skal",
        (Force::Should, Language::Da) => "bør",
        (Force::Usually, Language::Da) => "plejer",
        (Force::Example, Language::Da) => "eksempel",
        (Force::Must, Language::En) => "must",
        (Force::Should, Language::En) => "should",
        (Force::Usually, Language::En) => "usually",
        (Force::Example, Language::En) => "example",
    };
    let from = item.source_in(language);
    format!("{} ({})\n{}\n{source}: {from}\n{force}: {strength}\n", item.title, item.key, item.text)
}

fn not_there(strategy: &Strategy, key: &str, language: Language) -> String {
    let near = crate::nearest::nearest(key, strategy.items().iter().map(|item| item.key.as_str()));
    match (language, near) {
        (Language::Da, Some(near)) => format!("{key} findes ikke. Mente du {near}?\n"),
        (Language::Da, None) => format!("{key} findes ikke.\n"),
        (Language::En, Some(near)) => format!("{key} is not there. Did you mean {near}?\n"),
        (Language::En, None) => format!("{key} is not there.\n"),
    }
}

fn line(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
