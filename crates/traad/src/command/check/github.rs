//! Findings as commands of GitHub Actions, which puts them beside the lines of a pull request.

use super::file::Checked;
use plain_language::{Checker, Severity};
use std::fmt::Write;

/// A line per finding.
pub(super) fn told(all: &[Checked], checker: &Checker, lang: &str) -> String {
    let mut out = String::new();
    for checked in all {
        for finding in &checked.report.findings {
            let Some(rule) = checker.rules().find(&finding.rule) else { continue };
            let (line, column) = checked.line_and_column(checked.range(finding).0);
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "notice",
            };
            let (name, title) = (property(&checked.name), property(&finding.rule));
            let message = Checked::message(finding, rule, lang).replace('%', "%25").replace('\n', "%0A");
            let _ = writeln!(out, "::{level} file={name},line={line},col={column},title={title}::{message}");
        }
    }
    out
}

/// The value of a property, where commas and colons mean something.
fn property(text: &str) -> String {
    text.replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}
