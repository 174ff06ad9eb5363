//! Sentences that are hard to hold: many clauses, long parentheses, lists in running text.

use crate::block::Marks;
use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule};

/// Words that begin a subordinate clause.
pub(crate) const SUBORDINATORS: &[&str] = &[
    "som", "der", "at", "hvis", "fordi", "når", "hvor", "mens", "selvom", "så", "inden", "indtil",
    "eftersom", "idet", "hvilket",
];
/// Common verbs whose forms the dictionary does not tell apart.
pub(crate) const FINITE: &[&str] = &[
    "er", "var", "har", "havde", "kan", "kunne", "vil", "ville", "skal", "skulle", "må", "måtte", "bør",
    "burde", "får", "fik", "bliver", "blev", "gør", "gjorde", "vidste", "går", "gik", "ser", "så", "tager",
    "tog", "giver", "gav", "kommer", "kom", "står", "stod", "siger", "sagde", "tør", "turde", "gider",
    "lader", "lod",
];
/// How far from the beginning an inserted clause begins, in words.
const SUBJECT_WORDS_MAX: usize = 5;
/// Words that a sentence lifts forward: "det er os, der svarer".
pub(crate) const LIFTED: &[&str] =
    &["mig", "dig", "ham", "hende", "os", "jer", "dem", "kommunen", "borgmesteren", "byrådet", "udvalget"];
/// Words that set a condition.
pub(crate) const CONDITIONS: &[&str] = &["hvis", "medmindre", "såfremt", "forudsat"];

/// Finds sentences with more than `clauses` subordinate clauses.
pub(super) fn many_clauses(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let limit = rule.limit("clauses");
    if line.counts.commas <= limit {
        return;
    }
    // A comma stands before a clause; "så" and "der" mean other things elsewhere.
    let block = reading.document.blocks[line.sentence.block].text;
    let clauses = line.places(Class::SUBORDINATOR).filter(|at| line.has_comma_before(*at, block)).count();
    if clauses > limit {
        whole(reading, rule, line, clauses, found);
    }
}

/// Finds sentences with two conditions.
pub(super) fn two_conditions(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let conditions = line.places(Class::CONDITION).count();
    if conditions > 1 {
        whole(reading, rule, line, conditions, found);
    }
}

/// Finds sentences with `commas` commas or more and an "og" or "eller" after the last.
pub(super) fn running_list(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let is_long =
        |line: &&Line<'_>| line.kind.is_running_text() && line.counts.commas + 1 >= rule.limit("items");
    for line in reading.own_lines(rule).filter(is_long) {
        let text = &reading.document.blocks[line.sentence.block].text[line.sentence.start..line.sentence.end];
        let pieces: Vec<&str> = text.split(',').collect();
        let last = pieces.last().copied().unwrap_or_default();
        let is_short = |piece: &&&str| piece.split_whitespace().count() <= 3;
        let before = pieces.get(..pieces.len() - 1).unwrap_or_default();
        let short = before.iter().filter(is_short).count() + 1;
        let ends_in_and = last.contains(" og ") || last.contains(" eller ");
        if short >= rule.limit("items") && ends_in_and {
            whole(reading, rule, line, short, found);
        }
    }
}

/// Finds parentheses of more than `words` words.
pub(super) fn long_parenthesis(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.blocks_with(Marks::PARENTHESIS) {
        let mut from = 0;
        while let Some(open) = block.text[from..].find('(').map(|at| from + at) {
            let Some(close) = block.text[open..].find(')').map(|at| open + at) else { break };
            let words = block.text[open..close].split_whitespace().count();
            if words > rule.limit("words") {
                found.extend(reading.finding(rule, index, open, close + 1).map(|mut finding| {
                    finding.facts.push(("n", words.to_string()));
                    finding
                }));
            }
            from = close + 1;
        }
    }
}

