//! A text that is open in the editor, and what was found in it.

use crate::options::Options;
use crate::position::{Encoding, place, positions};
use crate::words;
use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticSeverity, Position, Range, TextDocumentContentChangeEvent, Uri,
};
use plain_language::{Checker, Document, Finding, House, Rule, Severity, Source, Wording};

/// The longest text that is checked, in MB: it is checked after every change, and all that is found is sent.
const TEXT_MAX_MB: usize = 1;

/// An open text.
pub(crate) struct File {
    /// Its address, as the editor writes it.
    pub uri: Uri,
    /// The editor's number of this state of it.
    pub version: i32,
    /// What was found in this state; nothing when it was not looked for yet.
    pub found: Option<Vec<Found>>,
    text: String,
    markup: Markup,
}

#[derive(Clone, Copy)]
enum Markup {
    Plain,
    Markdown,
    Html,
}

/// A finding with its place in the file.
pub(crate) struct Found {
    pub finding: Finding,
    pub range: Range,
    /// Its place in bytes.
    pub bytes: std::ops::Range<usize>,
    /// Whether just its text stands there, so that something else may be put in its place.
    pub is_replaceable: bool,
}

impl File {
    /// A text that was opened.
    pub(crate) fn new(uri: Uri, language: &str, version: i32, text: String) -> Self {
        let markup = match language {
            "markdown" => Markup::Markdown,
            "html" => Markup::Html,
            _ => Markup::Plain,
        };
        Self { uri, version, found: None, text, markup }
    }

    /// Takes over changes, each made after the one before.
    pub(crate) fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        self.found = None;
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let start = place(&self.text, part.range.start, encoding);
                    let end = place(&self.text, part.range.end, encoding).max(start);
                    self.text.replace_range(start..end, &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = whole.text;
                }
            }
        }
    }

    /// Whether it is too long to be checked.
    pub(crate) fn is_too_long(&self) -> bool {
        self.text.len() > TEXT_MAX_MB * 1_000_000
    }

    /// Looks at the text as it is now, unless that was done.
    pub(crate) fn check(&mut self, checker: &Checker, options: &Options, house: &House, encoding: Encoding) {
        if self.found.is_some() {
            return;
        }
        if self.is_too_long() {
            self.found = Some(Vec::new());
            return;
        }
        let source = match self.markup {
            Markup::Plain => Source::plain(&self.text),
            Markup::Markdown => Source::markdown(&self.text),
            Markup::Html => Source::html(&self.text),
        };
        let document = Document { kind: options.kind, blocks: &source.blocks() };
        let report = checker.check_marked(document, &source.marks(), house);
        let findings: Vec<Finding> =
            report.findings.into_iter().filter(|one| one.severity <= options.min_severity).collect();
        let bytes: Vec<_> = findings.iter().map(|finding| source.range(&self.text, finding)).collect();
        let places: Vec<usize> = bytes.iter().flat_map(|range| [range.start, range.end]).collect();
        let positions = positions(&self.text, &places, encoding);
        let all = findings.into_iter().zip(bytes).zip(positions.chunks_exact(2));
        let found = all.map(|((finding, bytes), ends)| {
            let at = |index: usize| ends.get(index).copied().unwrap_or_default();
            let is_replaceable = source.is_as_written(&self.text, &finding);
            Found { finding, range: Range::new(at(0), at(1)), bytes, is_replaceable }
        });
        self.found = Some(found.collect());
    }

    /// Everything to underline.
    pub(crate) fn diagnostics(&self, checker: &Checker, options: &Options) -> Vec<Diagnostic> {
        if self.is_too_long() {
            let start = Position::new(0, 0);
            return vec![Diagnostic {
                range: Range::new(start, start),
                severity: Some(DiagnosticSeverity::Warning),
                source: Some(SOURCE.to_owned()),
                message: words::too_long(TEXT_MAX_MB, options.is_english).into(),
                ..Diagnostic::default()
            }];
        }
        let found = self.found.iter().flatten();
        let rule = |found: &Found| checker.rules().find(&found.finding.rule);
        found.filter_map(|found| Some(found.diagnostic(rule(found)?, options))).collect()
    }
}

/// Who says it.
const SOURCE: &str = "traad";

impl Found {
    /// What to underline, and what to say of it.
    pub(crate) fn diagnostic(&self, rule: &Rule, options: &Options) -> Diagnostic {
        let words = wording(rule, options);
        let severity = match self.finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            // What editors call a hint is hardly seen in them.
            Severity::Hint => DiagnosticSeverity::Information,
        };
        let page = options.handbook.as_ref().map(|page| format!("{page}#rule-{}", rule.id));
        Diagnostic {
            range: self.range,
            severity: Some(severity),
            code: Some((*rule.id).into()),
            code_description: page.map(|page| CodeDescription::new(Uri(page))),
            source: Some(SOURCE.to_owned()),
            message: format!("{}\n{}", self.finding.message(&words.message), words.why).into(),
            ..Diagnostic::default()
        }
    }

    /// What was found, as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.finding.found
    }

    /// Whether it touches a range of the file.
    pub(crate) fn touches(&self, range: Range) -> bool {
        self.range.start <= range.end && range.start <= self.range.end
    }
}

/// The words of a rule in the language that was chosen.
pub(crate) fn wording<'a>(rule: &'a Rule, options: &Options) -> &'a Wording {
    if options.is_english { &rule.en } else { &rule.da }
}
