//! `traad check`: the plain-language engine on files. Exit codes: 0 nothing found, 1 something, 2 a file or option
//! that cannot be read.

mod file;
mod fix;
mod github;
mod json;
mod sarif;
mod text;

use super::say;
use crate::{Settings, language};
use clap::{Args, ValueEnum};
use file::Checked;
use plain_language::{Checker, House, Language, Rule, Severity, TextType};
use std::path::{Path, PathBuf};

/// Said where there is no dictionary.
pub(super) const NO_PACK: &str =
    "no language pack was found, so spelling and passives are not checked; say where with TRAAD_SHARE";

/// What to check, and how to tell.
#[derive(Args)]
pub(super) struct Check {
    /// Files: plain text, Markdown, HTML or DOCX; `-` or none for plain text that comes in.
    files: Vec<PathBuf>,
    /// What the texts are for: decision, letter, web, sms, post, press, newsletter, autoreply or internal.
    #[arg(long = "type", default_value = "letter", value_parser = text_type)]
    kind: TextType,
    /// How to tell.
    #[arg(long, default_value = "text")]
    format: Format,
    /// The least severity that is told and counts: error, warning or hint.
    #[arg(long, default_value = "hint", value_parser = severity)]
    min_severity: Severity,
    /// Explain a rule, and check nothing.
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
    /// Write the first suggestion into the files where a finding has just one.
    #[arg(long)]
    fix: bool,
    /// Words of the house, one a line.
    #[arg(long, value_name = "WORDLIST")]
    house: Option<PathBuf>,
    /// Only figures: words, sentences, LIX.
    #[arg(long)]
    stats: bool,
    /// Language of the texts: da or en.
    #[arg(long, default_value = "da", value_parser = language_of)]
    language: Language,
    /// Language of what is said: da or en.
    #[arg(long, default_value = "da", value_parser = ["da", "en"])]
    lang: String,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For tools that show findings of checkers (SARIF 2.1.0).
    Sarif,
    /// For checks of pull requests.
    Github,
}

pub(super) fn text_type(word: &str) -> Result<TextType, String> {
    let all = TextType::ALL.map(TextType::word).join(", ");
    TextType::parse(word).ok_or_else(|| format!("the types are {all}"))
}

pub(super) fn language_of(word: &str) -> Result<Language, String> {
    Language::parse(word).ok_or_else(|| "da or en".to_owned())
}

fn severity(word: &str) -> Result<Severity, String> {
    let all = [Severity::Error, Severity::Warning, Severity::Hint];
    all.into_iter().find(|one| one.word() == word).ok_or_else(|| "error, warning or hint".to_owned())
}

/// Runs the command.
pub(super) fn run(settings: &Settings, check: &Check) -> Result<u8, String> {
    let checker = language::checker(settings.share.as_deref(), check.language)?;
    if let Some(id) = &check.explain {
        let rule = checker.rules().find(id).ok_or_else(|| unknown(id, &checker))?;
        say(&explained(rule, &check.lang));
        return Ok(0);
    }
    if checker.dictionary().is_none() {
        super::warn(NO_PACK);
    }
    let house = match &check.house {
        Some(path) => House::parse(&words_of(path)?),
        None => House::default(),
    };
    let incoming = [PathBuf::from("-")];
    let paths = if check.files.is_empty() { &incoming[..] } else { &check.files };
    if check.fix && paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("--fix writes into files; name the files to mend".to_owned());
    }
    let (mut all, mut is_whole) = (Vec::new(), true);
    for path in paths {
        // One file that cannot be read keeps nobody from the others.
        match checked(path, &checker, check, &house) {
            Ok(one) => all.push(one),
            Err(problem) => {
                super::warn(&problem);
                is_whole = false;
            }
        }
    }
    if all.is_empty() {
        return Ok(2);
    }
    let found = all.iter().any(|checked| !checked.report.findings.is_empty());
    say(&match check.format {
        _ if check.stats && check.format != Format::Json => text::stats(&all, &check.lang),
        Format::Text => text::told(&all, &checker, &check.lang),
        Format::Json => json::told(&all, &checker, &check.lang),
        Format::Sarif => sarif::told(&all, &checker, &check.lang),
        Format::Github => github::told(&all, &checker, &check.lang),
    });
    Ok(if is_whole { u8::from(found && !check.stats) } else { 2 })
}

/// Checks one file, mended first where that was asked for.
fn checked(path: &Path, checker: &Checker, check: &Check, house: &House) -> Result<Checked, String> {
    let mut checked = Checked::read(path, checker, check.kind, house)?;
    if check.fix {
        let number = checked.fix(path)?;
        if number > 0 {
            super::warn(&format!("{}: mended {number}", path.display()));
            checked = Checked::read(path, checker, check.kind, house)?;
        }
    }
    checked.keep(check.min_severity);
    Ok(checked)
}

/// The list of words in a file.
pub(super) fn words_of(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn unknown(id: &str, checker: &Checker) -> String {
    let ids = checker.rules().all().iter().map(|rule| &*rule.id);
    let meant = strategy::nearest(id, ids).map(|rule| format!(" Did you mean {rule}?")).unwrap_or_default();
    format!("there is no rule {id}.{meant} The page /language of the program shows every rule.")
}

/// Everything that a rule says of itself.
fn explained(rule: &Rule, lang: &str) -> String {
    let words = wording(rule, lang);
    let list = |texts: &[String]| texts.iter().map(|text| format!("  {text}\n")).collect::<String>();
    let (why, source, found, fine) = match lang {
        "en" => ("Why", "Source", "Found", "Fine"),
        _ => ("Hvorfor", "Kilde", "Bliver fundet", "Er i orden"),
    };
    format!(
        "{} ({}, {}, version {})\n\n{why}: {}\n{source}: {}\n\n{found}:\n{}\n{fine}:\n{}",
        words.name,
        rule.id,
        rule.severity(rule.examples.kind.unwrap_or(TextType::Letter)).map_or("off", Severity::word),
        rule.version,
        words.why,
        rule.source,
        list(&rule.examples.hits),
        list(&rule.examples.misses),
    )
}

/// The words of a rule in a language.
fn wording<'a>(rule: &'a Rule, lang: &str) -> &'a plain_language::Wording {
    if lang == "en" { &rule.en } else { &rule.da }
}
