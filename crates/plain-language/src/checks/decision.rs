//! What a decision must have by law: reasons with rule and main considerations (forvaltningsloven §§ 22-24) and
//! where, how and until when to appeal (§ 25). A decision that gives the reader everything needs neither.

use super::letter::{missing, says};
use crate::{Finding, Reading, Rule};

/// Words that say that the reader gets what was asked for.
const FAVOURABLE: &[&str] = &[
    "vi siger ja",
    "du får tilladelse",
    "din ansøgning er godkendt",
    "vi har godkendt din",
    "vi imødekommer din",
    "du har fået bevilget",
    "vi giver dig tilladelse",
    "du er bevilget",
];
const REASONS: &[&str] = &[
    "fordi",
    "begrundelse",
    "vi har lagt vægt på",
    "vi lægger vægt på",
    "årsagen er",
    "grunden er",
    "da du",
];
const RULES: &[&str] = &["§", "loven", "bekendtgørelse", "lovens", "paragraf"];
const APPEAL: &[&str] =
    &["du kan klage", "klagevejledning", "klage over", "klager du", "kan påklages", "vil du klage"];
const DEADLINE: &[&str] = &["inden for", "senest", "inden fire uger", "inden 4 uger", "uger fra", "frist"];
const BODY: &[&str] =
    &["ankestyrelsen", "nævn", "til kommunen", "til os", "styrelsen", "ombudsmand", "minister", "tilsyn"];
const ACCESS: &[&str] = &["aktindsigt", "se din sag", "se papirerne", "indsigt i din sag"];

/// No reasons.
pub(super) fn reasons(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |text| says(text, REASONS), found);
}

/// Reasons without the rule that the decision rests on (§ 24).
pub(super) fn legal_rule(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |text| !says(text, REASONS) || says(text, RULES), found);
}

/// No guidance on how to appeal.
pub(super) fn appeal(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |text| says(text, APPEAL), found);
}

/// An appeal without its deadline.
pub(super) fn appeal_deadline(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |text| !says(text, APPEAL) || says(text, DEADLINE), found);
}

/// An appeal without the body that decides it.
pub(super) fn appeal_body(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |text| !says(text, APPEAL) || says(text, BODY), found);
}

/// No word on access to the file.
pub(super) fn access(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    demand(reading, rule, |text| says(text, ACCESS), found);
}

fn demand(reading: &Reading<'_>, rule: &Rule, holds: impl Fn(&str) -> bool, found: &mut Vec<Finding>) {
    let text = reading.lowered();
    missing(reading, rule, says(text, FAVOURABLE) || holds(text), found);
}
