//! `bin/bench-language`: whether the language check is as fast and as small as its bars ask, with a control that must
//! miss, and beside the hunspell command on the same words in the same run.
//! usage: speed PACK TEXT...
//! Ends with 1 where a bar is missed or the control holds.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement for the terminal")]

use plain_language::{Checker, Dictionary, Document, House, Rules, Source, TextType, suggestions, words};
use std::{collections::BTreeSet, error::Error, fs, io::Write, process::ExitCode};
use std::{process::Command, process::Stdio, time::Instant};

/// How much text is checked when everything is warm, in bytes.
const WARM_BYTES: usize = 4_000_000;
/// How often at least, and for how many seconds; other programs disturb, so the quickest time counts.
const ROUNDS: usize = 7;
const ROUNDS_SECONDS: f64 = 1.0;
/// Set for the processes that only check a first letter.
const CHILD: &str = "TRAAD_FIRST_LETTER";
/// In how many processes a first letter is checked; the quickest counts.
const PROCESSES: usize = 9;
/// The size of a letter, in bytes.
const LETTER_BYTES: usize = 2_500;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("speed: {problem}");
            ExitCode::from(2)
        }
    }
}

/// The quickest load and first check, of this process and of others like it.
fn quickest(own: (f64, f64)) -> Result<(f64, f64), Box<dyn Error>> {
    let (mut loaded, mut first) = own;
    for _ in 1..PROCESSES {
        let other =
            Command::new(std::env::current_exe()?).args(std::env::args().skip(1)).env(CHILD, "1").output()?;
        let told = String::from_utf8(other.stdout)?;
        let (load, check) = told.trim().split_once(' ').ok_or("a process for a first letter failed")?;
        (loaded, first) = (load.parse::<f64>()?.min(loaded), check.parse::<f64>()?.min(first));
    }
    Ok((loaded, first))
}

/// Prints a figure with its bar; says whether it holds.
fn bar(what: &str, figure: f64, at_least: bool, limit: f64, counts: &str) -> bool {
    let holds = if at_least { figure >= limit } else { figure <= limit };
    let (mark, sign) = (if holds { "holds " } else { "MISSED" }, if at_least { "≥" } else { "≤" });
    println!("{mark}  {what:<44} {figure:>8.2}  {sign} {limit:<4} {counts}");
    holds
}

fn run() -> Result<bool, Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [pack, paths @ ..] = paths.as_slice() else { return Err("usage: speed PACK TEXT...".into()) };
    let texts = paths.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let text = texts.join("\n\n");
    let end =
        (LETTER_BYTES..text.len()).find(|at| text.is_char_boundary(*at)).ok_or("the texts are too short")?;
    let letter = &text[..end];

    // First, because a process has one first check only.
    let before = resident();
    let is_child = std::env::var_os(CHILD).is_some();
    let start = Instant::now();
    let dictionary = Dictionary::load(&fs::read(pack)?)?;
    let rules = Rules::built_in()?;
    let loaded = ms(start);
    let checker = Checker::new(rules, Some(dictionary));
    let start = Instant::now();
    let found = check(&checker, letter);
    let first = ms(start);
    if is_child {
        println!("{loaded} {first}");
        return Ok(true);
    }
    let (loaded, first) = quickest((loaded, first))?;
    let counts =
        format!("the dictionary from its file, and the rules, the quickest of {PROCESSES} processes");
    let mut all = bar("load, ms", loaded, false, 10.0, &counts);
    let counts = format!("{found} findings, suggestions among them, the quickest first check of {PROCESSES}");
    all &= bar("cold letter of 2.5 kB, ms", first, false, 1.0, &counts);
    match (before, resident()) {
        (Some((before, _)), Some((now, most))) => {
            let counts = format!("{most:.1} MB at most; {before:.1} MB before anything was loaded");
            all &= bar("resident after a letter, MB", now, false, 20.0, &counts);
        }
        _ => println!("SKIPPED: no /proc here, so memory was not measured"),
    }
    println!("        of a letter, its suggestions alone, ms         {:>8.2}", suggesting(&checker, letter));

    let by_text = warm(&texts, |text| check(&checker, text));
    all &= bar("warm, text by text, MB/s", by_text.0, true, 50.0, &by_text.1);
    let long = [text.repeat(WARM_BYTES.div_ceil(text.len()))];
    let at_once = warm(&long, |text| check(&checker, text));
    all &= bar("warm, one text of 4 MB, MB/s", at_once.0, true, 50.0, &at_once.1);
    let pack = fs::read(pack)?;
    let control = warm(&[letter.to_owned()], |text| {
        let fresh = Rules::built_in().map(|rules| Checker::new(rules, Dictionary::load(&pack).ok()));
        fresh.map_or(0, |checker| check(&checker, text))
    });
    if bar("control, a new engine for each letter, MB/s", control.0, true, 50.0, "must be missed") {
        eprintln!("speed: the control holds, so the figures above show nothing");
        return Ok(false);
    }
    Ok(against_hunspell(&checker, &text) && all)
}

