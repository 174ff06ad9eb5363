//! Findings for people: file, line and column, what and what instead.

use super::{file::Checked, wording};
use plain_language::Checker;
use std::fmt::Write;

/// The findings, and the figures of each text.
pub(super) fn told(all: &[Checked], checker: &Checker, lang: &str) -> String {
    let mut out = String::new();
    for checked in all {
        for finding in &checked.report.findings {
            let Some(rule) = checker.rules().find(&finding.rule) else { continue };
            let (line, column) = checked.line_and_column(checked.range(finding).0);
            let message = finding.message(&wording(rule, lang).message);
            let severity = finding.severity.word();
            let _ =
                writeln!(out, "{}:{line}:{column}: {severity}: {message} [{}]", checked.name, finding.rule);
        }
    }
    out.push_str(&stats(all, lang));
    out
}

/// The figures of each text.
pub(super) fn stats(all: &[Checked], lang: &str) -> String {
    let mut out = String::new();
    for checked in all {
        let stats = &checked.report.stats;
        let _ = if lang == "en" {
            writeln!(
                out,
                "{}: LIX {}, {} words, {} sentences, {} long words. The figure is only a signpost.",
                checked.name, stats.lix, stats.words, stats.sentences, stats.long_words
            )
        } else {
            writeln!(
                out,
                "{}: lixtal {}, {} ord, {} sætninger, {} lange ord. Tallet er kun et fingerpeg.",
                checked.name, stats.lix, stats.words, stats.sentences, stats.long_words
            )
        };
    }
    out
}
