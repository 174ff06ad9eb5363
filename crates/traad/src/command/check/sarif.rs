//! Findings as SARIF 2.1.0 (OASIS), which tools for code show beside the lines.

use super::{file::Checked, wording};
use plain_language::{Checker, Severity};
use serde_json::{Value, json};

/// One run over all texts.
pub(super) fn told(all: &[Checked], checker: &Checker, lang: &str) -> String {
    let rules: Vec<Value> = checker
        .rules()
        .all()
        .iter()
        .map(|rule| {
            let words = wording(rule, lang);
            json!({
                "id": rule.id,
                "shortDescription": { "text": words.name },
                "fullDescription": { "text": words.why },
                "help": { "text": rule.source },
            })
        })
        .collect();
    let results: Vec<Value> = all.iter().flat_map(|checked| results(checked, checker, lang)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "traad", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn results(checked: &Checked, checker: &Checker, lang: &str) -> Vec<Value> {
    let findings = checked.report.findings.iter().filter_map(|finding| {
        let rule = checker.rules().find(&finding.rule)?;
        let (start, end) = checked.range(finding);
        let ((line, column), (end_line, end_column)) =
            (checked.line_and_column(start), checked.line_and_column(end));
        Some(json!({
            "ruleId": finding.rule,
            "level": match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "note",
            },
            "message": { "text": Checked::message(finding, rule, lang) },
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": { "uri": checked.name },
                    "region": {
                        "startLine": line,
                        "startColumn": column,
                        "endLine": end_line,
                        "endColumn": end_column,
                    },
                },
            }],
        }))
    });
    findings.collect()
}
