//! The plain-language engine of the program: its rules, and the language packs that lie beside it.

use plain_language::{Checker, Dictionary, Language, Rules};
use std::path::{Path, PathBuf};

/// What checks texts in a language. Without a language pack it does what needs none, and says so.
///
/// # Errors
/// A sentence that says which file is damaged.
pub fn checker(share: Option<&Path>, language: Language) -> Result<Checker, String> {
    let rules = Rules::built_in_for(language).map_err(|problem| problem.to_string())?;
    let Some(pack) = find(share, language) else {
        tracing::warn!(
            "there is no language pack for {}, so spelling and passives are not checked; see share in the settings",
            language.word()
        );
        return Ok(Checker::new(rules, None));
    };
    let name = pack.display().to_string();
    let bytes = std::fs::read(&pack).map_err(|error| format!("{name}: {error}"))?;
    let dictionary = Dictionary::load(&bytes).map_err(|problem| format!("{name}: {problem}"))?;
    Ok(Checker::new(rules, Some(dictionary)))
}

/// The pack of a language: where the settings say, or in `share` beside the program or above it.
fn find(share: Option<&Path>, language: Language) -> Option<PathBuf> {
    let program = std::env::current_exe().unwrap_or_default();
    let beside = program.ancestors().skip(1).map(|folder| folder.join("share"));
    let folders = share.map(Path::to_path_buf).into_iter().chain(beside);
    let name = format!("language/{}.words", language.word());
    folders.map(|folder| folder.join(&name)).find(|pack| pack.is_file())
}
