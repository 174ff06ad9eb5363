//! Phrases: found by the words that they begin with, in a text as if it had no capitals.
//!
//! A phrase stands where it begins and ends with whole runs of letters and digits. Its first run is looked up once
//! for each form of a word, so that most words of a text cost nothing here (decisions/0042).

use crate::class::Class;
use crate::{Block, BlockKind, Finding, Line, Reading, Rule, Token};
use foldhash::fast::RandomState;
use std::{cmp::Reverse, collections::HashMap};

/// Which phrases may begin in a word: those of a group, with the first letter of the word, unless it is one of two
/// numbers that no group has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening(u32);

impl Opening {
    /// None.
    pub(crate) const NEVER: Self = Self(u32::MAX);
    /// Some in one of its parts: the word has hyphens or the like, and each has to be looked at.
    const INSIDE: Self = Self(u32::MAX - 1);
}

/// The phrases of all rules.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// By the first run of letters and digits: the phrases that begin with it.
    groups: HashMap<Box<str>, u32, RandomState>,
    phrases: Vec<Group>,
}

/// The phrases that begin with the same run.
#[derive(Debug, Default)]
struct Group {
    /// In the order of their keys.
    phrases: Vec<Phrase>,
    keys: Vec<u64>,
    /// A bit for the second character of each rest, so that most texts are told from all of them at once.
    seconds: u64,
    /// Whether some have a rest of one character.
    has_one: bool,
    /// Whether some have no rest.
    has_none: bool,
}

/// A phrase, and what to write instead.
#[derive(Debug)]
struct Phrase {
    /// What follows its first run.
    rest: String,
    /// Its rule.
    rule: usize,
    instead: Vec<String>,
}

impl Phrases {
    pub(crate) fn of(rules: &[Rule]) -> Self {
        let mut all = Self::default();
        for (rule, pair) in
            rules.iter().enumerate().flat_map(|(at, rule)| rule.pairs.iter().map(move |pair| (at, pair)))
        {
            let instead: Vec<&str> = pair.instead.split(',').collect();
            for (at, avoid) in pair.avoid.split(',').enumerate() {
                let plain = instead.get(at).or(instead.first()).copied().unwrap_or_default();
                let plain = plain.split('|').map(str::trim).filter(|text| !text.is_empty());
                all.add(rule, &folded(avoid.trim()), plain.map(str::to_owned).collect());
            }
        }
        for group in &mut all.phrases {
            // In the order of bytes; of those that go on in the same way the longest first, which says the most,
            // and of equal ones that of the first rule.
            group.phrases.sort_by_key(|phrase| (key(phrase.rest.chars()), Reverse(phrase.rest.len())));
            group.keys = group.phrases.iter().map(|phrase| key(phrase.rest.chars())).collect();
        }
        all
    }

    fn add(&mut self, rule: usize, phrase: &str, instead: Vec<String>) {
        let end = phrase.find(|c: char| !c.is_alphanumeric()).unwrap_or(phrase.len());
        let (first, rest) = phrase.split_at(end);
        let next = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
        let group = *self.groups.entry(first.into()).or_insert(next);
        if group == next {
            self.phrases.push(Group::default());
        }
        if let Some(group) = self.phrases.get_mut(group as usize) {
            let key = key(rest.chars());
            group.seconds |= second_of(key);
            group.has_one |= rest.chars().count() == 1;
            group.has_none |= rest.is_empty();
            group.phrases.push(Phrase { rest: rest.to_owned(), rule, instead });
        }
    }

    /// Which phrases may begin in a word.
    pub(crate) fn opening(&self, word: &str) -> Opening {
        if word.chars().all(char::is_alphanumeric) {
            return self.groups.get(folded(word).as_str()).map_or(Opening::NEVER, |group| Opening(*group));
        }
        let mut runs = word.split(|c: char| !c.is_alphanumeric());
        let opens = runs.any(|run| self.groups.contains_key(folded(run).as_str()));
        if opens { Opening::INSIDE } else { Opening::NEVER }
    }

    /// A search through a text, sentence by sentence.
    pub(crate) fn search<'p>(&'p self, rules: &'p [Rule]) -> Search<'p> {
        Search { phrases: self, rules, free: (0, 0) }
    }