/// Finds sentences with more than `words` words before their first verb.
pub(super) fn heavy_opening(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    if reading.dictionary.is_none() {
        return;
    }
    // What may be a verb counts as one: better to miss an opening than to be wrong about it.
    let verb = Class::of_flags(Flags::PRESENT | Flags::PAST | Flags::PASSIVE) | Class::FINITE;
    let limit = rule.limit("words");
    let is_long = |line: &&Line<'_>| line.kind.is_running_text() && line.tokens.len() > limit;
    for line in reading.own_lines(rule).filter(is_long) {
        let first = line.places_of_any(verb).next();
        if let Some(verb) = first.filter(|verb| *verb > limit) {
            let (start, end) = (line.tokens[0].word().start, line.tokens[verb - 1].word().end);
            found.extend(reading.finding(rule, line.sentence.block, start, end).map(|mut finding| {
                finding.facts.push(("n", verb.to_string()));
                finding
            }));
        }
    }
}

/// Finds chains of "af": "ændring af planen for brug af ...".
pub(super) fn chain_of_af(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let places: Vec<usize> = line.places(Class::AF).collect();
    let chain = places.windows(3).find(|three| three[1] - three[0] <= 4 && three[2] - three[1] <= 4);
    if let Some([first, .., last]) = chain {
        let (start, end) = (line.tokens[*first].word().start, line.tokens[*last].word().end);
        found.extend(reading.finding(rule, line.sentence.block, start, end));
    }
}

fn whole(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, number: usize, found: &mut Vec<Finding>) {
    let sentence = &line.sentence;
    found.extend(reading.finding(rule, sentence.block, sentence.start, sentence.end).map(|mut finding| {
        finding.facts.push(("n", number.to_string()));
        finding
    }));
}

/// Whether the word at a place is surely a verb that has a subject.
fn is_finite(line: &Line<'_>, at: usize) -> bool {
    let flags = line.tokens.get(at).map_or(Flags::NONE, |token| token.flags);
    flags.any(Flags::PRESENT | Flags::PAST) && !flags.has(Flags::NOUN) || line.is(at, Class::FINITE)
}

/// Finds clauses of more than `words` words between a subject and its verb: "Ansøgningen, som ..., bliver behandlet".
pub(super) fn inserted_clause(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    if !line.kind.is_running_text() || line.counts.commas < 2 {
        return;
    }
    let block = reading.document.blocks[line.sentence.block].text;
    let comma_before = |at: usize| {
        block[line.tokens[at - 1].word().end..line.tokens[at].word().start].trim_start().starts_with(',')
    };
    let Some(first) = (1..line.tokens.len()).find(|at| comma_before(*at)) else { return };
    let Some(second) = (first + 1..line.tokens.len()).find(|at| comma_before(*at)) else { return };
    let is_clause = first <= SUBJECT_WORDS_MAX && line.is(first, Class::RELATIVE);
    // "Vi, som ..., skal": a verb before it means that the sentence is under way already.
    let has_verb = (0..first).any(|at| is_finite(line, at));
    let words = second - first;
    // After the comma even what could be a noun is the verb.
    let is_verb = line.tokens[second].flags.any(Flags::PRESENT | Flags::PAST) || is_finite(line, second);
    if is_clause && !has_verb && is_verb && words > rule.limit("words") {
        let (start, end) = (line.tokens[first].word().start, line.tokens[second - 1].word().end);
        found.extend(reading.finding(rule, line.sentence.block, start, end).map(|mut finding| {
            finding.facts.push(("n", words.to_string()));
            finding
        }));
    }
}

/// Finds sentences that lift a word forward for nothing: "det er os, der svarer".
pub(super) fn lifted(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let is_lifted = line.is_one_of(0, &["det"])
        && line.is_one_of(1, &["er", "var"])
        && line.is(2, Class::LIFTED)
        && line.is(3, Class::RELATIVE);
    if is_lifted {
        let (start, end) = (line.tokens[0].word().start, line.tokens[3].word().end);
        found.extend(reading.finding(rule, line.sentence.block, start, end));
    }
}
