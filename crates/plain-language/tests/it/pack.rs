//! The Danish language pack, which `bin/setup` makes.

use plain_language::{Checker, Dictionary, Rules};
use std::{path::Path, sync::LazyLock};

/// What checks texts, with every rule and the Danish dictionary.
pub(crate) fn checker() -> &'static Checker {
    static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
        let dictionary = Dictionary::load(&bytes()).expect("the pack that bin/setup made");
        Checker::new(Rules::built_in().expect("rules that come with the engine"), Some(dictionary))
    });
    &CHECKER
}

/// The pack.
pub(crate) fn bytes() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../share/language/da.words");
    let pack = std::fs::read(&path);
    pack.unwrap_or_else(|error| panic!("{}: {error}. Run bin/setup.", path.display()))
}
