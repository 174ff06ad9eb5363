//! Nominal style: nouns that hide what somebody does.

use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule};

/// Endings that make a noun of a verb or an adjective.
const ENDINGS: &[&str] = &["ning", "ling", "else", "tion", "sion", "ering", "hed", "itet", "ment"];
/// What may follow such an ending: the definite, the plural, the genitive.
const BENDINGS: &[&str] =
    &["", "en", "n", "er", "erne", "ens", "ns", "ers", "ernes", "s", "r", "rne", "rs", "rnes"];
/// Shorter words are words of their own: "bed", "ting".
const LETTERS_MIN: usize = 7;
/// Common words that end so and are plain.
const PLAIN: &[&str] = &[
    "spørgsmålet",
    "mulighed",
    "muligheder",
    "muligheden",
    "nyhed",
    "nyheder",
    "virkelighed",
    "station",
    "stationen",
    "fødselsdag",
    "begivenhed",
    "begivenheder",
    "sundhed",
    "forretning",
    "forretninger",
    "bygning",
    "bygningen",
    "bygninger",
    "regning",
    "regningen",
    "regninger",
    "hilsen",
    "mennesker",
    "afdeling",
    "samling",
    "samlingen",
    "udstilling",
    "udstillingen",
    "afdelingen",
    "afdelinger",
    "forening",
    "foreninger",
    "foreningen",
    "ledelse",
    "ledelsen",
    "uddannelse",
    "uddannelsen",
    "uddannelser",
    "virksomhed",
    "virksomheder",
    "virksomheden",
    "myndighed",
    "myndigheder",
    "myndigheden",
    "retning",
];

/// What the dictionary calls forms of verbs.
const VERBS: Flags = Flags::VERB
    .and(Flags::INFINITIVE)
    .and(Flags::PRESENT)
    .and(Flags::PAST)
    .and(Flags::PARTICIPLE)
    .and(Flags::PASSIVE);

/// Whether a word in small letters is a noun made of a verb or an adjective.
pub(crate) fn is_nominalisation(lower: &str, letters: usize) -> bool {
    letters >= LETTERS_MIN
        && !PLAIN.contains(&lower)
        && BENDINGS.iter().any(|bending| {
            let stem = lower.strip_suffix(bending);
            stem.is_some_and(|stem| ENDINGS.iter().any(|ending| stem.ends_with(ending)))
        })
}

/// Finds sentences with `nouns` such nouns or more.
pub(super) fn nominal_sentence(
    reading: &Reading<'_>,
    rule: &Rule,
    line: &Line<'_>,
    found: &mut Vec<Finding>,
) {
    if line.kind.is_running_text() && line.counts.nominalisations >= rule.limit("nouns") {
        let nouns: Vec<&str> = line.places(Class::NOMINALISATION).map(|at| line.text(at)).collect();
        let finding = reading.finding(rule, line.sentence.block, line.sentence.start, line.sentence.end);
        found.extend(finding.map(|mut finding| {
            finding.facts.push(("n", nouns.len().to_string()));
            finding.facts.push(("nouns", nouns.join(", ")));
            finding
        }));
    }
}

/// Finds texts with more than `per-hundred` such nouns in a hundred words.
pub(super) fn nominal_density(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let words: usize = reading.running_lines().map(|line| line.tokens.len()).sum();
    let nouns = reading.running_lines().map(|line| line.counts.nominalisations).sum::<usize>();
    if words >= rule.limit("words-min") && nouns * 100 > words * rule.limit("per-hundred") {
        found.extend(reading.finding_about_all(rule).map(|mut finding| {
            finding.facts.push(("n", (nouns * 100 / words).to_string()));
            finding
        }));
    }
}

/// Finds a verb of the rule's words with such a noun as what it does: "foretage en vurdering".
pub(super) fn support_verb(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    // Without a dictionary any word may be one of its verbs.
    let verb = Class::of_flags(VERBS).when(reading.dictionary.is_some());
    let mut seen = 0;
    // At most an article and an adjective stand between.
    for at in line.places(Class::NOMINALISATION).flat_map(|noun| noun.saturating_sub(3)..noun) {
        if at < seen {
            continue;
        }
        seen = at + 1;
        let may_be = verb == Class::NONE || line.is_any(at, verb);
        let is_verb = may_be && rule.words.iter().any(|word| line.tokens[at].is(word));
        let Some(noun) = is_verb.then(|| noun_after(line, at)).flatten() else { continue };
        let (start, end) = (line.tokens[at].word().start, line.tokens[noun].word().end);
        let finding = reading.finding(rule, line.sentence.block, start, end);
        found.extend(finding.map(|mut finding| {
            finding.facts.push(("noun", line.text(noun).to_owned()));
            finding
        }));
    }
}

/// The noun that a verb takes, with at most an article and an adjective between.
fn noun_after(line: &Line<'_>, verb: usize) -> Option<usize> {
    let article =
        line.is_one_of(verb + 1, &["en", "et", "den", "det", "der", "de", "nogen", "flere", "ny", "nye"]);
    let first = verb + 1 + usize::from(article);
    (first..first + 2).find(|at| line.is(*at, Class::NOMINALISATION))
}
