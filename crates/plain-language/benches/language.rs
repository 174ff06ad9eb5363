//! How long each stage of the language check takes: `cargo bench -p plain-language`, or `bin/bench-language` with the
//! bars. The texts are the files that TRAAD_TEXTS names, separated by colons; otherwise the examples of the rules.
#![expect(clippy::print_stderr, reason = "what is missing is said aloud")]

use criterion::{Criterion, Throughput};
use plain_language::{
    Checker, Dictionary, Document, House, Lix, Rules, Source, TextType, segment, suggestions, words,
};
use std::hint::black_box;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::{collections::BTreeSet, error::Error, fs, path::Path, time::Duration};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The size of a letter, in bytes.
const LETTER_BYTES: usize = 2_500;
/// Words with a mistake as people make them.
const MISTAKES: [&str; 8] = [
    "modtagett",
    "afdellingen",
    "skolebestyrelsesvaglet",
    "tilladellse",
    "ansøgnig",
    "ventlisten",
    "komunen",
    "udfydle",
];

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../share/language/da.words");
    let pack = fs::read(&pack).map_err(|error| format!("{}: {error}. Run bin/setup.", pack.display()))?;
    let checker = Checker::new(Rules::built_in()?, Some(Dictionary::load(&pack)?));
    let text = text(&checker)?;
    parts(&mut criterion, &checker, &text)?;
    whole(&mut criterion, &checker, &text)?;
    load(&mut criterion, &pack);
    against_hunspell(&mut criterion, &checker, &text);
    criterion.final_summary();
    Ok(())
}

/// The text that is checked.
fn text(checker: &Checker) -> Result<String, Failure> {
    if let Ok(paths) = std::env::var("TRAAD_TEXTS") {
        let texts: Result<Vec<_>, _> = paths.split(':').map(fs::read_to_string).collect();
        return Ok(texts?.join("\n\n"));
    }
    let examples = checker.rules().all().iter().map(|rule| &rule.examples);
    let texts: Vec<String> = examples
        .flat_map(|own| own.misses.iter().chain(&own.hits))
        .map(|text| text.replace(['[', ']'], ""))
        .collect();
    Ok(texts.join("\n\n"))
}

fn bytes(text: &str) -> Throughput {
    Throughput::Bytes(u64::try_from(text.len()).unwrap_or(u64::MAX))
}

/// The stages, each by itself.
fn parts(criterion: &mut Criterion, checker: &Checker, text: &str) -> Result<(), Failure> {
    let source = Source::plain(text);
    let blocks = source.blocks();
    let sentences = segment(&blocks);
    let mut group = criterion.benchmark_group("part");
    group.throughput(bytes(text));
    group.bench_function("blocks", |bench| bench.iter(|| Source::plain(black_box(text))));
    group.bench_function("words", |bench| bench.iter(|| words(black_box(text))));
    group.bench_function("segment", |bench| bench.iter(|| segment(black_box(&blocks))));
    group.bench_function("lix", |bench| bench.iter(|| Lix::of(&blocks, black_box(&sentences))));
    let phrases = checker.rules().all().iter().filter(|rule| rule.code.is_none()).cloned();
    let phrases = Checker::new(Rules::new(phrases.collect())?, None);
    group.bench_function("phrases", |bench| {
        bench.iter(|| phrases.check(Document { kind: TextType::Web, blocks: &blocks }, &House::default()));
    });
    group.finish();
    let Some(dictionary) = checker.dictionary() else { return Ok(()) };
    let mut group = criterion.benchmark_group("suggestions");
    for word in MISTAKES {
        group.bench_function(word, |bench| bench.iter(|| suggestions(dictionary, black_box(word), 5)));
    }
    group.finish();
    Ok(())
}

/// Whole texts, from their file to what was found.
fn whole(criterion: &mut Criterion, checker: &Checker, text: &str) -> Result<(), Failure> {
    let check = |source: &Source, kind| {
        let blocks = source.blocks();
        checker.check(Document { kind, blocks: &blocks }, &House::default())
    };
    let end = (LETTER_BYTES..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let letter = &text[..end];
    let mut group = criterion.benchmark_group("whole");
    group.throughput(bytes(letter));
    group.bench_function("letter", |bench| bench.iter(|| check(&Source::plain(letter), TextType::Letter)));
    group.throughput(bytes(text));
    group.bench_function("text", |bench| bench.iter(|| check(&Source::plain(text), TextType::Web)));
    group.bench_function("markdown", |bench| bench.iter(|| check(&Source::markdown(text), TextType::Web)));
    let file = document(text)?;
    group.bench_function("docx", |bench| {
        bench.iter(|| Source::docx(&file).map(|(source, _)| check(&source, TextType::Web)));
    });
    group.finish();
    Ok(())
}

/// A Word document with a paragraph for each line.
fn document(text: &str) -> Result<Vec<u8>, Failure> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = escaped.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default())?;
    write!(archive, "<w:document><w:body>{}</w:body></w:document>", paragraphs.collect::<String>())?;
    Ok(archive.finish()?.into_inner())
}

fn load(criterion: &mut Criterion, pack: &[u8]) {
    let mut group = criterion.benchmark_group("load");
    group.bench_function("dictionary", |bench| bench.iter(|| Dictionary::load(black_box(pack))));
    group.bench_function("rules", |bench| bench.iter(Rules::built_in));
    group.finish();
}

/// The same words for both: all that are in the text, each once.
fn against_hunspell(criterion: &mut Criterion, checker: &Checker, text: &str) {
    let Some(dictionary) = checker.dictionary() else { return };
    let distinct: BTreeSet<&str> =
        words(text).iter().filter_map(|word| text.get(word.start..word.end)).collect();
    let mut group = criterion.benchmark_group("spelling");
    group.sample_size(10).throughput(Throughput::Elements(u64::try_from(distinct.len()).unwrap_or(u64::MAX)));
    group.bench_function("dictionary", |bench| {
        bench.iter(|| distinct.iter().filter(|word| dictionary.accepts(word)).count());
    });
    let lines = distinct.iter().copied().collect::<Vec<_>>().join("\n");
    if hunspell(&lines).is_some() {
        group.bench_function("hunspell", |bench| bench.iter(|| hunspell(&lines)));
    } else {
        eprintln!("SKIPPED: hunspell is missing; sudo apt-get install hunspell hunspell-da");
    }
    group.finish();
}

/// Runs the hunspell command over some lines; nothing where it is missing or fails.
fn hunspell(lines: &str) -> Option<()> {
    let mut command = Command::new("hunspell");
    let command =
        command.args(["-d", "da_DK", "-i", "utf-8", "-l"]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut process = command.stderr(Stdio::null()).spawn().ok()?;
    let written = process.stdin.take().map(|mut input| input.write_all(lines.as_bytes()));
    let ended = process.wait().ok()?;
    written.filter(|written| written.is_ok() && ended.success()).map(|_| ())
}
