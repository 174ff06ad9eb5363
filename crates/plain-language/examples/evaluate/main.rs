//! `bin/eval-language`: how well the engine does on texts that nobody here wrote, with counts.
//! usage: evaluate PACK TREEBANK HOUSE ERRORS EXCEPTIONS DICTIONARY TEXT...
//! Ends with 1 where a figure misses its bar, or a verdict differs from hunspell's and nobody has said why.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a measurement for the terminal, on files that we know"
)]

mod measure;
mod treebank;
mod typos;
mod verdicts;

use measure::Figure;
use plain_language::{Checker, Dictionary, House, Rules};
use std::{error::Error, fs, process::ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("evaluate: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [pack, treebank, house, errors, exceptions, hunspells, texts @ ..] = paths.as_slice() else {
        return Err("usage: evaluate PACK TREEBANK HOUSE ERRORS EXCEPTIONS DICTIONARY TEXT...".into());
    };
    let checker = Checker::new(Rules::built_in()?, Some(Dictionary::load(&fs::read(pack)?)?));
    let house = House::parse(&fs::read_to_string(house)?);
    let errors = House::parse(&fs::read_to_string(errors)?);
    let sentences = treebank::read(&fs::read_to_string(treebank)?);
    let texts: Vec<String> = texts.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let mut figures: Vec<Figure> = Vec::new();
    figures.extend(measure::sentences(&sentences));
    figures.extend(measure::passives(&checker, &sentences));
    figures.extend(measure::false_alarms(&checker, &sentences, &errors));
    figures.extend(measure::false_alarms_in_texts(&checker, &texts, &house));
    figures.extend(measure::grammar(&checker, &sentences, &errors));
    figures.push(measure::swapped_genders(&checker, &sentences));
    measure::show(&checker, &sentences, &texts, &house);
    figures.extend(typos::measure(&checker, &sentences, &texts));
    for figure in &figures {
        println!("{figure}");
    }
    let holds = figures.iter().all(Figure::holds);
    let Some(dictionary) = checker.dictionary() else { return Ok(holds) };
    let exceptions = fs::read_to_string(exceptions)?;
    match verdicts::differences(dictionary, &sentences, &texts, &exceptions, hunspells)? {
        Some(differences) => {
            differences.iter().for_each(|one| eprintln!("{one}"));
            Ok(holds && differences.is_empty())
        }
        None if std::env::var("TRAAD_PARTS").as_deref() == Ok("required") => {
            Err("hunspell is missing".into())
        }
        None => {
            eprintln!(
                "SKIPPED: hunspell is missing, so no verdicts were compared; sudo apt-get install hunspell hunspell-da"
            );
            Ok(holds)
        }
    }
}
