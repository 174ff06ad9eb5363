//! Checks that phrases cannot do: each is found by the name that a rule's file gives it.

mod doubled;
pub(crate) mod nominal;
pub(crate) mod passive;
mod sentence;
mod spelling;
mod split;

use crate::{Finding, Reading, Rule};

/// A check: looks at a text and adds what it finds.
pub(crate) type Code = fn(&Reading<'_>, &Rule, &mut Vec<Finding>);

/// Every check by its name.
const CODES: &[(&str, Code)] = &[
    ("blive-passive", passive::blive_passive),
    ("doubled-word", doubled::doubled_word),
    ("long-sentence", sentence::long_sentence),
    ("long-paragraph", sentence::long_paragraph),
    ("nominal-sentence", nominal::nominal_sentence),
    ("nominal-density", nominal::nominal_density),
    ("s-passive", passive::s_passive),
    ("spelling", spelling::spelling),
    ("split-compound", split::split_compound),
    ("support-verb", nominal::support_verb),
];

/// The check of a name.
pub(crate) fn find(name: &str) -> Option<Code> {
    CODES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}
