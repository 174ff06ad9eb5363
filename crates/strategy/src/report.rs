//! Everything that is wrong with a file, as text for people and JSON for programs.

use serde_json::{Value, json};

use crate::problem::Problem;
use crate::words::Language;

/// At most this many problems are shown; the rest are counted.
pub const PROBLEMS_MAX: usize = 100;

/// The problems of one file, in the order of their places.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file's name as given.
    pub file_name: String,
    /// The first problems, at most [`PROBLEMS_MAX`].
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub total: usize,
}

impl Report {
    /// True when the file could not be read as a strategy at all: too big, or not UTF-8.
    #[must_use]
    pub fn unreadable(&self) -> bool {
        self.problems.iter().any(|problem| matches!(problem.code(), "too-big" | "not-utf8"))
    }

    /// The report as text: place and message, the line, the offending part underlined, and help.
    #[must_use]
    pub fn to_text(&self, language: Language) -> String {
        let mut text = String::new();
        for problem in &self.problems {
            text.push_str(&self.entry(problem, language));
            text.push('\n');
        }
        text.push_str(&self.summary(language));
        text
    }

    /// The report as JSON: `file`, `valid` (false), `total`, `shown` and `problems`, each with `line`,
    /// `column`, `end_column`, `code`, `message`, `help` (or null) and `source_line`.
    #[must_use]
    pub fn to_json(&self, language: Language) -> Value {
        let problems = self.problems.iter().map(|problem| {
            json!({
                "line": problem.line,
                "column": problem.column,
                "end_column": problem.end_column,
                "code": problem.code(),
                "message": problem.message(language),
                "help": problem.help(language),
                "source_line": problem.source_line,
            })
        });
        json!({
            "file": self.file_name,
            "valid": false,
            "total": self.total,
            "shown": self.problems.len(),
            "problems": problems.collect::<Vec<_>>(),
        })
    }

    fn entry(&self, problem: &Problem, language: Language) -> String {
        let place = format!("{}:{}:{}", self.file_name, problem.line, problem.column);
        let mut text = format!("{place}: {} [{}]\n", problem.message(language), problem.code());
        if !problem.source_line.trim().is_empty() {
            let number = problem.line.to_string();
            let margin = " ".repeat(number.len());
            text.push_str(&format!("{number} | {}\n", problem.source_line));
            text.push_str(&format!("{margin} | {}\n", underline(problem)));
        }
        if let Some(help) = problem.help(language) {
            let label = match language {
                Language::Da => "hjælp",
                Language::En => "help",
            };
            text.push_str(&format!("  {label}: {help}\n"));
        }
        text
    }

    fn summary(&self, language: Language) -> String {
        let (shown, total) = (self.problems.len(), self.total);
        match (language, total > shown, total == 1) {
            (Language::Da, true, _) => format!("{total} fejl; de første {shown} er vist.\n"),
            (Language::En, true, _) => format!("{total} problems; the first {shown} are shown.\n"),
            (Language::Da, ..) => format!("{total} fejl.\n"),
            (Language::En, _, true) => "1 problem.\n".into(),
            (Language::En, ..) => format!("{total} problems.\n"),
        }
    }
}

/// Spaces up to the offending text and `^` under it; tabs stay tabs so that the columns agree,
/// and a combining mark takes no room of its own.
fn underline(problem: &Problem) -> String {
    let mut marks = String::new();
    let last = problem.source_column + problem.source_line.chars().count();
    for (column, letter) in (problem.source_column..).zip(problem.source_line.chars()) {
        if column >= problem.end_column {
            break;
        }
        if ('\u{300}'..='\u{36f}').contains(&letter) {
            continue;
        }
        match (column < problem.column, letter) {
            (true, '\t') => marks.push('\t'),
            (true, _) => marks.push(' '),
            (false, _) => marks.push('^'),
        }
    }
    if problem.column >= last {
        marks.push('^');
    }
    marks
}

impl std::fmt::Display for Report {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.to_text(Language::Da))
    }
}

impl std::error::Error for Report {}
