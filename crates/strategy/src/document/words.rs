//! The words of the document: texts of the interface, names from the strategy, lists and amounts.

use super::parts::{Cell, Entry, Fact, Mark};
use crate::Strategy;
use crate::words::{Direction, Force, Language, Unit};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use web::{Lang, Texts, When};

/// What the builders of the document ask for words.
pub(super) struct Words<'a> {
    pub(super) strategy: &'a Strategy,
    texts: &'a Texts,
    lang: Lang,
}

/// A word of a closed vocabulary in the reader's language; `list` is the vocabulary's name.
#[must_use]
pub fn word(texts: &Texts, lang: Lang, list: &str, value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    texts.get(lang, &format!("strategy-{list}-{}", value.as_str().unwrap_or_default()))
}

/// A day with its year, such as "1. januar 2026".
#[must_use]
pub fn date(day: Date, lang: Lang) -> String {
    let zone = TimeZone::get(db::TIME_ZONE).unwrap_or(TimeZone::UTC);
    let noon = day.at(12, 0, 0, 0).to_zoned(zone).map(|zoned| zoned.timestamp().as_millisecond());
    // Seen from long ago, so that the year is always said.
    When::new(noon.unwrap_or_default(), -1, lang).date()
}

/// A number with its unit, such as "65 procent".
#[must_use]
pub fn amount(texts: &Texts, lang: Lang, unit: Unit, number: i64) -> String {
    let value = serde_json::to_value(unit).unwrap_or_default();
    let key = format!("strategy-amount-{}", value.as_str().unwrap_or_default());
    texts.fill(lang, &key, &[("n", number.into())])
}

impl<'a> Words<'a> {
    pub(super) fn new(strategy: &'a Strategy, texts: &'a Texts, lang: Lang) -> Self {
        Self { strategy, texts, lang }
    }

    /// A text of the document; the key is given without `strategy-`.
    pub(super) fn t(&self, key: &str) -> String {
        self.texts.get(self.lang, &format!("strategy-{key}"))
    }

    /// A text that counts.
    pub(super) fn n(&self, key: &str, number: u32) -> String {
        self.texts.fill(self.lang, &format!("strategy-{key}"), &[("n", i64::from(number).into())])
    }

    /// A text that counts, or nothing.
    pub(super) fn maybe(&self, key: &str, number: Option<u32>) -> String {
        number.map(|number| self.n(key, number)).unwrap_or_default()
    }

