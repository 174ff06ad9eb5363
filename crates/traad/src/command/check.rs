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
    /// What the texts are for.
    #[arg(long = "type", default_value = "letter", value_parser = text_type)]
    kind: TextType,
    /// How to tell.
    #[arg(long, default_value = "text")]
    format: Format,
    /// The least severity that is told and counts.
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
    #[arg(long, default_value = "da")]
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
        let rule = checker.rules().find(id);
        let rule = rule.ok_or_else(|| format!("there is no rule {id}; the rules are {}", ids(&checker)))?;
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
    let mut all = Vec::new();
    for path in paths {
        let mut checked = Checked::read(path, &checker, check.kind, &house)?;
        if check.fix && checked.fix(path)? {
            checked = Checked::read(path, &checker, check.kind, &house)?;
        }
        checked.keep(check.min_severity);
        all.push(checked);
    }
    let found = all.iter().any(|checked| !checked.report.findings.is_empty());
    say(&match check.format {
        _ if check.stats && check.format != Format::Json => text::stats(&all, &check.lang),
        Format::Text => text::told(&all, &checker, &check.lang),
        Format::Json => json::told(&all, &checker, &check.lang),
        Format::Sarif => sarif::told(&all, &checker, &check.lang),
        Format::Github => github::told(&all, &checker, &check.lang),
    });
    Ok(u8::from(found && !check.stats))
}

/// The list of words in a file.
pub(super) fn words_of(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn ids(checker: &Checker) -> String {
    checker.rules().all().iter().map(|rule| &*rule.id).collect::<Vec<_>>().join(", ")
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
