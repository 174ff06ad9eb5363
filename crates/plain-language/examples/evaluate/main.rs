//! `bin/eval-language`: how well the engine does on texts that nobody here wrote, with counts.
//! usage: evaluate PACK TREEBANK HOUSE ERRORS TEXT...
//! Ends with 1 where a figure misses its bar.
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
    let [pack, treebank, house, errors, texts @ ..] = paths.as_slice() else {
        return Err("usage: evaluate PACK TREEBANK HOUSE ERRORS TEXT...".into());
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
    Ok(figures.iter().all(Figure::holds))
}
