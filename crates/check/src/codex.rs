//! The codex as the settings of the checks (H9): an item of the codex names automatic checks, each of those is carried
//! by rules, and the item says what a finding does. What no rule carries is seen to by people, whom the item names.

use crate::{Finding, Input, Weight};
use plain_language::{Category, Rule};
use strategy::model::{CodexItem, TextType};
use strategy::words::{Check, LanguageRule, Severity};

/// What the names of the language engine's rules begin with among our checks.
pub(crate) const LANGUAGE: &str = "language-";

/// Our own checks by the check of the strategy that they carry. The names are those of findings.
const OWN: &[(&str, Check)] = &[
    ("house-word", Check::PlainLanguage),
    ("lix-high", Check::PlainLanguage),
    ("main-point-missing", Check::Structure),
    ("main-point-long", Check::Structure),
    ("heading-order", Check::Structure),
    ("heading-missing", Check::Structure),
    ("decision-decision-missing", Check::ReasonAndIntention),
    ("decision-reason-missing", Check::ReasonAndIntention),
    ("decision-intention-missing", Check::ReasonAndIntention),
    ("decision-legal-basis-missing", Check::ReasonAndIntention),
    ("internal-channel-missing", Check::InternalFirst),
    ("internal-text-missing", Check::InternalFirst),
    ("role-channel", Check::ChannelFit),
    ("contact-missing", Check::Contact),
    ("contact-unreachable", Check::Contact),
    ("deadline-passed", Check::InTime),
    ("theme-missing", Check::Theme),
    ("assessment-missing", Check::NeedsAssessment),
    ("balance", Check::Balance),
    ("across-fields", Check::AcrossFields),
];

/// Rules of the engine that carry another check than the rest of their category.
const EXCEPTIONS: &[(&str, Check)] = &[
    ("letter-sender", Check::Contact),
    ("letter-contact", Check::Contact),
    ("press-contact", Check::Contact),
    ("sms-sender", Check::Contact),
    ("letter-what-now", Check::NextStep),
    ("letter-deadline", Check::NextStep),
    ("bare-refusal", Check::NextStep),
    ("autoreply-date", Check::AutoReply),
    ("autoreply-colleague", Check::AutoReply),
    ("decision-reasons", Check::ReasonAndIntention),
    ("decision-rule", Check::ReasonAndIntention),
    ("decision-appeal", Check::Rights),
    ("decision-appeal-body", Check::Rights),
    ("decision-appeal-deadline", Check::Rights),
    ("decision-access", Check::Rights),
    ("long-heading", Check::Structure),
    ("long-paragraph", Check::Structure),
    ("running-list", Check::Structure),
    ("press-quote", Check::SourceQuoted),
];

/// The check of the strategy that a rule of the engine carries.
#[must_use]
pub(crate) fn carried(rule: &Rule) -> Check {
    if let Some((_, check)) = EXCEPTIONS.iter().find(|(id, _)| **id == *rule.id) {
        return *check;
    }
    match rule.category {
        Category::Tone | Category::Inclusive => Check::Tone,
        Category::Structure => Check::Structure,
        Category::Channel => Check::ChannelFit,
        _ => Check::PlainLanguage,
    }
}

/// The check of the strategy that found something, by the name of the finding.
fn check_of(finding: &str) -> Option<Check> {
    match finding.strip_prefix(LANGUAGE) {
        Some(id) => crate::engine::rule(id).map(carried),
        None => OWN.iter().find(|(name, _)| *name == finding).map(|(_, check)| *check),
    }
}

/// The language rule of a kind of text that a finding is about; such a rule may stop an approval.
fn language_rule(finding: &str) -> Option<LanguageRule> {
    let Some(id) = finding.strip_prefix(LANGUAGE) else {
        return match finding {
            "lix-high" => Some(LanguageRule::Lix),
            "house-word" => Some(LanguageRule::HouseWord),
            "main-point-missing" => Some(LanguageRule::MainPoint),
            "heading-missing" => Some(LanguageRule::Heading),
            "decision-reason-missing" => Some(LanguageRule::Reason),
            "contact-missing" | "contact-unreachable" => Some(LanguageRule::Contact),
            _ => None,
        };
    };
    match id {
        "spelling" => Some(LanguageRule::Spelling),
        "long-sentence" | "very-long-sentence" => Some(LanguageRule::LongSentence),
        "abbreviations" => Some(LanguageRule::Abbreviation),
        "decision-reasons" => Some(LanguageRule::Reason),
        "decision-appeal" | "decision-appeal-body" | "decision-appeal-deadline" => Some(LanguageRule::Rights),
        "letter-contact" => Some(LanguageRule::Contact),
        _ => {
            let rule = crate::engine::rule(id)?;
            (rule.category == Category::Officialese).then_some(LanguageRule::Officialese)
        }
    }
}

