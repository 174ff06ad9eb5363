//! Who speaks and who is spoken to: "De" for "du", "vi" and "kommunen" for the same.

use crate::class::Class;
use crate::{BlockKind, Finding, Flags, Line, Reading, Rule};

/// The formal words with what is written today.
pub(crate) const FORMAL: &[(&str, &[&str])] =
    &[("De", &["du"]), ("Dem", &["dig"]), ("Deres", &["din", "dit", "dine"])];

/// The names by which the municipality speaks of itself.
pub(crate) const MUNICIPALITY: &[&str] = &["kommunen", "forvaltningen"];

/// The words for a man.
pub(crate) const HE: &[&str] = &["han", "ham", "hans"];
/// Words before somebody who may be anybody: "en borger", "den enkelte medarbejder".
const ANYBODY: &[&str] = &["en", "enhver", "hver", "enkelte", "ingen"];
/// Words that say that a woman is meant as well, or that something has happened to somebody in particular.
const SOMEBODY: &[&str] = &[
    "hun", "hende", "hendes", "var", "havde", "kom", "fik", "blev", "sagde", "gik", "tog", "stod", "gjorde",
];

/// Finds "han" for anybody: after "en borger" and the like (`words`), in a sentence that names nobody and tells nothing
/// that has happened.
pub(super) fn generic_he(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let Some(at) = line.places(Class::HE).next() else { return };
    let is_person = |person: usize| rule.words.iter().any(|word| line.tokens[person].is(word));
    // "en borger", "en ny borger"
    let is_anybody = |person: usize| {
        person > 0 && line.is_one_of(person - 1, ANYBODY) || person > 1 && line.is_one_of(person - 2, ANYBODY)
    };
    let is_somebody = |at: usize| {
        let (text, flags) = (line.text(at), line.tokens[at].flags);
        at > 0 && text.starts_with(char::is_uppercase)
            || flags.has(Flags::PAST) && (text.ends_with("de") || text.ends_with("te"))
            || line.is_one_of(at, SOMEBODY)
    };
    let is_generic = (0..at).any(|person| is_person(person) && is_anybody(person));
    if is_generic && !(0..line.tokens.len()).any(is_somebody) {
        let word = line.tokens[at].word();
        found.extend(reading.finding(rule, line.sentence.block, word.start, word.end));
    }
}

/// Finds "De" and "Deres" to the reader: with a capital inside a sentence, and no part of a name.
pub(super) fn formal_you(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    if line.kind == BlockKind::Heading {
        return;
    }
    let is_name = |text: &str| text.starts_with(char::is_uppercase);
    let block = reading.document.blocks[line.sentence.block].text;
    for at in line.places(Class::FORMAL).filter(|at| *at > 0) {
        let Some((_, today)) = FORMAL.iter().find(|(word, _)| *word == line.text(at)) else { continue };
        let word = line.tokens[at].word();
        let before = &block[line.tokens[at - 1].word().end..word.start];
        let is_inside = before.chars().all(|c| c == ' ' || c == ',');
        let is_in_name = at > 1 && is_name(line.text(at - 1)) || is_name(line.text(at + 1));
        if is_inside && !is_in_name {
            let finding = reading.finding(rule, line.sentence.block, word.start, word.end);
            found.extend(finding.map(|mut finding| {
                finding.suggestions = today.iter().map(|word| (*word).to_owned()).collect();
                finding
            }));
        }
    }
}

/// Finds the first place where the municipality does something by its name, in a text where it is "vi" as well.
pub(super) fn we_and_municipality(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let lines: Vec<_> = reading.own_lines(rule).filter(|line| line.kind.is_running_text()).collect();
    if !lines.iter().any(|line| line.class.has(Class::WE)) {
        return;
    }
    let acts = lines.iter().filter(|line| line.class.has(Class::MUNICIPALITY)).find_map(|line| {
        let at = line.places(Class::MUNICIPALITY).find(|at| {
            let is_subject = *at == 0 || line.is_one_of(*at - 1, &["at", "som", "hvis", "når", "fordi"]);
            let does =
                line.tokens.get(at + 1).is_some_and(|next| next.flags.any(Flags::PRESENT | Flags::PAST));
            is_subject && does
        })?;
        Some((line.sentence.block, line.tokens[at].word()))
    });
    if let Some((block, word)) = acts {
        found.extend(reading.finding(rule, block, word.start, word.end));
    }
}
