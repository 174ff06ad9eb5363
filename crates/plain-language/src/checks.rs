//! Checks that phrases cannot do: each is found by the name that a rule's file gives it.

mod acronym;
pub(crate) mod adjective;
mod channel;
pub(crate) mod clause;
mod compound;
pub(crate) mod consistent;
mod decision;
mod doubled;
pub(crate) mod format;
pub(crate) mod gender;
mod letter;
mod link;
mod loud;
pub(crate) mod nominal;
mod outline;
pub(crate) mod passive;
pub(crate) mod person;
mod picture;
mod sentence;
pub(crate) mod slip;
mod spelling;
pub(crate) mod split;
pub(crate) mod verb_form;
pub(crate) mod weekday;

use crate::class::Class;
use crate::{Finding, Flags, Line, Reading, Rule};

/// A check of a whole text: adds what it finds.
pub(crate) type OfText = fn(&Reading<'_>, &Rule, &mut Vec<Finding>);
/// A check of a sentence: adds what it finds.
pub(crate) type OfLine = fn(&Reading<'_>, &Rule, &Line<'_>, &mut Vec<Finding>);

/// A check.
#[derive(Clone, Copy)]
pub(crate) enum Code {
    /// Of a whole text.
    Text(OfText),
    /// Of each sentence that has words of all these classes.
    Line(Class, OfLine),
}

/// Every check by its name.
const CODES: &[(&str, Code)] = &[
    ("acronym", Code::Text(acronym::acronym)),
    ("adjective-e", Code::Line(Class::BARE, adjective::adjective_e)),
    ("alt-opening", Code::Text(picture::alt_opening)),
    ("amount", Code::Line(Class::FIGURES, format::amount)),
    ("appeal", Code::Text(decision::appeal)),
    ("appeal-body", Code::Text(decision::appeal_body)),
    ("appeal-deadline", Code::Text(decision::appeal_deadline)),
    ("autoreply-colleague", Code::Text(channel::autoreply_colleague)),
    ("autoreply-date", Code::Text(channel::autoreply_date)),
    ("bare-address", Code::Text(loud::bare_address)),
    ("blive-passive", Code::Line(Class::BLIVE, passive::blive_passive)),
    ("bold-heading", Code::Text(outline::bold_heading)),
    ("broken-address", Code::Text(loud::broken_address)),
    ("capital-day", Code::Line(Class::CAPITAL_DAY, slip::capital_day)),
    ("capitals", Code::Line(Class::CAPITALS, loud::capitals)),
    ("chain-of-af", Code::Line(Class::AF, clause::chain_of_af)),
    ("clock", Code::Text(format::clock)),
    ("complaint", Code::Text(letter::complaint)),
    ("contact", Code::Text(letter::contact)),
    ("cpr", Code::Text(format::cpr)),
    ("currency-first", Code::Line(Class::CURRENCY, format::currency_first)),
    ("deadline", Code::Text(letter::deadline)),
    ("decision-access", Code::Text(decision::access)),
    ("doubled-word", Code::Line(Class::DOUBLED, doubled::doubled_word)),
    ("emoji", Code::Text(loud::emoji)),
    ("exclamation", Code::Text(loud::exclamation)),
    ("formal-you", Code::Line(Class::FORMAL, person::formal_you)),
    ("generic-he", Code::Line(Class::HE, person::generic_he)),
    ("greeting", Code::Text(letter::greeting)),
    ("hashtags", Code::Text(channel::hashtags)),
    ("heading", Code::Text(letter::heading)),
    ("heading-jump", Code::Text(outline::heading_jump)),
    ("heavy-opening", Code::Text(clause::heavy_opening)),
    ("impossible-date", Code::Line(Class::MONTH, slip::impossible_date)),
    ("infinitive-after-who", Code::Line(Class::WHO, verb_form::infinitive_after_who)),
    ("inserted-clause", Code::Line(Class::RELATIVE, clause::inserted_clause)),
    ("legal-rule", Code::Text(decision::legal_rule)),
    ("lifted", Code::Line(Class::LIFTED, clause::lifted)),
    ("link-text", Code::Text(link::link_text)),
    ("long-alt", Code::Text(picture::long_alt)),
    ("long-compound", Code::Text(compound::long_compound)),
    ("long-heading", Code::Text(letter::long_heading)),
    ("long-paragraph", Code::Text(sentence::long_paragraph)),
    ("long-parenthesis", Code::Text(clause::long_parenthesis)),
    ("long-sentence", Code::Text(sentence::long_sentence)),
    ("long-title", Code::Text(outline::long_title)),
    ("many-clauses", Code::Line(Class::SUBORDINATOR, clause::many_clauses)),
    ("merge-field", Code::Text(loud::merge_field)),
    ("mixed-dates", Code::Text(consistent::mixed_dates)),
    ("mixed-numbers", Code::Text(consistent::mixed_numbers)),
    ("no-alt", Code::Text(picture::no_alt)),
    ("nominal-density", Code::Text(nominal::nominal_density)),
    ("nominal-sentence", Code::Line(Class::NOMINALISATION, nominal::nominal_sentence)),
    ("numeric-date", Code::Text(format::numeric_date)),
    ("part-without-link", Code::Text(link::part_without_link)),
    ("passive-density", Code::Text(passive::passive_density)),
    ("pdf-link", Code::Text(link::pdf_link)),
    ("per-cent", Code::Text(format::per_cent)),
    ("phone", Code::Line(Class::FIGURES, format::phone)),
    (
        "present-after-at",
        Code::Line(Class::AT.and(Class::of_flags(Flags::PRESENT)), verb_form::present_after_at),
    ),
    (
        "present-after-modal",
        Code::Line(Class::MODAL.and(Class::of_flags(Flags::PRESENT)), slip::present_after_modal),
    ),
    ("press-date", Code::Text(channel::press_date)),
    ("press-quote", Code::Text(channel::press_quote)),
    ("reasons", Code::Text(decision::reasons)),
    ("run-together", Code::Line(Class::UNSPELLED, slip::run_together)),
    ("running-list", Code::Text(clause::running_list)),
    ("s-passive", Code::Line(passive::PASSIVE, passive::s_passive)),
    ("same-link-text", Code::Text(link::same_link_text)),
    ("sender", Code::Text(letter::sender)),
    ("small-i", Code::Line(Class::SUBORDINATOR, slip::small_i)),
    ("sms-character", Code::Text(channel::sms_character)),
    ("sms-parts", Code::Text(channel::sms_parts)),
    ("sms-sender", Code::Text(channel::sms_sender)),
    ("space-before-mark", Code::Line(Class::SPACED, slip::space_before_mark)),
    ("spelling", Code::Text(spelling::spelling)),
    ("split-compound", Code::Line(Class::SPLIT, split::split_compound)),
    ("support-verb", Code::Line(Class::NOMINALISATION, nominal::support_verb)),
    ("telling-heading", Code::Text(outline::telling_heading)),
    ("there-passive", Code::Line(passive::PASSIVE.and(Class::RELATIVE), passive::there_passive)),
    ("two-conditions", Code::Line(Class::CONDITION, clause::two_conditions)),
    ("verbless", Code::Line(Class::NONE, sentence::verbless)),
    ("we-and-municipality", Code::Text(person::we_and_municipality)),
    ("weekday", Code::Line(Class::WEEKDAY.and(Class::MONTH), weekday::weekday)),
    ("what-now", Code::Text(letter::what_now)),
    ("wrong-gender", Code::Line(Class::GENDER, gender::wrong_gender)),
];

/// The check of a name.
pub(crate) fn find(name: &str) -> Option<Code> {
    CODES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}
