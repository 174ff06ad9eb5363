//! Checks that phrases cannot do: each is found by the name that a rule's file gives it.

mod acronym;
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
mod spelling;
pub(crate) mod split;
pub(crate) mod verb_form;
pub(crate) mod weekday;

use crate::{Finding, Reading, Rule};

/// A check: looks at a text and adds what it finds.
pub(crate) type Code = fn(&Reading<'_>, &Rule, &mut Vec<Finding>);

/// Every check by its name.
const CODES: &[(&str, Code)] = &[
    ("acronym", acronym::acronym),
    ("alt-opening", picture::alt_opening),
    ("amount", format::amount),
    ("appeal", decision::appeal),
    ("appeal-body", decision::appeal_body),
    ("appeal-deadline", decision::appeal_deadline),
    ("autoreply-colleague", channel::autoreply_colleague),
    ("autoreply-date", channel::autoreply_date),
    ("bare-address", loud::bare_address),
    ("blive-passive", passive::blive_passive),
    ("bold-heading", outline::bold_heading),
    ("broken-address", loud::broken_address),
    ("capitals", loud::capitals),
    ("chain-of-af", clause::chain_of_af),
    ("clock", format::clock),
    ("complaint", letter::complaint),
    ("contact", letter::contact),
    ("cpr", format::cpr),
    ("currency-first", format::currency_first),
    ("deadline", letter::deadline),
    ("decision-access", decision::access),
    ("doubled-word", doubled::doubled_word),
    ("emoji", loud::emoji),
    ("exclamation", loud::exclamation),
    ("formal-you", person::formal_you),
    ("greeting", letter::greeting),
    ("hashtags", channel::hashtags),
    ("heading", letter::heading),
    ("heading-jump", outline::heading_jump),
    ("heavy-opening", clause::heavy_opening),
    ("infinitive-after-who", verb_form::infinitive_after_who),
    ("inserted-clause", clause::inserted_clause),
    ("legal-rule", decision::legal_rule),
    ("lifted", clause::lifted),
    ("link-text", link::link_text),
    ("long-alt", picture::long_alt),
    ("long-compound", compound::long_compound),
    ("long-heading", letter::long_heading),
    ("long-paragraph", sentence::long_paragraph),
    ("long-parenthesis", clause::long_parenthesis),
    ("long-sentence", sentence::long_sentence),
    ("long-title", outline::long_title),
    ("many-clauses", clause::many_clauses),
    ("merge-field", loud::merge_field),
    ("mixed-dates", consistent::mixed_dates),
    ("mixed-numbers", consistent::mixed_numbers),
    ("no-alt", picture::no_alt),
    ("nominal-density", nominal::nominal_density),
    ("nominal-sentence", nominal::nominal_sentence),
    ("numeric-date", format::numeric_date),
    ("part-without-link", link::part_without_link),
    ("passive-density", passive::passive_density),
    ("pdf-link", link::pdf_link),
    ("per-cent", format::per_cent),
    ("phone", format::phone),
    ("present-after-at", verb_form::present_after_at),
    ("press-date", channel::press_date),
    ("press-quote", channel::press_quote),
    ("reasons", decision::reasons),
    ("running-list", clause::running_list),
    ("s-passive", passive::s_passive),
    ("same-link-text", link::same_link_text),
    ("sender", letter::sender),
    ("sms-character", channel::sms_character),
    ("sms-parts", channel::sms_parts),
    ("sms-sender", channel::sms_sender),
    ("spelling", spelling::spelling),
    ("split-compound", split::split_compound),
    ("support-verb", nominal::support_verb),
    ("telling-heading", outline::telling_heading),
    ("there-passive", passive::there_passive),
    ("two-conditions", clause::two_conditions),
    ("we-and-municipality", person::we_and_municipality),
    ("weekday", weekday::weekday),
    ("what-now", letter::what_now),
    ("wrong-gender", gender::wrong_gender),
];

/// The check of a name.
pub(crate) fn find(name: &str) -> Option<Code> {
    CODES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}
