//! English: spelling, suggestions, and how often each rule finds something, in British and in American pages.
//! Somebody printed them, so what is found to be wrong there is false unless it is listed among their mistakes.

use crate::measure::{Figure, per_thousand};
use crate::pages::{self, Page};
use crate::{USAGE, checker, typos, verdicts};
use plain_language::{Checker, Dictionary, Document, House, Language, TextType};
use std::collections::BTreeMap;
use std::{error::Error, fs};

/// What is found in the pages of a language.
struct Found {
    words: usize,
    /// What each rule found, with the sentence round it.
    by_rule: BTreeMap<String, Vec<(String, String)>>,
}

pub(crate) fn measured(paths: &[String]) -> Result<bool, Box<dyn Error>> {
    let [pack, house, errors, exceptions, hunspells, british, american] = paths else {
        return Err(USAGE.into());
    };
    let checker = checker(Language::En, pack)?;
    let Some(dictionary) = checker.dictionary() else { return Err("no dictionary".into()) };
    let house = House::parse(&fs::read_to_string(house)?);
    let errors = House::parse(&fs::read_to_string(errors)?);
    let texts = [pages::british(british)?, pages::american(american)?];
    let mut figures = Vec::new();
    let found: Vec<Found> = texts.iter().map(|pages| found(&checker, pages, &house)).collect();
    for (found, (what, bar)) in found.iter().zip([("British", 2.5), ("American", 4.0)]) {
        figures.push(spelling(found, dictionary, &errors, what, bar));
        figures.push(wrong(found, &errors, what));
    }
    let blocks: Vec<_> = texts.iter().flatten().flat_map(|page| page.source.blocks()).collect();
    let all: Vec<&str> = blocks.iter().map(|block| block.text).collect();
    figures.extend(typos::measure(&checker, &all, &typos::ENGLISH));
    for figure in &figures {
        println!("{figure}");
    }
    rules(&checker, &found);
    show(&found);
    let exceptions = fs::read_to_string(exceptions)?;
    let mut words = verdicts::words_of(&all);
    // Addresses, stops without a space after them and numbers: spelling looks at none of them.
    words.retain(|word| !word.contains(|c: char| c == '.' || c.is_ascii_digit()));
    Ok(verdicts::hold(dictionary, &words, &exceptions, hunspells)? && figures.iter().all(Figure::holds))
}

/// What each rule finds in some pages.
fn found(checker: &Checker, pages: &[Page], house: &House) -> Found {
    let mut found = Found { words: 0, by_rule: BTreeMap::new() };
    for page in pages {
        let blocks = page.source.blocks();
        let document = Document { kind: TextType::Web, blocks: &blocks };
        let report = checker.check_marked(document, &page.source.marks(), house);
        found.words += report.stats.words;
        for finding in report.findings {
            let block = finding.block.map_or("", |block| blocks[block].text);
            let text = block.get(finding.start..finding.end).unwrap_or_default();
            let block = block.split_whitespace().collect::<Vec<_>>().join(" ");
            let around = format!("{}: {:?}: {block}", page.name, finding.suggestions);
            found.by_rule.entry(finding.rule.to_string()).or_default().push((text.to_owned(), around));
        }
    }
    found
}

/// Words that are not known, without those that are spelt the American way, which are counted apart.
fn spelling(found: &Found, dictionary: &Dictionary, errors: &House, what: &str, bar: f64) -> Figure {
    let unknown = found.by_rule.get("spelling").into_iter().flatten().map(|(word, _)| word.clone());
    let (american, unknown): (Vec<String>, Vec<String>) =
        unknown.filter(|word| !errors.has(word)).partition(|word| is_american(dictionary, word));
    println!("        {} American spellings in {} words, {what}", american.len(), found.words);
    per_thousand(&format!("spelling, false alarms per 1,000, {what}"), &unknown, found.words, bar)
}

/// Rules on what no printed page should have.
const WRONG: [&str; 6] =
    ["broken-address", "capitals", "cpr-number", "doubled-word", "emoji", "picture-without-alt"];

/// What these rules find.
fn wrong(found: &Found, errors: &House, what: &str) -> Figure {
    let all = WRONG.iter().filter_map(|rule| found.by_rule.get(*rule)).flatten();
    let all: Vec<String> = all.map(|(text, _)| text.clone()).filter(|text| !errors.has(text)).collect();
    per_thousand(&format!("plain mistakes, false per 1,000, {what}"), &all, found.words, 0.1)
}

/// How American spellings are written in Britain.
const BRITISH: [(&str, &str); 9] = [
    ("or", "our"),
    ("er", "re"),
    ("ize", "ise"),
    ("izing", "ising"),
    ("ization", "isation"),
    ("yze", "yse"),
    ("og", "ogue"),
    ("l", "ll"),
    ("se", "ce"),
];

/// Whether a word becomes a known one when one piece of it is written as in Britain.
fn is_american(dictionary: &Dictionary, word: &str) -> bool {
    BRITISH.iter().any(|(american, british)| {
        let places = word.match_indices(american).map(|(at, _)| at);
        places.into_iter().any(|at| {
            let other = format!("{}{british}{}", &word[..at], &word[at + american.len()..]);
            at > 0 && dictionary.accepts(&other)
        })
    })
}

/// How often each rule finds something, for a thousand words.
fn rules(checker: &Checker, found: &[Found]) {
    for rule in checker.rules().all() {
        let of = |found: &Found| {
            let hits = found.by_rule.get(&*rule.id).map_or(0, Vec::len);
            format!("{:>7.3} {:<14}", hits as f64 * 1000.0 / found.words.max(1) as f64, format!("({hits})"))
        };
        let figures: Vec<String> = found.iter().map(of).collect();
        println!("        {:<46} {}", rule.id, figures.join(" "));
    }
}

/// With `TRAAD_RULES=one,other`: everything that these rules find, to be read.
fn show(found: &[Found]) {
    let Ok(rules) = std::env::var("TRAAD_RULES") else { return };
    for rule in rules.split(',') {
        for (text, around) in found.iter().filter_map(|found| found.by_rule.get(rule)).flatten() {
            eprintln!("{rule}: [{text}] {around}");
        }
    }
}
