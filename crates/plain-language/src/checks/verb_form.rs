//! The -r of the present: "at kører" for "at køre", "jeg køre" for "jeg kører".

use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule};

/// Who does something, where a verb must follow.
pub(crate) const WHO: &[&str] = &["jeg", "du", "han", "hun", "vi"];
/// What may stand before it without asking for an infinitive.
const BEFORE_WHO: &[&str] = &["hvis", "når", "fordi", "da", "som"];
/// After these "at" is followed by an infinitive, also where the word after it could be a noun: "huske at svarer".
const BEFORE_AT: &[&str] = &[
    "huske",
    "husker",
    "husk",
    "glemme",
    "glemmer",
    "glem",
    "begynde",
    "begynder",
    "begyndte",
    "prøve",
    "prøver",
    "prøv",
    "forsøge",
    "forsøger",
    "forsøg",
    "ønske",
    "ønsker",
    "undgå",
    "undgår",
    "undlade",
    "undlader",
    "vælge",
    "vælger",
    "lov",
    "ret",
    "pligt",
    "mulighed",
    "nødt",
    "nemt",
    "let",
    "svært",
    "muligt",
    "nødvendigt",
];
/// What a word may be besides a verb.
const OTHER: [Flags; 3] = [Flags::PAST, Flags::PARTICIPLE, Flags::NAME];

fn is_only_verb(flags: Flags) -> bool {
    !OTHER.iter().any(|other| flags.has(*other))
}

/// Whether only a space stands between a word and the next.
pub(super) fn is_next(reading: &Reading<'_>, line: &Line<'_>, at: usize) -> bool {
    let block = reading.document.blocks[line.sentence.block].text;
    block[line.tokens[at].word().end..line.tokens[at + 1].word().start].chars().all(char::is_whitespace)
}

/// Adds a finding of a word, with what to write instead.
pub(super) fn add(
    reading: &Reading<'_>,
    rule: &Rule,
    line: &Line<'_>,
    at: usize,
    right: String,
    found: &mut Vec<Finding>,
) {
    let word = line.tokens[at].word();
    found.extend(reading.finding(rule, line.sentence.block, word.start, word.end).map(|mut finding| {
        finding.suggestions = vec![right];
        finding
    }));
}

/// Finds a present right after "at".
pub(super) fn present_after_at(
    reading: &Reading<'_>,
    rule: &Rule,
    line: &Line<'_>,
    found: &mut Vec<Finding>,
) {
    let Some(dictionary) = reading.dictionary else { return };
    let present = Class::of_flags(Flags::PRESENT);
    for at in line.places(present).filter(|at| *at > 0 && line.is(*at - 1, Class::AT)) {
        let token = &line.tokens[at];
        let is_exempt = rule.words.iter().any(|word| token.is(word));
        let is_present = is_only_verb(token.flags) && !is_exempt;
        let is_asked =
            at > 1 && (line.is_one_of(at - 2, BEFORE_AT) || line.is_one_of(at - 2, &["til", "for"]));
        let may_be_noun = token.flags.has(Flags::NOUN) && !is_asked;
        // "at kommer du for sent": the subject follows.
        let is_turned =
            line.is(at + 1, Class::WHO) || line.is_one_of(at + 1, &["man", "de", "i", "der", "det"]);
        if is_turned && !is_asked {
            continue;
        }
        if !is_present || may_be_noun || !is_next(reading, line, at - 1) {
            continue;
        }
        let infinitive = token.text.strip_suffix('r').filter(|text| dictionary.is_listed(text));
        if let Some(infinitive) = infinitive {
            add(reading, rule, line, at, infinitive.to_owned(), found);
        }
    }
}

/// Finds an infinitive right after "jeg", "du" and the like, where nothing before asks for one.
pub(super) fn infinitive_after_who(
    reading: &Reading<'_>,
    rule: &Rule,
    line: &Line<'_>,
    found: &mut Vec<Finding>,
) {
    let Some(dictionary) = reading.dictionary else { return };
    for at in line.places(Class::WHO).map(|at| at + 1).filter(|at| *at < line.tokens.len()) {
        let is_free = at == 1 || line.is_one_of(at - 2, BEFORE_WHO);
        let token = &line.tokens[at];
        let is_verb = token.flags.any(Flags::VERB | Flags::INFINITIVE) && is_only_verb(token.flags);
        // "du ønske": after "hvis du" no noun can stand, and elsewhere one may.
        let is_exempt = rule.words.iter().any(|word| token.is(word));
        let is_clause = at > 1 && !line.tokens[at - 1].is("vi");
        let may_be_noun = token.flags.has(Flags::NOUN) && !is_clause;
        let is_infinitive = token.text.ends_with(['e', 'E']) && is_verb && !may_be_noun;
        if !is_free || is_exempt || !is_infinitive || !is_next(reading, line, at - 1) {
            continue;
        }
        let present = format!("{}r", token.text);
        if dictionary.flags(&present).has(Flags::FORM | Flags::PRESENT) {
            add(reading, rule, line, at, present, found);
        }
    }
}
