//! "et bil", "en hus": the gender of a noun is seen from its definite form, "bilen" and "huset".

use crate::class::Class;
use crate::{Dictionary, Finding, Flags, Line, Reading, Rule};

/// Words before a noun of common gender, each with its neuter.
pub(crate) const BEFORE: [(&str, &str); 7] = [
    ("en", "et"),
    ("min", "mit"),
    ("din", "dit"),
    ("sin", "sit"),
    ("denne", "dette"),
    ("ingen", "intet"),
    ("enhver", "ethvert"),
];
/// What a noun must not be as well.
const NOT: [Flags; 6] =
    [Flags::PAST, Flags::PASSIVE, Flags::PARTICIPLE, Flags::PRESENT_PARTICIPLE, Flags::GENITIVE, Flags::NAME];

/// Whether a noun is neuter; nothing where the dictionary does not tell, or has both.
fn is_neuter(dictionary: &Dictionary, noun: &str) -> Option<bool> {
    let last = noun.chars().next_back()?;
    let has = |ending: &str| {
        let plain = format!("{noun}{ending}");
        let doubled = format!("{noun}{last}{ending}");
        [plain, doubled].iter().any(|form| dictionary.flags(form).has(Flags::FORM | Flags::NOUN))
    };
    let (common, neuter) = if last == 'e' { (has("n"), has("t")) } else { (has("en"), has("et")) };
    (common != neuter).then_some(neuter)
}

/// Finds nouns right after a word of the other gender.
pub(super) fn wrong_gender(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let Some(dictionary) = reading.dictionary else { return };
    let block = reading.document.blocks[line.sentence.block].text;
    for at in line.places(Class::GENDER) {
        let Some([before, noun]) = line.tokens.get(at..at + 2) else { continue };
        let is_plain = noun.flags.has(Flags::FORM | Flags::NOUN)
            && !NOT.iter().any(|not| noun.flags.has(*not))
            && noun.text.chars().all(char::is_lowercase)
            && !rule.words.iter().any(|word| *word == noun.text);
        if !is_plain {
            continue;
        }
        // "en ny plan": before another noun it is an adjective that looks like a noun.
        let is_adjective = line.tokens.get(at + 2).is_some_and(|next| {
            let is_noun = next.flags.has(Flags::NOUN) || !next.flags.has(Flags::FORM);
            is_noun && block[noun.word().end..next.word().start].chars().all(|c| c == ' ')
        });
        if is_adjective {
            continue;
        }
        let word = BEFORE.iter().find(|(common, neuter)| before.is(common) || before.is(neuter));
        let Some((common, neuter)) = word else { continue };
        // "ingen kommer"; but after "et" stands no verb.
        let is_verb = noun.flags.has(Flags::PRESENT) && !before.is("et");
        let is_gap = block[before.word().end..noun.word().start].chars().all(|c| c == ' ');
        // "en hus- og haveejer"
        let goes_on = block[noun.word().end..].starts_with(['-', '/']);
        if is_verb || !is_gap || goes_on {
            continue;
        }
        let Some(is_neuter) = is_neuter(dictionary, noun.text) else { continue };
        // "ingen hverv": many neuters are the same in the plural.
        if is_neuter && before.is("ingen") {
            continue;
        }
        let right = if is_neuter { *neuter } else { *common };
        if !before.is(right) {
            let finding = reading.finding(rule, line.sentence.block, before.word().start, noun.word().end);
            found.extend(finding.map(|mut finding| {
                let mut chars = right.chars();
                let first = chars.next().filter(|_| before.text.starts_with(char::is_uppercase));
                let right = match first {
                    Some(first) => first.to_uppercase().chain(chars).collect::<String>(),
                    None => right.to_owned(),
                };
                finding.suggestions = vec![format!("{right} {}", noun.text)];
                finding
            }));
        }
    }
}
