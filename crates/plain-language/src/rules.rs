//! The rules that come with the engine, one file each in `rules/`, and what looks for them.

use crate::checks::{self, Code};
use crate::phrase::Phrases;
use crate::{Language, Rule, RuleProblem};

mod list;

/// Rules, ready to look for.
#[derive(Default)]
pub struct Rules {
    rules: Vec<Rule>,
    phrases: Phrases,
    coded: Vec<(usize, Code)>,
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules").field("number", &self.rules.len()).finish_non_exhaustive()
    }
}

impl Rules {
    /// The rules on Danish that come with the engine.
    ///
    /// # Errors
    /// When one of them is broken, which the tests would have shown.
    pub fn built_in() -> Result<Self, RuleProblem> {
        Self::built_in_for(Language::Da)
    }

    /// The rules on a language that come with the engine.
    ///
    /// # Errors
    /// When one of them is broken, which the tests would have shown.
    pub fn built_in_for(language: Language) -> Result<Self, RuleProblem> {
        let rules = list::FILES.iter().map(|(file, text)| Rule::parse(file, text));
        let mut rules = rules.collect::<Result<Vec<_>, _>>()?;
        rules.retain(|rule| rule.languages.contains(&language));
        Self::new(rules)
    }

    /// The ids of the rules that come with the engine. Others may name them in their files, so that one is never taken
    /// away: a rule that finds nothing any more is turned off.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        list::FILES.iter().filter_map(|(file, _)| file.strip_suffix(".toml"))
    }

    /// Rules of one's own.
    ///
    /// # Errors
    /// When a rule names a check that is not there.
    pub fn new(rules: Vec<Rule>) -> Result<Self, RuleProblem> {
        let mut coded = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            let Some(code) = &rule.code else { continue };
            let check = checks::find(code).ok_or_else(|| RuleProblem {
                file: format!("{}.toml", rule.id),
                line: 1,
                what: format!("there is no check {code}"),
            })?;
            coded.push((index, check));
        }
        let phrases = Phrases::of(&rules);
        Ok(Self { rules, phrases, coded })
    }

    /// The rules.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    pub(crate) fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    pub(crate) fn coded(&self) -> impl Iterator<Item = (&Rule, Code)> {
        self.coded.iter().map(|(index, code)| (&self.rules[*index], *code))
    }
}