    /// A text with one particular.
    pub(super) fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.texts.fill(self.lang, &format!("strategy-{key}"), &[(name, value.into())])
    }

    /// A word of a closed vocabulary.
    pub(super) fn word(&self, list: &str, value: &impl Serialize) -> String {
        word(self.texts, self.lang, list, value)
    }

    /// Words of a closed vocabulary.
    pub(super) fn each(&self, list: &str, values: &[impl Serialize]) -> Vec<String> {
        values.iter().map(|value| self.word(list, value)).collect()
    }

    /// Words of a closed vocabulary as one list with "og".
    pub(super) fn all(&self, list: &str, values: &[impl Serialize]) -> String {
        self.and(&self.each(list, values))
    }

    /// "a, b og c".
    pub(super) fn and(&self, parts: &[String]) -> String {
        self.joined(parts, "and")
    }

    /// "a, b eller c".
    pub(super) fn or(&self, parts: &[String]) -> String {
        self.joined(parts, "or")
    }

    fn joined(&self, parts: &[String], key: &str) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.t(key)),
        }
    }

    /// The name of an item, or its id where the strategy does not know it.
    pub(super) fn name(&self, prefix: &str, id: &str) -> String {
        let item = self.strategy.item(&format!("{prefix}.{id}"));
        item.map_or_else(|| id.to_owned(), |item| item.title.clone())
    }

    /// The names of items.
    pub(super) fn names(&self, prefix: &str, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| self.name(prefix, id)).collect()
    }

    /// An item by its address, with name, text, force and source.
    pub(super) fn item(&self, key: &str) -> Entry {
        let lang = self.said();
        let Some(item) = self.strategy.item(key) else {
            let mark = Mark { force: String::new(), source: String::new(), choice: false, lang };
            let (key, title, text) = (key.to_owned(), String::new(), String::new());
            return Entry { key, title, text, lang, facts: Vec::new(), mark };
        };
        let title = if item.title == item.text { String::new() } else { item.title.clone() };
        let mark = self.mark(item.force, item.municipal_choice(), &item.source);
        Entry { key: key.to_owned(), title, text: item.text.clone(), lang, facts: Vec::new(), mark }
    }

    /// An item of a list by the first part of its address and its id.
    pub(super) fn entry(&self, prefix: &str, id: &str) -> Entry {
        self.item(&format!("{prefix}.{id}"))
    }

    fn mark(&self, force: Force, choice: bool, source: &str) -> Mark {
        let source = if choice { self.t("municipal-choice") } else { source.to_owned() };
        Mark { force: self.word("force", &force), source, choice, lang: self.said() }
    }

    /// A fact in the words of the interface.
    pub(super) fn fact(&self, label: &str, value: String) -> Fact {
        Fact { label: self.t(label), value, href: String::new(), after: String::new(), lang: "" }
    }

    /// A fact in the words of the strategy.
    pub(super) fn quoted(&self, label: &str, value: impl Into<String>) -> Fact {
        Fact { lang: self.said(), ..self.fact(label, value.into()) }
    }

    /// A fact that names items of the strategy.
    pub(super) fn named(&self, label: &str, prefix: &str, ids: &[String]) -> Fact {
        self.quoted(label, self.and(&self.names(prefix, ids)))
    }

    /// A fact that names one item, where it is given.
    pub(super) fn one(&self, label: &str, prefix: &str, id: Option<&String>) -> Fact {
        self.quoted(label, id.map(|id| self.name(prefix, id)).unwrap_or_default())
    }

    /// A fact that leads to an indicator.
    pub(super) fn indicator(&self, label: &str, id: Option<&String>) -> Fact {
        let fact = self.one(label, "indicator", id);
        let href = id.map(|id| format!("#indicator.{id}")).unwrap_or_default();
        Fact { href, ..fact }
    }

    /// What a reading is to reach: "mindst 65 procent".
    pub(super) fn target(&self, direction: Option<Direction>, unit: Option<Unit>, number: i64) -> String {
        let reach = amount(self.texts, self.lang, unit.unwrap_or(Unit::Count), number);
        match direction {
            Some(direction) => self.t1(&format!("target-{}", self.plain(&direction)), "amount", &reach),
            None => self.t1("target-hold", "amount", &reach),
        }
    }

    fn plain(&self, value: &impl Serialize) -> String {
        serde_json::to_value(value)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// A day with its year.
    pub(super) fn date(&self, day: Date) -> String {
        date(day, self.lang)
    }

    /// A cell in the words of the interface.
    pub(super) fn cell(&self, line: String) -> Cell {
        Cell { lines: vec![line], lang: "" }
    }

    /// A cell with a line for each, in the words of the interface.
    pub(super) fn lines(&self, lines: Vec<String>) -> Cell {
        Cell { lines, lang: "" }
    }

    /// A cell in the words of the strategy.
    pub(super) fn says(&self, lines: Vec<String>) -> Cell {
        Cell { lines, lang: self.said() }
    }

    /// The headers of a table's columns, by their keys.
    pub(super) fn columns(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.t(key)).collect()
    }

    /// The language attribute of what the strategy says, where it is another than the interface's.
    pub(super) fn said(&self) -> &'static str {
        match (self.strategy.language, self.lang) {
            (Language::Da, Lang::En) => r#" lang="da""#,
            (Language::En, Lang::Da) => r#" lang="en""#,
            _ => "",
        }
    }
}
