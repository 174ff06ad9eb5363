//! `bin/eval-language`: how well the engine does on texts that nobody here wrote, with counts.
//! usage: evaluate da PACK TREEBANK HOUSE ERRORS EXCEPTIONS DICTIONARY TEXT...
//!        evaluate en PACK HOUSE ERRORS EXCEPTIONS DICTIONARY BRITISH AMERICAN
//! Ends with 1 where a figure misses its bar, or a verdict differs from hunspell's and nobody has said why.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a measurement for the terminal, on files that we know"
)]

mod agreement;
mod english;
mod measure;
mod pages;
mod treebank;
mod typos;
mod verdicts;

use measure::Figure;
use plain_language::{Checker, Dictionary, House, Language, Rules};
use std::{error::Error, fs, process::ExitCode};

const USAGE: &str = "usage: evaluate da PACK TREEBANK HOUSE ERRORS EXCEPTIONS DICTIONARY TEXT...\n       evaluate en PACK HOUSE ERRORS EXCEPTIONS DICTIONARY BRITISH AMERICAN";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let measured = match arguments.split_first() {
        Some((language, paths)) if language == "da" => danish(paths),
        Some((language, paths)) if language == "en" => english::measured(paths),
        _ => Err(USAGE.into()),
    };
    match measured {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("evaluate: {problem}");
            ExitCode::from(2)
        }
    }
}

/// What checks texts in a language, with the pack of it.
fn checker(language: Language, pack: &str) -> Result<Checker, Box<dyn Error>> {
    Ok(Checker::new(Rules::built_in_for(language)?, Some(Dictionary::load(&fs::read(pack)?)?)))
}

fn danish(paths: &[String]) -> Result<bool, Box<dyn Error>> {
    let [pack, treebank, house, errors, exceptions, hunspells, texts @ ..] = paths else {
        return Err(USAGE.into());
    };
    let checker = checker(Language::Da, pack)?;
    let house = House::parse(&fs::read_to_string(house)?);
    let errors = House::parse(&fs::read_to_string(errors)?);
    let sentences = treebank::read(&fs::read_to_string(treebank)?);
    let texts: Vec<String> = texts.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let all = sentences.iter().map(|sentence| &sentence.text).chain(&texts);
    let all: Vec<&str> = all.map(String::as_str).collect();
    let mut figures: Vec<Figure> = Vec::new();
    figures.extend(measure::sentences(&sentences));
    figures.extend(measure::passives(&checker, &sentences));
    figures.extend(measure::false_alarms(&checker, &sentences, &errors));
    figures.extend(measure::false_alarms_in_texts(&checker, &texts, &house));
    figures.extend(measure::grammar(&checker, &sentences, &errors));
    figures.push(measure::swapped_genders(&checker, &sentences));
    figures.push(agreement::bare_adjectives(&checker, &sentences));
    measure::show(&checker, &sentences, &texts, &house);
    figures.extend(typos::measure(&checker, &all, &typos::DANISH));
    for figure in &figures {
        println!("{figure}");
    }
    let holds = figures.iter().all(Figure::holds);
    let Some(dictionary) = checker.dictionary() else { return Ok(holds) };
    let exceptions = fs::read_to_string(exceptions)?;
    Ok(verdicts::hold(dictionary, &verdicts::words_of(&all), &exceptions, hunspells)? && holds)
}
