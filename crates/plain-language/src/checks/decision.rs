//! What a decision must have by law: reasons with rule and main considerations (forvaltningsloven §§ 22-24) and
//! where, how and until when to appeal (§ 25). A decision that gives the reader everything needs neither.
//!
//! The law asks for the matter and not for certain words, so each part is recognised in many: better to leave a part
//! out that is there in half than to stop a letter that has it.

use super::letter::{missing, says};
use crate::{Finding, Reading, Rule};

/// What says that the reader gets what was asked for.
const FAVOURABLE: &[&str] = &[
    "siger ja",
    "sige ja",
    "du får",
    "i får",
    "får du",
    "har fået plads",
    "får plads",
    "har fået bevilget",
    "har fået tilladelse",
    "er godkendt",
    "har godkendt",
    "godkender din",
    "imødekomm",
    "bevilger",
    "er bevilget",
    "har bevilget",
    "giver dig",
    "giver jer",
    "fået medhold",
    "får medhold",
    "tillykke",
];
/// What says that it is not everything, or is something else.
const UNFAVOURABLE: &[&str] = &[
    "ikke",
    "nej",
    "afslag",
    "afslå",
    "afvis",
    "kun ",
    "mindre",
    "delvis",
    "dog ",
    "men ",
    "nedsæt",
    "nedsat",
    "ophør",
    "stopper",
    "stoppes",
    "bortfald",
    "tilbagebetal",
    "betale tilbage",
    "bøde",
    "skal betale",
    "gebyr",
    "advarsel",
    "påbud",
    "forbud",
    "hverken",
    "ingen ",
];
const REASONS: &[&str] = &[
    "fordi",
    "begrund",
    "skyldes",
    "årsag",
    "grunden ",
    "på grund af",
    "hvorfor?",
    "derfor",
    "nemlig",
    "idet ",
    "eftersom",
    "lagt vægt på",
    "lægger vægt på",
    "lægger vi vægt på",
    "vurderet, at",
    "vurderer, at",
    "vurderet at",
    "vurderer at",
    "opfylder ikke",
    "ikke opfylder",
    "opfylder du ikke",
    "hensyn til",
];
const RULES: &[&str] =
    &["§", "loven", "lov om", "bekendtgørelse", "lovens", "paragraf", "regulativ", "vedtægt"];
/// Whoever complained before: that is no guidance.
const OWN_COMPLAINT: &[&str] = &["din klage", "jeres klage", "har klaget", "din tidligere klage"];
/// Guidance that says that there is no appeal.
const NO_APPEAL: &[&str] = &[
    "ikke klage",
    "ikke påklages",
    "ikke indbringes",
    "ingen klageadgang",
    "ikke ankes",
    "klage er udelukket",
];
/// Where the guidance stands, when it is not in the text itself.
const ELSEWHERE: &[&str] =
    &["vedlagt", "vedlægger", "vedlægges", "side", "bilag", "sammen med", "sidst i", "nederst"];
/// Who decides an appeal, besides the one who is written to.
const BODIES: &[&str] = &[
    "ankestyrelsen",
    "nævn",
    "styrelsen",
    "ombudsmand",
    "minister",
    "tilsyn",
    "domstol",
    "retten",
    "til os",
    "hos os",
    "til kommunen",
    "hos kommunen",
    "vi skal have",
];
const TIMES: &[&str] = &["senest", "frist", "inden den", "inden for"];
const UNITS: &[&str] = &["dag", "dage", "uge", "uger", "måned", "måneder", "hverdage", "arbejdsdage"];
/// Numbers of them in letters.
const NUMBERS: [&str; 8] = ["en", "to", "tre", "fire", "seks", "otte", "fjorten", "tolv"];
const ACCESS: &[&str] = &["aktindsigt", "indsigt i din", "indsigt i jeres", "se din sag", "se sagen"];
const PAPERS: &[&str] = &["papir", "dokument", "sagens akter"];
/// How many sentences before and after one on the appeal belong to the guidance.
const BEFORE: usize = 1;
const AFTER: usize = 3;

