//! `bin/bench-language`: how fast the language check is, beside the hunspell command on the same words in the same run.
//! usage: speed PACK TEXT...
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement for the terminal")]

use plain_language::{Checker, Dictionary, Document, House, Rules, Source, TextType, words};
use std::{collections::BTreeSet, error::Error, fs, io::Write, process::ExitCode};
use std::{process::Command, process::Stdio, time::Instant};

/// How much text is checked when everything is warm, in bytes.
const WARM_BYTES: usize = 4_000_000;
/// The size of a letter, in bytes.
const LETTER_BYTES: usize = 2_500;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("speed: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [pack, texts @ ..] = paths.as_slice() else { return Err("usage: speed PACK TEXT...".into()) };
    let text = texts.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?.join("\n\n");
    let start = Instant::now();
    let dictionary = Dictionary::load(&fs::read(pack)?)?;
    let loaded = start.elapsed();
    let start = Instant::now();
    let rules = Rules::built_in()?;
    let ruled = start.elapsed();
    let checker = Checker::new(rules, Some(dictionary));
    println!("load: dictionary {:.1} ms, rules {:.1} ms (bar 10)", ms(loaded), ms(ruled));

    let end = (LETTER_BYTES..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let letter = text.get(..end).unwrap_or_default();
    let start = Instant::now();
    let found = check(&checker, letter);
    println!("cold letter of {LETTER_BYTES} bytes: {:.2} ms, {found} findings (bar 1)", ms(start.elapsed()));

    let long = text.repeat(WARM_BYTES.div_ceil(text.len().max(1)));
    check(&checker, &long);
    let start = Instant::now();
    let found = check(&checker, &long);
    let took = start.elapsed().as_secs_f64();
    let megabytes = long.len() as f64 / 1e6;
    println!("warm: {:.1} MB/s, {found} findings in {megabytes:.1} MB (bar 50)", megabytes / took);
    against_hunspell(&checker, &text);
    Ok(())
}

fn check(checker: &Checker, text: &str) -> usize {
    let source = Source::plain(text);
    let blocks = source.blocks();
    checker.check(Document { kind: TextType::Web, blocks: &blocks }, &House::default()).findings.len()
}

/// Time a word, spelling only, on all distinct words; hunspell as a process with its dictionary of Debian.
fn against_hunspell(checker: &Checker, text: &str) {
    let Some(dictionary) = checker.dictionary() else { return };
    let distinct: BTreeSet<&str> =
        words(text).iter().filter_map(|word| text.get(word.start..word.end)).collect();
    let start = Instant::now();
    let accepted = distinct.iter().filter(|word| dictionary.accepts(word)).count();
    let ours = start.elapsed().as_secs_f64() * 1e6 / distinct.len() as f64;
    let start = Instant::now();
    let Ok(mut hunspell) = Command::new("hunspell")
        .args(["-d", "da_DK", "-l"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
    else {
        println!("SKIPPED: hunspell is missing; sudo apt-get install hunspell hunspell-da");
        return;
    };
    if let Some(mut input) = hunspell.stdin.take() {
        let _ = input.write_all(distinct.iter().copied().collect::<Vec<_>>().join("\n").as_bytes());
    }
    let fits = hunspell.wait().is_ok_and(|status| status.success());
    let theirs = start.elapsed().as_secs_f64() * 1e6 / distinct.len() as f64;
    println!(
        "spelling: {ours:.2} µs a word, hunspell {theirs:.0} µs{}: {:.0} times less (bar 50); {accepted} of {} accepted",
        if fits { "" } else { " (it failed)" },
        theirs / ours,
        distinct.len()
    );
}

fn ms(duration: std::time::Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
