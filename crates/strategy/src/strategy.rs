//! A strategy that has been read: the typed content, shared by cheap clones (W1).

use std::ops::Deref;
use std::sync::Arc;

use toml::de::DeTable;

use crate::model::Content;
use crate::tree::table_value;

/// A valid strategy; its fields are those of [`Content`]. Cloning shares the content.
#[derive(Clone, Debug)]
pub struct Strategy {
    content: Arc<Content>,
}

impl Deref for Strategy {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.content
    }
}

/// Reads a strategy file.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Strategy, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("{file_name}: {error}"))?;
    let table = DeTable::parse(text).map_err(|error| format!("{file_name}: {error}"))?;
    let content: Content = serde_json::from_value(table_value(table.get_ref()))
        .map_err(|error| format!("{file_name}: {error}"))?;
    Ok(Strategy { content: Arc::new(content) })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_demo_strategy_is_valid() {
        let bytes = include_bytes!("../../../strategies/sundby.toml");
        let strategy = read(bytes, "strategies/sundby.toml").unwrap();
        assert_eq!(strategy.municipality.code, 999);
    }
}
