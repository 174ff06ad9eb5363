//! Phrases: all of them in one automaton, looked for once in a copy of the text without capitals.

use crate::{Block, BlockKind, Finding, Reading, Rule, RuleProblem};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The phrases of all rules.
#[derive(Default)]
pub(crate) struct Phrases {
    /// Nothing where no rule has a phrase.
    automaton: Option<AhoCorasick>,
    /// For each phrase: the rule it belongs to, and what to write instead.
    targets: Vec<(usize, Vec<String>)>,
}

impl Phrases {
    pub(crate) fn of(rules: &[Rule]) -> Result<Self, RuleProblem> {
        let mut phrases = Vec::new();
        let mut targets = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            for pair in &rule.pairs {
                let instead: Vec<&str> = pair.instead.split(',').collect();
                for (at, avoid) in pair.avoid.split(',').enumerate() {
                    let plain = instead.get(at).or(instead.first()).copied().unwrap_or_default();
                    let plain = plain.split('|').map(str::trim).filter(|text| !text.is_empty());
                    phrases.push(folded(avoid.trim()));
                    targets.push((index, plain.map(str::to_owned).collect()));
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&phrases);
        let automaton = automaton.map_err(|error| RuleProblem {
            file: "rules".to_owned(),
            line: 1,
            what: format!("the phrases are too many: {error}"),
        })?;
        Ok(Self { automaton: Some(automaton), targets })
    }

    /// Finds the phrases of a text.
    pub(crate) fn look(&self, reading: &Reading<'_>, rules: &[Rule], found: &mut Vec<Finding>) {
        let Some(automaton) = &self.automaton else { return };
        for (index, block) in reading.document.blocks.iter().enumerate() {
            let plain = folded(block.text);
            let mut hits: Vec<Hit<'_>> = automaton
                .find_overlapping_iter(&plain)
                .filter(|hit| is_whole(&plain, hit.start(), hit.end()))
                .filter_map(|hit| {
                    let (rule, instead) = &self.targets[hit.pattern().as_usize()];
                    let rule = rules.get(*rule)?;
                    let is_on = rule.severity(reading.document.kind).is_some() && looks_at(rule, block);
                    is_on.then_some(Hit { start: hit.start(), end: hit.end(), rule, instead })
                })
                .collect();
            // The longest phrase at a place says the most.
            hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
            let mut free_from = 0;
            for hit in hits {
                if hit.start < free_from {
                    continue;
                }
                free_from = hit.end;
                let finding = reading.finding(hit.rule, index, hit.start, hit.end);
                found.extend(finding.map(|finding| with_suggestions(finding, block.text, hit.instead)));
            }
        }
    }
}

/// A phrase where it stands.
struct Hit<'a> {
    start: usize,
    end: usize,
    rule: &'a Rule,
    instead: &'a [String],
}

fn looks_at(rule: &Rule, block: &Block<'_>) -> bool {
    rule.in_quotes || block.kind != BlockKind::Quote
}

fn with_suggestions(mut finding: Finding, text: &str, instead: &[String]) -> Finding {
    let has_capital = text[finding.start..].starts_with(char::is_uppercase);
    finding.suggestions = instead
        .iter()
        .map(|plain| {
            let mut chars = plain.chars();
            match chars.next().filter(|_| has_capital) {
                Some(first) => first.to_uppercase().chain(chars).collect(),
                None => plain.clone(),
            }
        })
        .collect();
    finding
}

/// Whether a place begins and ends with whole words.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_inside = |c: char| c.is_alphanumeric();
    let goes_on_before = text[..start].ends_with(is_inside) && text[start..].starts_with(is_inside);
    let goes_on_after = text[..end].ends_with(is_inside) && text[end..].starts_with(is_inside);
    !goes_on_before && !goes_on_after
}

/// The text with small letters and spaces for line ends; every byte stays where it was.
fn folded(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            c => {
                let mut lower = c.to_lowercase();
                match (lower.next(), lower.next()) {
                    (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
                    _ => c,
                }
            }
        })
        .collect()
}
