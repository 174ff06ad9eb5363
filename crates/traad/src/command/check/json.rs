//! Findings for programs. Fields are only added, never changed.

use super::file::Checked;
use plain_language::{Category, Checker, Finding, Rule, Stats, Unit, from_bytes};
use serde::Serialize;
use std::collections::HashMap;

/// What is told of a text.
#[derive(Serialize)]
struct Text<'a> {
    file: &'a str,
    findings: Vec<Told<'a>>,
    stats: &'a Stats,
}

/// What is told of a finding.
#[derive(Serialize)]
struct Told<'a> {
    category: Category,
    column: usize,
    end: usize,
    end_char: usize,
    end_utf16: usize,
    line: usize,
    message: String,
    rule: &'a str,
    severity: &'static str,
    source: &'a str,
    start: usize,
    start_char: usize,
    start_utf16: usize,
    suggestions: &'a [String],
    text: Option<&'a str>,
}

/// An object per text, each on a line of its own.
pub(super) fn told(all: &[Checked], checker: &Checker, lang: &str) -> String {
    let rules = checker.rules().all().iter().map(|rule| (&*rule.id, rule)).collect();
    // Nothing in it can fail to be written.
    all.iter()
        .map(|checked| serde_json::to_string(&text(checked, &rules, lang)).unwrap_or_default() + "\n")
        .collect()
}

fn text<'a>(checked: &'a Checked, rules: &HashMap<&str, &'a Rule>, lang: &str) -> Text<'a> {
    let findings = &checked.report.findings;
    let ranges: Vec<(usize, usize)> = findings.iter().map(|finding| checked.range(finding)).collect();
    let places: Vec<usize> = ranges.iter().flat_map(|(start, end)| [*start, *end]).collect();
    let of = |unit| from_bytes(&checked.text, unit, &places);
    let (units, chars) = (of(Unit::Utf16), of(Unit::Chars));
    let findings = findings.iter().zip(ranges).zip(units.chunks(2).zip(chars.chunks(2))).filter_map(
        |((finding, range), (units, chars))| {
            let rule = rules.get(&*finding.rule)?;
            Some(one(checked, finding, rule, range, (units, chars), lang))
        },
    );
    Text { file: &checked.name, findings: findings.collect(), stats: &checked.report.stats }
}

fn one<'a>(
    checked: &'a Checked,
    finding: &'a Finding,
    rule: &'a Rule,
    (start, end): (usize, usize),
    (units, chars): (&[usize], &[usize]),
    lang: &str,
) -> Told<'a> {
    let (line, column) = checked.line_and_column(start);
    Told {
        category: rule.category,
        column,
        end,
        end_char: chars[1],
        end_utf16: units[1],
        line,
        message: Checked::message(finding, rule, lang),
        rule: &finding.rule,
        severity: finding.severity.word(),
        source: &rule.source,
        start,
        start_char: chars[0],
        start_utf16: units[0],
        suggestions: &finding.suggestions,
        text: checked.text.get(start..end),
    }
}
