//! A table of the file with easy access to values and their places; wrong types simply give nothing,
//! since `shape` has reported them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One table.
pub(crate) struct Node<'a> {
    table: &'a DeTable<'a>,
    pub(crate) span: Range<usize>,
}

/// A text and its place.
pub(crate) struct Written<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Range<usize>,
}

impl<'a> Node<'a> {
    pub(crate) fn new(table: &'a DeTable<'a>, span: Range<usize>) -> Self {
        Self { table, span }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    /// The place of a key's value, or of the table.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.value(key).map_or(self.span.clone(), Spanned::span)
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value(key)?.get_ref().as_str()
    }

    /// The item's id, or nothing to name it by.
    pub(crate) fn id(&self) -> &'a str {
        self.text("id").unwrap_or("?")
    }

    pub(crate) fn integer(&self, key: &str) -> Option<i64> {
        crate::tree::integer(self.value(key)?.get_ref())
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.value(key)?.get_ref().as_bool()
    }

    pub(crate) fn date(&self, key: &str) -> Option<toml::value::Date> {
        self.value(key)?.get_ref().as_datetime()?.date
    }

    /// The texts of a list; a key that is missing gives none.
    pub(crate) fn texts(&self, key: &str) -> Vec<Written<'a>> {
        let entries = self.value(key).and_then(|value| value.get_ref().as_array());
        let written = |entry: &'a Spanned<DeValue<'a>>| {
            entry.get_ref().as_str().map(|text| Written { text, span: entry.span() })
        };
        entries.map(|list| list.iter().filter_map(written).collect()).unwrap_or_default()
    }

    /// The table under a key.
    pub(crate) fn child(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value(key)?;
        value.get_ref().as_table().map(|table| Node::new(table, value.span()))
    }

    /// The tables under a key.
    pub(crate) fn children(&self, key: &str) -> Vec<Node<'a>> {
        let entries = self.value(key).and_then(|value| value.get_ref().as_array());
        let node = |entry: &'a Spanned<DeValue<'a>>| {
            entry.get_ref().as_table().map(|table| Node::new(table, entry.span()))
        };
        entries.map(|list| list.iter().filter_map(node).collect()).unwrap_or_default()
    }
}
