//! A strategy that has been read: the typed content, shared by cheap clones (W1).

use std::ops::Deref;
use std::sync::Arc;

use serde_json::Value;
use toml::de::DeTable;

use crate::model::Content;
use crate::problem::{Cause, SyntaxFault};
use crate::report::Report;
use crate::tree::table_value;
use crate::validate;
use crate::why::{Item, items};

/// The biggest file that is read, in bytes: 1 MB. The demo strategy is under 80 kB.
pub const FILE_BYTES_MAX: usize = 1_000_000;

/// A valid strategy; its fields are those of [`Content`]. Cloning shares the content.
#[derive(Clone, Debug)]
pub struct Strategy {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    content: Content,
    plain: Value,
    items: Vec<Item>,
}

impl Deref for Strategy {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.inner.content
    }
}

impl Strategy {
    /// Every item in the order of the format, each with its address.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.inner.items
    }

    /// The item with this address, such as `approval.hard-news` or `narrative`: what "Fordi: ..." shows.
    #[must_use]
    pub fn item(&self, key: &str) -> Option<&Item> {
        let at = self.inner.items.binary_search_by(|item| item.key.as_str().cmp(key)).ok()?;
        self.inner.items.get(at)
    }

    /// The file as plain values: objects, lists and texts, with the keys of the file.
    #[must_use]
    pub fn plain(&self) -> &Value {
        &self.inner.plain
    }
}

/// Reads and validates a strategy file.
///
/// # Errors
/// A [`Report`] of all that is wrong, when the file is not a valid strategy.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Strategy, Report> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(validate::single(file_name, "", 0..0, Cause::TooBig { bytes: bytes.len() }));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(file_name, bytes, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    validate::validate(file_name, text, table.get_ref(), &errors)?;
    let plain = table_value(table.get_ref());
    match serde_json::from_value::<Content>(plain.clone()) {
        Ok(content) => {
            let items = items(&plain);
            Ok(Strategy { inner: Arc::new(Inner { content, plain, items }) })
        }
        // The format and the model are kept alike by a test; should they part, the reader is still told.
        Err(error) => {
            let cause = Cause::Syntax(SyntaxFault::Other(error.to_string()));
            Err(validate::single(file_name, text, 0..0, cause))
        }
    }
}

/// The report of a file that is not UTF-8: the line up to its first bad byte.
fn not_utf8(file_name: &str, bytes: &[u8], offset: usize) -> Report {
    let readable = String::from_utf8_lossy(bytes);
    let byte = bytes.get(offset).copied().unwrap_or_default();
    validate::single(file_name, &readable, offset..offset + 1, Cause::NotUtf8 { byte, offset })
}

#[cfg(test)]
mod tests {
    /// W1: every strategy that ships with the program is valid.
    #[test]
    fn the_strategies_are_valid() {
        for (name, code) in [("sundby", 999), ("naestved-2012-2015", 370), ("slagelse-2023", 330)] {
            let path = format!("{}/../../strategies/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            let strategy = crate::testing::load(&std::fs::read(&path).unwrap(), name);
            assert_eq!(strategy.municipality.code, code);
        }
    }
}
