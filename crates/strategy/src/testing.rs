//! The three strategies that ship with the program, for tests in this crate.

use crate::{Strategy, read};

/// The strategy of the fictional Sundby Kommune.
pub(crate) fn sundby() -> Strategy {
    load(include_bytes!("../../../strategies/sundby.toml"), "strategies/sundby.toml")
}

/// Reads a strategy, or fails with its report.
pub(crate) fn load(bytes: &[u8], name: &str) -> Strategy {
    read(bytes, name).unwrap_or_else(|report| panic!("{}", report.to_text(crate::words::Language::En)))
}
