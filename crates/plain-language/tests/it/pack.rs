//! The language packs, which `bin/setup` makes.

use plain_language::{Checker, Dictionary, Language, Rules};
use std::{path::Path, sync::LazyLock};

/// What checks texts, with every rule and the Danish dictionary.
pub(crate) fn checker() -> &'static Checker {
    checker_of(Language::Da)
}

/// What checks texts in a language.
pub(crate) fn checker_of(language: Language) -> &'static Checker {
    static CHECKERS: LazyLock<[Checker; 2]> = LazyLock::new(|| Language::ALL.map(load));
    let at = Language::ALL.iter().position(|one| *one == language).expect("one of all");
    &CHECKERS[at]
}

fn load(language: Language) -> Checker {
    let dictionary = Dictionary::load(&bytes_of(language)).expect("the pack that bin/setup made");
    let rules = Rules::built_in_for(language).expect("rules that come with the engine");
    Checker::new(rules, Some(dictionary))
}

/// The Danish pack.
pub(crate) fn bytes() -> Vec<u8> {
    bytes_of(Language::Da)
}

fn bytes_of(language: Language) -> Vec<u8> {
    let path = format!("../../share/language/{}.words", language.word());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let pack = std::fs::read(&path);
    pack.unwrap_or_else(|error| panic!("{}: {error}. Run bin/setup.", path.display()))
}
