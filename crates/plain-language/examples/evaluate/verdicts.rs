//! Whether the dictionary says of every word what the hunspell command says, save for the differences that a list
//! explains. A difference that is not listed fails, and so does a listed one that is none any more.

use plain_language::{Dictionary, words};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};
use std::{error::Error, thread};

/// The least words that must be compared for the figure to mean something.
const WORDS_MIN: usize = 3_000;

/// The different words of texts.
pub(crate) fn words_of<'a>(texts: &[&'a str]) -> BTreeSet<&'a str> {
    let words = texts
        .iter()
        .flat_map(|text| words(text).into_iter().filter_map(|word| text.get(word.start..word.end)));
    words.filter(|word| word.chars().any(char::is_alphabetic)).collect()
}

/// Whether nothing differs that is not explained; what does is printed. `explained` and `hunspells` are the list of
/// exceptions and the dictionary without its ending. Where hunspell is missing, that is said, and a failure where
/// `TRAAD_PARTS=required`.
pub(crate) fn hold(
    dictionary: &Dictionary,
    words: &BTreeSet<&str>,
    explained: &str,
    hunspells: &str,
) -> Result<bool, Box<dyn Error>> {
    match differences(dictionary, words, explained, hunspells)? {
        Some(differences) => {
            differences.iter().for_each(|one| eprintln!("{one}"));
            Ok(differences.is_empty())
        }
        None if std::env::var("TRAAD_PARTS").as_deref() == Ok("required") => {
            Err("hunspell is missing".into())
        }
        None => {
            eprintln!(
                "SKIPPED: hunspell is missing, so no verdicts were compared; sudo apt-get install hunspell hunspell-da"
            );
            Ok(true)
        }
    }
}

/// Says what differs and is not explained; nothing where hunspell is missing.
fn differences(
    dictionary: &Dictionary,
    words: &BTreeSet<&str>,
    explained: &str,
    hunspells: &str,
) -> Result<Option<Vec<String>>, Box<dyn Error>> {
    let words: Vec<&str> = words.iter().copied().collect();
    if words.len() < WORDS_MIN {
        return Err(format!("{} words only are no measure", words.len()).into());
    }
    let explained = explanations(explained)?;
    let Some(theirs) = hunspell(&words, hunspells) else { return Ok(None) };
    if theirs.len() != words.len() {
        return Err(format!("hunspell answered for {} of {} words", theirs.len(), words.len()).into());
    }
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (word, theirs) in words.iter().zip(theirs) {
        // As spelling asks.
        let ours = dictionary.accepts(&word.replace('’', "'"));
        let told = |accepts| if accepts { "accepts" } else { "refuses" };
        if ours == theirs {
            continue;
        }
        seen.insert(*word);
        if explained.get(word) != Some(&ours) {
            wrong.push(format!("{word}: the engine {} it, hunspell {} it", told(ours), told(theirs)));
        }
    }
    wrong.extend(
        explained
            .keys()
            .filter(|word| !seen.contains(*word))
            .map(|word| format!("{word}: is listed as an exception and is none")),
    );
    println!(
        "{} words, {} verdicts differ from hunspell's, {} unexplained",
        words.len(),
        seen.len(),
        wrong.len()
    );
    Ok(Some(wrong))
}

/// A line each: `+` or `-` for what the engine says, the word, and why.
fn explanations(text: &str) -> Result<BTreeMap<&str, bool>, Box<dyn Error>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut fields = line.splitn(3, ' ');
            let (sign, word, why) = (fields.next(), fields.next(), fields.next());
            match (sign, word, why) {
                (Some(sign @ ("+" | "-")), Some(word), Some(why)) if !why.trim().is_empty() => {
                    Ok((word, sign == "+"))
                }
                _ => Err(format!("an exception is a sign, a word and a reason, not: {line}").into()),
            }
        })
        .collect()
}

/// What hunspell says of each word with the dictionary that the pack was made of; nothing where the command is missing.
fn hunspell(words: &[&str], dictionary: &str) -> Option<Vec<bool>> {
    let mut command = Command::new("hunspell");
    let command =
        command.args(["-d", dictionary, "-i", "utf-8", "-a"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = command.stderr(Stdio::null()).spawn().ok()?;
    let mut input = process.stdin.take()?;
    // "^" before a word keeps it from being a command.
    let lines: String = words.iter().map(|word| format!("^{word}\n")).collect();
    let writer = thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = process.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    let told = String::from_utf8(output.stdout).ok()?;
    // The first line is a greeting; then lines for the parts of each word, and an empty one after them.
    let mut answers = Vec::with_capacity(words.len());
    let mut is_right = true;
    for line in told.lines().skip(1) {
        if line.is_empty() {
            answers.push(is_right);
            is_right = true;
        } else {
            is_right &= !line.starts_with(['&', '#', '?']);
        }
    }
    output.status.success().then_some(answers)
}