/// Lets the strategy weigh a finding. The kind of text may make a rule stop; so may an item of the codex: by its checks
/// only what is wrong and not what could be said better, and a rule that it names in any case; never the readability
/// figure, which counts letters and not sense. What is made to stop may stand with a reason.
pub(crate) fn weigh(input: &Input<'_>, finding: &mut Finding) {
    let kind = input.text_type();
    let has_severity = |word: &str| finding.args.get("severity").is_some_and(|severity| severity == word);
    let (is_error, is_hint) = (has_severity("error"), has_severity("hint"));
    // A kind of text names whole groups of rules, and some of a group only give a hint.
    let blocking = language_rule(&finding.rule).zip(kind).filter(|(rule, kind)| kind.blocking.contains(rule));
    if let Some((_, kind)) = blocking.filter(|_| !is_hint) {
        return stop(finding, format!("text-type.{}", kind.id));
    }
    let codex = &input.strategy.codex;
    let named = finding.rule.strip_prefix(LANGUAGE).and_then(|id| naming(codex, id, kind));
    let by_check = || check_of(&finding.rule).and_then(|check| item(codex, check, kind));
    let Some(item) = named.or_else(by_check) else { return };
    let address = format!("codex.{}", item.id);
    // What our own checks give as advice has no severity, and stays advice.
    if item.severity == Severity::Blocking && (is_error || named.is_some()) {
        return stop(finding, address);
    }
    if item.severity == Severity::Note && finding.args.contains_key("severity") {
        finding.args.insert("severity".to_owned(), "hint".to_owned());
    }
    if finding.item.is_empty() || finding.rule.starts_with(LANGUAGE) {
        finding.item = address;
    }
}

fn stop(finding: &mut Finding, item: String) {
    if finding.weight != Weight::Must {
        finding.weight = Weight::Must;
        finding.waivable = true;
    }
    finding.item = item;
}

/// The rules of the engine that carry an item by its checks; those that it names come beside.
pub(crate) fn rules_of(item: &CodexItem) -> Vec<&'static Rule> {
    let rules = crate::language().rules().all().iter();
    rules.filter(|rule| item.checks.contains(&carried(rule))).collect()
}

/// The rules that an item names, each with its id.
pub(crate) fn named_by(item: &CodexItem) -> Vec<&'static Rule> {
    item.rules.iter().filter_map(|id| crate::engine::rule(id)).collect()
}

/// Whether a check of the strategy is carried by what the program looks for in a text, or, for load, by the ceilings
/// that are weighed when a time is set.
pub(crate) fn is_carried(check: Check) -> bool {
    OWN.iter().any(|(_, own)| *own == check)
        || check == Check::Load
        || crate::language().rules().all().iter().any(|rule| carried(rule) == check)
}

/// The item of the codex that names a rule of the language check for a kind of text.
fn naming<'a>(codex: &'a [CodexItem], rule: &str, kind: Option<&TextType>) -> Option<&'a CodexItem> {
    heaviest(codex, kind, |item| item.rules.iter().any(|named| named == rule))
}

/// The item of the codex that names a check for a kind of text: the one that weighs most, then the first.
pub(crate) fn item<'a>(
    codex: &'a [CodexItem],
    check: Check,
    kind: Option<&TextType>,
) -> Option<&'a CodexItem> {
    heaviest(codex, kind, |item| item.checks.contains(&check))
}

fn heaviest<'a>(
    codex: &'a [CodexItem],
    kind: Option<&TextType>,
    concerns: impl Fn(&CodexItem) -> bool,
) -> Option<&'a CodexItem> {
    let fits = |item: &&CodexItem| {
        concerns(item)
            && (item.text_types.is_empty() || kind.is_some_and(|kind| item.text_types.contains(&kind.id)))
    };
    let rank = |item: &&CodexItem| match item.severity {
        Severity::Blocking => 0,
        Severity::Advice => 1,
        Severity::Note => 2,
    };
    codex.iter().filter(fits).min_by_key(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mapping_names_only_what_there_is() {
        let rules = crate::language().rules();
        for (id, check) in EXCEPTIONS {
            let rule = rules.find(id).unwrap_or_else(|| panic!("{id} is no rule"));
            assert_eq!(carried(rule), *check);
            let without = EXCEPTIONS.iter().filter(|(other, _)| other == id).count();
            assert_eq!(without, 1, "{id} stands twice");
        }
        let texts = include_str!("../locales/da.ftl");
        for (name, _) in OWN {
            assert!(texts.contains(&format!("\ncheck-{name} =")), "{name} is no finding of ours");
        }
    }

    #[test]
    fn every_language_rule_of_a_kind_of_text_has_something_that_finds_it() {
        let rules = crate::language().rules().all();
        let ours = OWN.iter().map(|(name, _)| (*name).to_owned());
        let found: Vec<LanguageRule> = rules
            .iter()
            .map(|rule| format!("{LANGUAGE}{}", rule.id))
            .chain(ours)
            .filter_map(|name| language_rule(&name))
            .collect();
        for rule in [
            LanguageRule::Lix,
            LanguageRule::LongSentence,
            LanguageRule::Officialese,
            LanguageRule::Spelling,
            LanguageRule::Abbreviation,
            LanguageRule::HouseWord,
            LanguageRule::MainPoint,
            LanguageRule::Heading,
            LanguageRule::Reason,
            LanguageRule::Rights,
            LanguageRule::Contact,
        ] {
            assert!(found.contains(&rule), "{rule:?}");
        }
    }

    #[test]
    fn every_rule_is_carried_by_an_item_of_the_demo_codex_that_fits_some_text() {
        let file = include_bytes!("../../../strategies/sundby.toml");
        let strategy = strategy::read(file, "sundby.toml").unwrap();
        let kinds = &strategy.plain_language.as_ref().unwrap().text_types;
        for rule in crate::language().rules().all() {
            let check = carried(rule);
            let is_carried = kinds.iter().any(|kind| item(&strategy.codex, check, Some(kind)).is_some());
            let is_of_channel = matches!(check, Check::ChannelFit | Check::ReasonAndIntention);
            assert!(is_carried || is_of_channel, "{} carries {check:?}, which no item names", rule.id);
        }
    }
}
