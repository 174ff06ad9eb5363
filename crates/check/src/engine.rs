//! The plain-language engine of this process. Its rules and dictionary are the same for everybody and never
//! change while the program runs, so there is one.

use plain_language::{Checker, Rules};
use std::sync::OnceLock;

static ENGINE: OnceLock<Checker> = OnceLock::new();

/// Says what checks texts from now on; the first one stays.
pub fn use_language(checker: Checker) {
    let _ = ENGINE.set(checker);
}

/// Whether there is an engine already.
#[must_use]
pub fn has_language() -> bool {
    ENGINE.get().is_some()
}

/// What checks texts; without a dictionary where nobody said anything else.
pub fn language() -> &'static Checker {
    ENGINE.get_or_init(|| Checker::new(Rules::built_in().unwrap_or_default(), None))
}