/// No reasons.
pub(super) fn reasons(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, gives_reasons, found);
}

/// Reasons without the rule that the decision rests on (§ 24).
pub(super) fn legal_rule(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |all| !gives_reasons(all) || all.iter().any(|one| says(one, RULES)), found);
}

/// No guidance on how to appeal.
pub(super) fn appeal(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |all| all.iter().any(|one| is_on_appeal(one)), found);
}

/// An appeal without its deadline.
pub(super) fn appeal_deadline(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |all| guides(all, names_time), found);
}

/// An appeal without the body that decides it.
pub(super) fn appeal_body(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let lines = reading.lines.iter();
    // "Send klagen til Ydelsescentret": whoever is written to by name.
    let named = lines.filter(|line| {
        let mut pairs = line.tokens.windows(2);
        pairs.any(|pair| pair[0].is("til") && pair[1].text.starts_with(char::is_uppercase))
    });
    let named = named.count() > 0;
    demand(
        reading,
        rule,
        |all| guides(all, |one| says(one, BODIES) || named && one.contains(" til ")),
        found,
    );
}

/// No word on access to the file.
pub(super) fn access(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let tells = |one: &String| says(one, ACCESS) || says(one, PAPERS) && one.contains("sag");
    demand(reading, rule, |all| all.iter().any(tells), found);
}

fn gives_reasons(all: &[String]) -> bool {
    all.iter().any(|one| says(one, REASONS) || one.starts_with("da ") || one.contains(", da "))
}

/// Whether a sentence is about how to appeal.
fn is_on_appeal(sentence: &str) -> bool {
    let is_own = says(sentence, OWN_COMPLAINT) && !sentence.contains("du kan");
    let named = ["klag", "indbring", "ankestyrelsen", "ankenævn"];
    // "beklager" is no "klager".
    let sentence = sentence.replace("beklag", "");
    !is_own && says(&sentence, &named)
        || sentence.contains("send din klage")
        || sentence.contains("sende din klage")
}

/// Whether the guidance on appeal tells something, unless there is no appeal or the guidance stands elsewhere; also
/// where there is no guidance at all, which is found once.
fn guides(all: &[String], tells: impl Fn(&str) -> bool) -> bool {
    let places: Vec<usize> = (0..all.len()).filter(|at| is_on_appeal(&all[*at])).collect();
    let is_elsewhere = |one: &str| one.contains("klagevejledning") && says(one, ELSEWHERE);
    places.is_empty()
        || places.iter().any(|at| {
            let near = &all[at.saturating_sub(BEFORE)..(at + AFTER + 1).min(all.len())];
            says(&all[*at], NO_APPEAL) || is_elsewhere(&all[*at]) || near.iter().any(|one| tells(one))
        })
}

/// "senest den 5. januar", "inden fire uger", "har 4 uger til at".
fn names_time(sentence: &str) -> bool {
    says(sentence, TIMES)
        || sentence.split_whitespace().collect::<Vec<_>>().windows(2).any(|pair| {
            let is_number =
                |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word);
            is_number(pair[0]) && UNITS.contains(&pair[1].trim_end_matches(|c: char| !c.is_alphabetic()))
        })
}

/// Whether a decision gives the reader everything: it says yes and nowhere anything else.
fn is_favourable(all: &[String]) -> bool {
    all.iter().any(|one| says(one, FAVOURABLE))
        && !all.iter().any(|one| says(one, UNFAVOURABLE) && !is_on_appeal(one))
}

fn demand(reading: &Reading<'_>, rule: &Rule, holds: impl Fn(&[String]) -> bool, found: &mut Vec<Finding>) {
    let lines = reading.lines.iter().filter_map(|line| {
        let block = reading.document.blocks.get(line.sentence.block)?;
        block.text.get(line.sentence.start..line.sentence.end)
    });
    let all: Vec<String> = lines.map(str::to_lowercase).collect();
    missing(reading, rule, is_favourable(&all) || holds(&all), found);
}
