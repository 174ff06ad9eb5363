//! "den stor bil", "mange privat skoler": after words like these an adjective ends in -e.

use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule};

/// How adjectives end that have no ending of their own.
const ENDINGS: [&str; 4] = ["ig", "sk", "bar", "iv"];
/// Shorter words are something else: "sig", "dig".
pub(crate) const LETTERS_MIN: usize = 4;
/// Common adjectives that end otherwise.
pub(crate) const BARE: &[&str] = &[
    "stor", "god", "stærk", "rød", "grim", "høj", "lav", "lang", "svag", "social", "digital", "central",
    "lokal",
];
/// Words whose owner stands before the noun; nothing but an adjective fits between.
const OWNERS: &[&str] =
    &["min", "mit", "mine", "din", "dit", "dine", "vores", "jeres", "deres", "hans", "hendes"];
/// The others after which an adjective before a noun ends in -e.
const OTHERS: &[&str] = &["den", "det", "de", "denne", "dette", "disse", "mange", "alle", "flere", "nogle"];
/// What the adjective must not be as well.
const NOT: [Flags; 7] = [
    Flags::NOUN,
    Flags::VERB,
    Flags::PRESENT,
    Flags::PAST,
    Flags::IMPERATIVE,
    Flags::INFINITIVE,
    Flags::GENITIVE,
];
/// What the noun must not be as well: "de dansk producerede".
const NO_NOUN: [Flags; 4] = [Flags::PAST, Flags::PARTICIPLE, Flags::PRESENT_PARTICIPLE, Flags::NAME];
/// Shorter nouns are mostly something else: "to", "for", "sig".
const NOUN_LETTERS_MIN: usize = 4;

/// Whether a word in small letters ends as such an adjective does.
pub(crate) fn is_bare(lower: &str) -> bool {
    ENDINGS.iter().any(|end| lower.ends_with(end))
}

/// Finds an adjective without its -e between one of these words and a noun.
pub(super) fn adjective_e(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let Some(dictionary) = reading.dictionary else { return };
    let block = reading.document.blocks[line.sentence.block].text;
    for at in line.places(Class::BARE).filter(|at| *at > 0) {
        let Some([before, adjective, noun]) = line.tokens.get(at - 1..at + 2) else { continue };
        // "det typisk chefen": an adverb may end in -isk too.
        let is_before = line.is_one_of(at - 1, OWNERS)
            || line.is_one_of(at - 1, OTHERS) && !adjective.text.ends_with("isk");
        let may_be = is_before
            && adjective.is_small
            && adjective.flags.has(Flags::FORM)
            && !NOT.iter().any(|not| adjective.flags.has(*not))
            && !rule.words.iter().any(|word| *word == adjective.text);
        let is_noun = || {
            noun.is_small
                && noun.flags.has(Flags::FORM | Flags::NOUN)
                && noun.word().letters >= NOUN_LETTERS_MIN
                && !NO_NOUN.iter().any(|not| noun.flags.has(*not))
        };
        if !may_be || !is_noun() {
            continue;
        }
        let (start, end) = (before.word().start, noun.word().end);
        let gaps = [(before, adjective), (adjective, noun)];
        let is_close = gaps.iter().all(|(one, next)| &block[one.word().end..next.word().start] == " ");
        let (neuter, right) = (format!("{}t", adjective.text), format!("{}e", adjective.text));
        // Those in -sk have no -t; of the others only an adjective has both forms.
        let is_adjective = (adjective.text.ends_with("sk") || dictionary.is_listed(&neuter))
            && dictionary.is_listed(&right)
            && !dictionary.flags(&right).any(Flags::VERB | Flags::INFINITIVE | Flags::NOUN);
        if is_close && is_adjective && !block[end..].starts_with(['-', '/']) {
            found.extend(reading.finding(rule, line.sentence.block, start, end).map(|mut finding| {
                finding.suggestions = vec![format!("{} {right} {}", before.text, noun.text)];
                finding
            }));
        }
    }
}