    /// Calls back with the place of each run in a word that begins phrases, and their group.
    fn each_opening(&self, token: &Token<'_>, mut found: impl FnMut(usize, usize, u32)) {
        let word = token.word();
        match token.opening {
            Opening::NEVER => {}
            Opening::INSIDE => {
                let mut from = 0;
                let runs = token.text.split(|c: char| !c.is_alphanumeric());
                for run in runs.filter(|run| !run.is_empty()) {
                    let start = from + token.text[from..].find(run).unwrap_or(0);
                    from = start + run.len();
                    if let Some(group) = self.groups.get(folded(run).as_str()) {
                        found(word.start + start, word.start + from, *group);
                    }
                }
            }
            Opening(group) => found(word.start, word.end, group),
        }
    }

    /// The longest phrase of a group that goes on as a text does, with how much of the text that is.
    fn longest(&self, group: u32, text: &str, counts: impl Fn(usize) -> bool) -> Option<(&Phrase, usize)> {
        let group = self.phrases.get(group as usize)?;
        let next = key(text.chars().map(fold));
        let of = |wanted: u64| {
            let from = group.keys.partition_point(|key| *key < wanted);
            let number = group.keys[from..].iter().take_while(|key| **key == wanted).count();
            group.phrases[from..from + number].iter()
        };
        // A phrase of one more character, and one of none, go on in fewer characters than the text does.
        let may_be = [group.seconds & second_of(next) != 0, group.has_one, group.has_none];
        let candidates = [next, next & FIRST, 0].into_iter().zip(may_be).filter(|(_, may_be)| *may_be);
        let candidates = candidates.flat_map(|(wanted, _)| of(wanted));
        let mut best: Option<(&Phrase, usize)> = None;
        for phrase in candidates {
            if best.is_some_and(|(_, length)| phrase.rest.len() <= length) {
                continue;
            }
            if goes_on(text, &phrase.rest) && counts(phrase.rule) {
                best = Some((phrase, phrase.rest.len()));
            }
        }
        best
    }
}

/// A search through a text.
pub(crate) struct Search<'p> {
    phrases: &'p Phrases,
    rules: &'p [Rule],
    /// The block and the place from which on no phrase was found yet.
    free: (usize, usize),
}

impl Search<'_> {
    /// Finds the phrases that begin in a sentence; sentences come in reading order.
    pub(crate) fn look(&mut self, reading: &Reading<'_>, line: &Line<'_>, found: &mut Vec<Finding>) {
        let block = line.sentence.block;
        let Some(text) = reading.document.blocks.get(block) else { return };
        for at in line.places(Class::OPENING) {
            self.phrases.each_opening(&line.tokens[at], |start, end, group| {
                if (block, start) < self.free {
                    return;
                }
                let hit = self.phrases.longest(group, &text.text[end..], |rule| {
                    self.rules.get(rule).is_some_and(|rule| {
                        rule.severity(reading.document.kind).is_some() && looks_at(rule, text)
                    })
                });
                let Some((phrase, length)) = hit else { return };
                self.free = (block, end + length);
                let finding = self
                    .rules
                    .get(phrase.rule)
                    .and_then(|rule| reading.finding(rule, block, start, end + length));
                found.extend(finding.map(|finding| with_suggestions(finding, text.text, &phrase.instead)));
            });
        }
    }
}

/// The first two characters as one number; 0 for what is missing.
fn key(mut chars: impl Iterator<Item = char>) -> u64 {
    let first = chars.next().map_or(0, u64::from);
    first << 32 | chars.next().map_or(0, u64::from)
}

/// The bit of the second of the two characters of a key.
fn second_of(key: u64) -> u64 {
    1 << (key & 0x3f)
}

/// The first of the two characters of a key.
const FIRST: u64 = 0xffff_ffff << 32;

/// Whether a text begins with the rest of a phrase, and no word goes on behind it.
fn goes_on(text: &str, rest: &str) -> bool {
    let mut chars = text.chars();
    let is_there = rest.chars().all(|c| chars.next().is_some_and(|own| fold(own) == c));
    let is_inside = |c: char| c.is_alphanumeric();
    is_there && !(rest.chars().next_back().is_none_or(is_inside) && chars.next().is_some_and(is_inside))
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

/// The text with small letters and spaces for line ends; every byte stays where it was.
fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

fn fold(c: char) -> char {
    match c {
        '\n' | '\t' => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
                _ => c,
            }
        }
    }
}
