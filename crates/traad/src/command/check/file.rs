//! One text with what was found in it, at its places in the file.

use super::fix::fixed;
use plain_language::{Checker, Document, Finding, House, Report, Rule, Severity, Source, TEXT_MAX, TextType};
use std::{io::Read, path::Path};

/// How often the characters of a text are counted, in bytes.
const STEP_BYTES: usize = 1_024;

/// A text that was checked.
pub(super) struct Checked {
    /// What it is called.
    pub name: String,
    /// The text of the file; of a document the text in it, a line for each block.
    pub text: String,
    /// What was found.
    pub report: Report,
    source: Source,
    /// Where the lines begin, in bytes.
    lines: Vec<usize>,
    /// How many characters stand before each step of `STEP_BYTES`.
    characters: Vec<usize>,
    /// Whether the text was taken out of a document, which is not written to.
    is_document: bool,
}

impl Checked {
    /// Reads and checks a file, or what comes in for `-`.
    pub(super) fn read(
        path: &Path,
        checker: &Checker,
        kind: TextType,
        house: &House,
    ) -> Result<Self, String> {
        let name = path.display().to_string();
        let bytes = bytes(path).map_err(|error| format!("{name}: {error}"))?;
        if bytes.len() > TEXT_MAX {
            return Err(format!("{name}: the text is longer than {} MB", TEXT_MAX / 1_000_000));
        }
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
        let is_document = end == "docx";
        let (source, text) = if is_document {
            Source::docx(&bytes).map_err(|problem| format!("{name}: {problem}"))?
        } else {
            let text = text_of(&name, bytes)?;
            let source = match end.as_str() {
                "md" | "markdown" => Source::markdown(&text),
                "html" | "htm" => Source::html(&text),
                _ => Source::plain(&text),
            };
            (source, text)
        };
        let report =
            checker.check_marked(Document { kind, blocks: &source.blocks() }, &source.marks(), house);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let steps = text.as_bytes().chunks(STEP_BYTES).scan(0, |before, step| {
            let known = *before;
            *before += characters(step);
            Some(known)
        });
        let characters = steps.collect();
        Ok(Self { name, text, report, source, lines, characters, is_document })
    }

    /// Keeps what weighs enough.
    pub(super) fn keep(&mut self, least: Severity) {
        self.report.findings.retain(|finding| finding.severity <= least);
    }

    /// Where a finding stands in the file, in bytes; the beginning for what is about the whole text.
    pub(super) fn range(&self, finding: &Finding) -> (usize, usize) {
        let range = self.source.range(&self.text, finding);
        (range.start, range.end)
    }

    /// Whether something else may be put in the place of a finding.
    pub(super) fn is_replaceable(&self, finding: &Finding) -> bool {
        self.source.is_as_written(&self.text, finding)
    }

    /// Line and column of a place, from 1, in characters.
    pub(super) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or(0);
        (line + 1, self.characters_before(at) - self.characters_before(start) + 1)
    }

    /// How many characters stand before a place; no slower at the end of a long text.
    fn characters_before(&self, at: usize) -> usize {
        let step = at / STEP_BYTES;
        let known = self.characters.get(step).copied().unwrap_or(0);
        known + characters(self.text.as_bytes().get(step * STEP_BYTES..at).unwrap_or_default())
    }

    /// Writes suggestions into the file where there is just one; tells how many places were mended.
    pub(super) fn fix(&self, path: &Path) -> Result<usize, String> {
        if self.is_document {
            return Err(format!("{}: --fix does not write into documents", self.name));
        }
        let (text, number) = fixed(self);
        if number > 0 {
            std::fs::write(path, text).map_err(|error| format!("{}: {error}", self.name))?;
        }
        Ok(number)
    }

    /// The message of a finding.
    pub(super) fn message(finding: &Finding, rule: &Rule, lang: &str) -> String {
        finding.message(&super::wording(rule, lang).message)
    }
}

/// The characters that begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err(format!("{name}: this is no text; it can be plain text, Markdown, HTML or DOCX"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{name}: not UTF-8 at byte {at}; save the file as UTF-8")
    })
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let limit = u64::try_from(TEXT_MAX).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
