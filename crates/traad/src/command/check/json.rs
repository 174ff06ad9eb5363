//! Findings for programs. Fields are only added, never changed.

use super::file::Checked;
use plain_language::{Checker, Unit, from_bytes};
use serde_json::{Value, json};

/// An object per text, each on a line of its own.
pub(super) fn told(all: &[Checked], checker: &Checker, lang: &str) -> String {
    all.iter().map(|checked| format!("{}\n", text(checked, checker, lang))).collect()
}

fn text(checked: &Checked, checker: &Checker, lang: &str) -> Value {
    let findings = &checked.report.findings;
    let ranges: Vec<(usize, usize)> = findings.iter().map(|finding| checked.range(finding)).collect();
    let places: Vec<usize> = ranges.iter().flat_map(|(start, end)| [*start, *end]).collect();
    let (units, chars) =
        (from_bytes(&checked.text, Unit::Utf16, &places), from_bytes(&checked.text, Unit::Chars, &places));
    let findings: Vec<Value> = findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| {
            let rule = checker.rules().find(&finding.rule)?;
            let (start, end) = ranges[at];
            let (line, column) = checked.line_and_column(start);
            Some(json!({
                "rule": finding.rule,
                "category": rule.category,
                "severity": finding.severity.word(),
                "start": start,
                "end": end,
                "start_utf16": units[at * 2],
                "end_utf16": units[at * 2 + 1],
                "start_char": chars[at * 2],
                "end_char": chars[at * 2 + 1],
                "line": line,
                "column": column,
                "text": checked.text.get(start..end),
                "message": Checked::message(finding, rule, lang),
                "suggestions": finding.suggestions,
                "source": rule.source,
            }))
        })
        .collect();
    json!({ "file": checked.name, "stats": checked.report.stats, "findings": findings })
}
