//! Findings as the matches of the protocol; places count UTF-16 units.

use super::{Asked, annotated::Text};
use plain_language::{
    Category, Finding, Report, Rule, Rules, Severity, Source, Unit, Wording, from_bytes, segment,
};
use serde_json::{Value, json};
use std::collections::HashSet;

/// How many characters of the text stand round what was found.
const CONTEXT_CHARACTERS: usize = 40;

/// Which rules a client wants.
pub(super) struct Wanted {
    disabled: HashSet<String>,
    enabled: HashSet<String>,
    only_enabled: bool,
    categories_off: HashSet<String>,
    /// Hints are for those who ask to be told everything.
    hints: bool,
    /// Whether the text is in English, and so what is said of it.
    is_english: bool,
}

impl Wanted {
    pub(super) fn of(asked: &Asked, is_english: bool) -> Self {
        let list = |name: &str| {
            let text = asked.get(name).map_or("", String::as_str);
            text.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
        };
        Self {
            disabled: list("disabledRules"),
            enabled: list("enabledRules"),
            only_enabled: asked.get("enabledOnly").is_some_and(|word| word == "true"),
            categories_off: list("disabledCategories"),
            hints: asked.get("level").is_some_and(|level| level == "picky"),
            is_english,
        }
    }

    fn wants(&self, finding: &Finding, rule: &Rule) -> bool {
        let is_enabled = self.enabled.contains(&*rule.id);
        let is_disabled =
            self.disabled.contains(&*rule.id) || self.categories_off.contains(category(rule.category).0);
        let is_loud = finding.severity != Severity::Hint || self.hints;
        is_enabled || !self.only_enabled && !is_disabled && is_loud
    }
}

/// The matches of a report; what is about the whole text has no place and is left out.
pub(super) fn of(
    text: &Text,
    source: &Source,
    report: &Report,
    rules: &Rules,
    wanted: &Wanted,
) -> Vec<Value> {
    let sentences = segment(&source.blocks());
    let found: Vec<(&Finding, &Rule, usize, usize)> = report
        .findings
        .iter()
        .filter_map(|finding| {
            let rule = rules.find(&finding.rule).filter(|rule| wanted.wants(finding, rule))?;
            let block = finding.block?;
            Some((finding, rule, source.place(block, finding.start), source.place(block, finding.end)))
        })
        .collect();
    let places: Vec<usize> = found.iter().flat_map(|(_, _, start, end)| [*start, *end]).collect();
    let units = from_bytes(&text.read, Unit::Utf16, &places);
    let shown = found.iter().zip(units.chunks(2));
    shown
        .map(|((finding, rule, start, end), at)| {
            let words = if wanted.is_english { &rule.en } else { &rule.da };
            let sentence = sentences.iter().find(|one| {
                finding.block == Some(one.block) && (one.start..one.end).contains(&finding.start)
            });
            let sentence =
                sentence.map(|one| source.place(one.block, one.start)..source.place(one.block, one.end));
            let sentence = sentence.and_then(|range| text.read.get(range)).unwrap_or_default();
            one(&text.read, finding, (rule, words, sentence), (*start, *end), text.sent(at[0], at[1]))
        })
        .collect()
}

fn one(
    text: &str,
    finding: &Finding,
    (rule, words, sentence): (&Rule, &Wording, &str),
    bytes: (usize, usize),
    units: (usize, usize),
) -> Value {
    let (id, name) = category(rule.category);
    let values: Vec<Value> = finding.suggestions.iter().map(|value| json!({ "value": value })).collect();
    let (context, at) = context(text, bytes.0, bytes.1);
    json!({
        "message": format!("{} {}", finding.message(&words.message), words.why),
        "shortMessage": words.name,
        "replacements": values,
        "offset": units.0,
        "length": units.1 - units.0,
        "context": { "text": context, "offset": at, "length": text[bytes.0..bytes.1].encode_utf16().count() },
        "sentence": sentence,
        "type": { "typeName": if rule.category == Category::Spelling { "UnknownWord" } else { "Other" } },
        "rule": {
            "id": rule.id,
            "description": words.name,
            "issueType": issue(rule.category),
            "category": { "id": id, "name": name },
        },
        "ignoreForIncompleteSentence": false,
        "contextForSureMatch": 0,
    })
}

/// The text round a place, and where the place begins in it, in UTF-16 units.
fn context(text: &str, start: usize, end: usize) -> (String, usize) {
    let before: Vec<char> = text[..start].chars().rev().take(CONTEXT_CHARACTERS).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[end..].chars().take(CONTEXT_CHARACTERS).collect();
    let at = before.encode_utf16().count();
    (format!("{before}{}{after}", &text[start..end]).replace('\n', " "), at)
}

fn category(category: Category) -> (&'static str, &'static str) {
    match category {
        Category::Spelling => ("TYPOS", "Stavning"),
        Category::Officialese => ("PLAIN_ENGLISH", "Kancellisprog"),
        Category::Passive => ("STYLE", "Passiv"),
        Category::Nominal => ("STYLE", "Tunge navneord"),
        Category::Sentence => ("STYLE", "Sætninger"),
        Category::Words => ("STYLE", "Ordvalg"),
        Category::Format => ("TYPOGRAPHY", "Tal og datoer"),
        Category::Structure => ("MISC", "Opbygning"),
        Category::Accessibility => ("MISC", "Tilgængelighed"),
        Category::Tone => ("STYLE", "Tone"),
        Category::Inclusive => ("STYLE", "Inkluderende sprog"),
        Category::Channel => ("MISC", "Kanal"),
    }
}

fn issue(category: Category) -> &'static str {
    match category {
        Category::Spelling => "misspelling",
        Category::Format => "typographical",
        Category::Structure | Category::Channel | Category::Accessibility => "uncategorized",
        _ => "style",
    }
}
