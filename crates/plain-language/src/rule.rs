//! A rule as data: what it finds, how much that weighs in each kind of text, why, after whom, and what to write
//! instead. Its examples are run as tests.

use crate::TextType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Wrong, or asked for by law.
    Error,
    /// Makes the text harder to read or less friendly.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// The weight of a rule in a kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A hint.
    Hint,
    /// Not looked for.
    Off,
}

impl Level {
    /// The severity, unless it is off.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Hint => Some(Severity::Hint),
            Self::Off => None,
        }
    }
}

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

impl Language {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// The word for it in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// The language of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.word() == word)
    }
}

fn danish() -> Vec<Language> {
    vec![Language::Da]
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Spelling, confused words, agreement.
    Spelling,
    /// Officialese with a plain word for it.
    Officialese,
    /// Passives.
    Passive,
    /// Nouns that hide verbs.
    Nominal,
    /// Long and nested sentences.
    Sentence,
    /// Jargon, abbreviations, vague words.
    Words,
    /// Dates, numbers, amounts, telephone numbers.
    Format,
    /// What a letter or a decision must have.
    Structure,
    /// Links, pictures, capitals.
    Accessibility,
    /// Blame, threats, what patronises.
    Tone,
    /// Words that leave somebody out.
    Inclusive,
    /// The limits of a channel.
    Channel,
}

impl Category {
    /// All of them, in the order in which people read about them.
    pub const ALL: [Self; 12] = [
        Self::Spelling,
        Self::Officialese,
        Self::Passive,
        Self::Nominal,
        Self::Sentence,
        Self::Words,
        Self::Tone,
        Self::Structure,
        Self::Format,
        Self::Accessibility,
        Self::Inclusive,
        Self::Channel,
    ];

    /// The word for it in rule files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Officialese => "officialese",
            Self::Passive => "passive",
            Self::Nominal => "nominal",
            Self::Sentence => "sentence",
            Self::Words => "words",
            Self::Format => "format",
            Self::Structure => "structure",
            Self::Accessibility => "accessibility",
            Self::Tone => "tone",
            Self::Inclusive => "inclusive",
            Self::Channel => "channel",
        }
    }
}

/// The words of a rule in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// What it is called in the handbook.
    pub name: String,
    /// What is said of a finding; `{found}`, `{use}` and the like are filled in.
    pub message: String,
    /// Why one should care, in a sentence or two.
    pub why: String,
}

/// Phrases and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The forms of the phrase, separated by commas.
    pub avoid: String,
    /// What to write for each, in the same order, or one for all; alternatives separated by `|`. Empty where the
    /// sentence has to be written anew.
    #[serde(default, rename = "use")]
    pub instead: String,
    /// Where the pair was found, if not where the rule was.
    #[serde(default)]
    pub source: String,
}

impl Pair {
    /// A phrase that the pair both avoids and offers.
    fn own_use(&self) -> Option<&str> {
        let instead: Vec<&str> = self.instead.split(',').collect();
        self.avoid.split(',').map(str::trim).enumerate().find_map(|(at, avoid)| {
            let plain = instead.get(at).or(instead.first()).copied().unwrap_or_default();
            let is_same = |text: &str| text.trim().to_lowercase() == avoid.to_lowercase();
            plain.split('|').any(is_same).then_some(avoid)
        })
    }
}

/// Texts that show what a rule finds and what it leaves alone. Brackets stand round what is found: `Vi [afholder] det.`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The kind of text they are; a letter where it is left out.
    #[serde(default, rename = "type")]
    pub kind: Option<TextType>,
    /// Whether they are HTML, for rules that go by links, pictures or levels of headings; plain text otherwise.
    #[serde(default)]
    pub html: bool,
    /// Texts with something to find.
    pub hits: Vec<String>,
    /// Texts with nothing to find.
    pub misses: Vec<String>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its id, which is the name of its file; never used again for another rule.
    pub id: Arc<str>,
    /// Raised when it finds other things than before.
    pub version: u32,
    /// The languages of the texts that it looks at; its examples are in the first.
    #[serde(default = "danish")]
    pub languages: Vec<Language>,
    /// What it is about.
    pub category: Category,
    /// Its weight where `by-type` says nothing.
    pub level: Level,
    /// Its weight in kinds of text where it is another.
    #[serde(default)]
    pub by_type: BTreeMap<TextType, Level>,
    /// The guide, law or text that asks for it.
    pub source: String,
    /// Whether what others said is looked at too: quotations are theirs, so few rules do.
    #[serde(default)]
    pub in_quotes: bool,
    /// Its words in Danish.
    pub da: Wording,
    /// Its words in English.
    pub en: Wording,
    /// The phrases that it finds.
    #[serde(default)]
    pub pairs: Vec<Pair>,
    /// The check in the code that finds it, where phrases cannot.
    #[serde(default)]
    pub code: Option<String>,
    /// Numbers that the check goes by.
    #[serde(default)]
    pub limits: BTreeMap<String, u32>,
    /// Words that the check goes by.
    #[serde(default)]
    pub words: Vec<String>,
    /// Examples.
    pub examples: Examples,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct RuleProblem {
    /// The rule's file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Rule {
    /// Reads a rule.
    ///
    /// # Errors
    /// When the text is no rule; says file and line.
    pub fn parse(file: &str, text: &str) -> Result<Self, RuleProblem> {
        let rule: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            RuleProblem { file: file.to_owned(), line, what: error.message().to_owned() }
        })?;
        let problem = |key: &str, what: String| {
            let line =
                text.lines().position(|line| line.trim_start().starts_with(key)).map_or(1, |at| at + 1);
            RuleProblem { file: file.to_owned(), line, what }
        };
        if file.strip_suffix(".toml") != Some(&*rule.id) {
            return Err(problem("id", format!("the id {} is not the name of the file", rule.id)));
        }
        if rule.pairs.is_empty() == rule.code.is_none() {
            return Err(problem("id", "a rule has either pairs or code".to_owned()));
        }
        for pair in &rule.pairs {
            let (avoid, instead) = (pair.avoid.split(',').count(), pair.instead.split(',').count());
            if avoid != instead && instead != 1 {
                let what = format!("{avoid} phrases to avoid and {instead} to use: {}", pair.avoid);
                return Err(problem("avoid", what));
            }
            if let Some(phrase) = pair.own_use() {
                return Err(problem(
                    "avoid",
                    format!("what is to be avoided is what is to be written: {phrase}"),
                ));
            }
            let phrases = pair.avoid.split(',').map(str::trim);
            if let Some(phrase) =
                phrases.into_iter().find(|phrase| !phrase.starts_with(char::is_alphanumeric))
            {
                let what = format!("a phrase begins with a letter or a figure, and not so: {phrase:?}");
                return Err(problem("avoid", what));
            }
        }
        Ok(rule)
    }

    /// How much it weighs in a kind of text; nothing where it is off.
    #[must_use]
    pub fn severity(&self, kind: TextType) -> Option<Severity> {
        self.by_type.get(&kind).copied().unwrap_or(self.level).severity()
    }

    /// A number that the check goes by; 0 where the file has none, which the tests of the rule show.
    #[must_use]
    pub fn limit(&self, name: &str) -> usize {
        self.limits.get(name).map_or(0, |limit| usize::try_from(*limit).unwrap_or(usize::MAX))
    }
}