/// The quickest time over some texts in MB/s, and what was found in them.
fn warm(texts: &[String], check: impl Fn(&str) -> usize) -> (f64, String) {
    let (mut seconds, mut found) = (0.0, 0);
    for text in texts {
        let (mut best, mut spent, mut rounds, mut number) = (f64::MAX, 0.0, 0, 0);
        while rounds < ROUNDS || spent < ROUNDS_SECONDS {
            let start = Instant::now();
            number = check(text);
            let took = start.elapsed().as_secs_f64();
            (best, spent, rounds) = (best.min(took), spent + took, rounds + 1);
        }
        found += number;
        seconds += best;
    }
    let bytes = texts.iter().map(String::len).sum::<usize>() as f64;
    let counts = format!("{found} findings in {:.3} MB, the quickest of many rounds", bytes / 1e6);
    (bytes / 1e6 / seconds, counts)
}

fn check(checker: &Checker, text: &str) -> usize {
    let source = Source::plain(text);
    let blocks = source.blocks();
    checker.check(Document { kind: TextType::Web, blocks: &blocks }, &House::default()).findings.len()
}

/// How long the suggestions of a text take, in milliseconds.
fn suggesting(checker: &Checker, text: &str) -> f64 {
    let Some(dictionary) = checker.dictionary() else { return 0.0 };
    let source = Source::plain(text);
    let blocks = source.blocks();
    let report = checker.check(Document { kind: TextType::Web, blocks: &blocks }, &House::default());
    let place = |block: usize, start, end| blocks.get(block).and_then(|block| block.text.get(start..end));
    let spelling = report.findings.iter().filter(|finding| &*finding.rule == "spelling");
    let unknown: BTreeSet<&str> = spelling.filter_map(|one| place(one.block?, one.start, one.end)).collect();
    let start = Instant::now();
    for word in unknown {
        std::hint::black_box(suggestions(dictionary, word, 5));
    }
    ms(start)
}

/// Memory of this process in MB: now, and at most.
fn resident() -> Option<(f64, f64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches("kB").trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
    };
    Some((of("VmRSS:")?, of("VmHWM:")?))
}

/// Time a word, spelling only, on all distinct words; hunspell as a process with its dictionary of Debian.
fn against_hunspell(checker: &Checker, text: &str) -> bool {
    let Some(dictionary) = checker.dictionary() else { return true };
    let distinct: BTreeSet<&str> =
        words(text).iter().filter_map(|word| text.get(word.start..word.end)).collect();
    let start = Instant::now();
    let accepted = distinct.iter().filter(|word| dictionary.accepts(word)).count();
    let ours = ms(start) * 1e3 / distinct.len() as f64;
    let start = Instant::now();
    let hunspell = Command::new("hunspell")
        .args(["-d", "da_DK", "-i", "utf-8", "-l"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut hunspell) = hunspell else {
        println!("SKIPPED: hunspell is missing; sudo apt-get install hunspell hunspell-da");
        return true;
    };
    if let Some(mut input) = hunspell.stdin.take() {
        let _ = input.write_all(distinct.iter().copied().collect::<Vec<_>>().join("\n").as_bytes());
    }
    let fits = hunspell.wait().is_ok_and(|status| status.success());
    let theirs = ms(start) * 1e3 / distinct.len() as f64;
    let counts = format!(
        "{ours:.2} µs a word, hunspell {theirs:.0} µs{}; {accepted} of {} accepted",
        if fits { "" } else { " (it failed)" },
        distinct.len()
    );
    bar("a word, times cheaper than hunspell's", theirs / ours, true, 50.0, &counts) && fits
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}
