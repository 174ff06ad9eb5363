//! Sentences and paragraphs that are too long.

use crate::class::Class;
use crate::{BlockKind, Dictionary, Finding, Flags, Line, Reading, Rule};

/// Verbs that the dictionary does not tell from other words, besides those that clauses are found by.
const VERBS: &[&str] = &[
    "bed", "drag", "fald", "fås", "få", "gives", "giv", "gå", "gås", "hold", "kom", "lad", "lå", "nås", "se",
    "ses", "skær", "slå", "stå", "tag", "tages", "ved", "vær", "hedder", "hed", "lad",
];

/// Finds sentences of more than `words` words, up to `words-max` where a stricter rule takes over.
pub(super) fn long_sentence(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let (limit, max) = (rule.limit("words"), rule.limit("words-max"));
    for line in reading.own_lines(rule).filter(|line| line.kind.is_running_text()) {
        let words = line.tokens.len();
        if words > limit && (max == 0 || words <= max) {
            let finding = reading.finding(rule, line.sentence.block, line.sentence.start, line.sentence.end);
            found.extend(finding.map(|mut finding| {
                finding.facts.push(("n", words.to_string()));
                finding
            }));
        }
    }
}

/// Whether a sentence may have a verb, as far as the dictionary knows.
fn may_have_verb(dictionary: &Dictionary, line: &Line<'_>) -> bool {
    let may_be = |at: usize| {
        let token = &line.tokens[at];
        let is_verb = token.flags.has(Flags::VERB) && !token.flags.any(Flags::PARTICIPLE | Flags::NOUN);
        // "forhåndsviser": the dictionary knows the parts of a compound, and not whether the whole is a verb.
        let is_unlisted = token.flags == Flags::NONE;
        let ends_so = ["er", "es", "te", "de"].iter().any(|end| token.text.ends_with(end));
        let is_mixed = token.text.chars().skip(1).any(char::is_uppercase);
        is_verb
            || is_mixed
            || is_unlisted && ends_so
            || token.text.starts_with(|c: char| c.is_ascii_digit())
            || line.is_one_of(at, VERBS)
    };
    let is_imperative = || {
        // "Indsæt": its present is known, "indsætter".
        let first = line.tokens[0].lower();
        let doubled = first.chars().next_back().map_or_else(String::new, |last| format!("{first}{last}er"));
        let presents = [format!("{first}r"), format!("{first}er"), doubled];
        presents.iter().any(|form| dictionary.flags(form).has(Flags::PRESENT))
    };
    (0..line.tokens.len()).any(may_be)
        || line.places(Class::UNKNOWN).any(|at| !dictionary.accepts(line.text(at)))
        || is_imperative()
}

/// Finds sentences in paragraphs that have `words-min` words or more and no verb. Those that begin with one of `words`
/// are fine: "Tak for dit brev."
pub(super) fn verbless(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    const VERB: Class = Class::of_flags(
        Flags::PRESENT.and(Flags::PAST).and(Flags::PASSIVE).and(Flags::IMPERATIVE).and(Flags::INFINITIVE),
    )
    .and(Class::FINITE);
    // Nearly every sentence has a verb, so that is asked first.
    if line.class.any(VERB) || line.kind != BlockKind::Paragraph {
        return;
    }
    if line.tokens.len() < rule.limit("words-min").max(1) {
        return;
    }
    let Some(dictionary) = reading.dictionary else { return };
    let (block, start, end) = (line.sentence.block, line.sentence.start, line.sentence.end);
    let text = &reading.document.blocks[block].text[start..end];
    let is_fine = !text.ends_with('.')
        || text.contains(['§', ':', '='])
        || rule.words.iter().any(|word| line.tokens[0].is(word));
    if !is_fine && !may_have_verb(dictionary, line) {
        found.extend(reading.finding(rule, block, start, end));
    }
}

/// Finds paragraphs of more than `sentences` sentences or `words` words.
pub(super) fn long_paragraph(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    // Sentences and words of each block, counted in one pass.
    let mut counts = vec![(0, 0); reading.document.blocks.len()];
    for line in &reading.lines {
        if let Some((sentences, words)) = counts.get_mut(line.sentence.block) {
            *sentences += 1;
            *words += line.tokens.len();
        }
    }
    for (index, (block, (sentences, words))) in reading.document.blocks.iter().zip(counts).enumerate() {
        let is_long = sentences > rule.limit("sentences") || words > rule.limit("words");
        if block.kind == BlockKind::Paragraph && is_long {
            let finding = reading.finding(rule, index, 0, block.text.len());
            found.extend(finding.map(|mut finding| {
                finding.facts.push(("sentences", sentences.to_string()));
                finding.facts.push(("words", words.to_string()));
                finding
            }));
        }
    }
}
