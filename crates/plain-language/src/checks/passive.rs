//! Passives: "sagen behandles", "sagen bliver behandlet". Who does it is left out.

use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule};

/// Verbs in -s that are no passives (deponents), or so often are not that a finding would be wrong.
pub(crate) const DEPONENTS: &[&str] = &[
    "behøves",
    "blues",
    "brydes",
    "brødes",
    "dages",
    "enedes",
    "enes",
    "fandtes",
    "fattedes",
    "fattes",
    "findes",
    "forlyder",
    "færdedes",
    "færdes",
    "følges",
    "glædes",
    "grues",
    "hjælpes",
    "hævnes",
    "høres",
    "kendes",
    "kives",
    "lades",
    "lykkedes",
    "lykkes",
    "længes",
    "længtes",
    "læs",
    "mangles",
    "mindedes",
    "mindes",
    "mislykkedes",
    "mislykkes",
    "mødedes",
    "mødes",
    "mødtes",
    "nappes",
    "nøjedes",
    "nøjes",
    "omgikkes",
    "omgås",
    "rygtes",
    "samledes",
    "samles",
    "ses",
    "skammedes",
    "skammes",
    "skiftedes",
    "skiftes",
    "skyldes",
    "skyldtes",
    "skændes",
    "skændtes",
    "sloges",
    "slås",
    "synes",
    "syntes",
    "sås",
    "times",
    "trivedes",
    "trives",
    "trættes",
    "undredes",
    "undres",
    "vis",
    "væmmes",
    "ånder",
    "ældes",
];
/// After these a word in -s is a noun in the genitive.
pub(crate) const BEFORE_NOUN: &[&str] = &[
    "en", "et", "den", "det", "de", "denne", "dette", "disse", "vores", "deres", "hans", "hendes", "sin",
    "sit", "min", "mit", "din", "dit", "jeres", "hver", "hvert", "ingen", "alle",
];
/// Forms of "blive".
pub(crate) const BLIVE: &[&str] = &["blive", "bliver", "blev", "blevet", "bliv"];
/// How many words may stand between "blive" and its participle.
const BLIVE_WINDOW: usize = 4;

/// What the dictionary calls a passive.
pub(super) const PASSIVE: Class = Class::of_flags(Flags::PASSIVE);

/// The words of a sentence that are passives in -s.
pub(crate) fn s_passives(line: &Line<'_>) -> impl Iterator<Item = usize> {
    line.places(PASSIVE).filter(move |at| {
        let token = &line.tokens[*at];
        let is_noun = || {
            *at > 0 && (line.is(*at - 1, Class::BEFORE_NOUN) || token.text.starts_with(char::is_uppercase))
        };
        !line.is(*at, Class::DEPONENT) && !is_noun()
    })
}

/// The places of "blive" and its participle in a sentence.
pub(crate) fn blive_passives(line: &Line<'_>) -> impl Iterator<Item = (usize, usize)> {
    line.places(Class::BLIVE).filter_map(move |at| {
        let last = (at + BLIVE_WINDOW).min(line.tokens.len().saturating_sub(1));
        let participle = (at + 1..=last).find(|next| line.tokens[*next].flags.has(Flags::PARTICIPLE))?;
        Some((at, participle))
    })
}

/// Finds passives in -s.
pub(super) fn s_passive(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in s_passives(line) {
        let word = line.tokens[at].word();
        found.extend(reading.finding(rule, line.sentence.block, word.start, word.end));
    }
}

/// Finds passives with "blive".
pub(super) fn blive_passive(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for (first, last) in blive_passives(line) {
        let (start, end) = (line.tokens[first].word().start, line.tokens[last].word().end);
        found.extend(reading.finding(rule, line.sentence.block, start, end));
    }
}

/// Finds "der" before a passive: "der gøres opmærksom på".
pub(super) fn there_passive(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in s_passives(line).filter(|at| *at > 0 && line.is_one_of(at - 1, &["der"])) {
        let (start, end) = (line.tokens[at - 1].word().start, line.tokens[at].word().end);
        found.extend(reading.finding(rule, line.sentence.block, start, end));
    }
}

/// Finds texts with more than `per-hundred` passives in a hundred verbs.
pub(super) fn passive_density(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let verbs = reading.running_lines().map(|line| line.counts.verbs).sum::<usize>();
    let passives: usize = reading.running_lines().map(|line| s_passives(line).count()).sum();
    if verbs >= rule.limit("verbs-min") && passives * 100 > verbs * rule.limit("per-hundred") {
        found.extend(reading.finding_about_all(rule).map(|mut finding| {
            finding.facts.push(("n", (passives * 100 / verbs).to_string()));
            finding
        }));
    }
}
