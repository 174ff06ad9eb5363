//! Validation: every problem of a file at once, each at its place (W1).
//!
//! Work is linear in the file, or sorted; rings and deep nesting end. No data leaves here but problems.

mod approval;
mod content;
mod node;
mod periods;
mod references;
mod rings;
mod shape;
mod syntax;

use plain_language::Rules;
use std::ops::Range;

use toml::de::{DeTable, Error};

use crate::nearest::nearest;
use crate::position::Source;
use crate::problem::{Cause, Problem};
use crate::report::{PROBLEMS_MAX, Report};
use crate::spec::FORMAT;
use references::Names;

/// At most this many ids are named for a reference to nothing.
const KNOWN_MAX: usize = 12;

/// A cause and the bytes it concerns.
pub(crate) struct Raw {
    span: Range<usize>,
    cause: Cause,
}

/// The problems found so far.
#[derive(Default)]
pub(crate) struct Problems {
    raw: Vec<Raw>,
}

impl Problems {
    fn add(&mut self, span: Range<usize>, cause: Cause) {
        self.raw.push(Raw { span, cause });
    }
}

/// Validates a parsed file; `Ok` means that it fits the typed model.
pub(crate) fn validate(
    file_name: &str,
    text: &str,
    table: &DeTable<'_>,
    errors: &[Error],
) -> Result<(), Report> {
    let source = Source::new(text);
    let mut problems = Problems::default();
    let mut names = Names::default();
    let format = table.get("format").and_then(|value| crate::tree::integer(value.get_ref()));
    if let Some(found) = format.filter(|found| *found != i64::from(FORMAT)) {
        let span = table.get("format").map_or(0..0, toml::Spanned::span);
        problems.add(span, Cause::UnknownFormat { found });
    } else {
        shape::check(table, &mut names, &mut problems);
        references::check(&names, &source, &mut problems);
        let root = node::Node::new(table, 0..0);
        periods::check(&root, &mut problems);
        rings::check(&root, &mut problems);
        approval::check(&root, &mut problems);
        content::check(&root, &mut problems);
    }
    syntax::merge(text, errors, &source, &mut problems);
    if problems.raw.is_empty() { Ok(()) } else { Err(finish(file_name, &source, &names, problems)) }
}

/// A report of a single problem, for files that cannot be parsed.
pub(crate) fn single(file_name: &str, text: &str, span: Range<usize>, cause: Cause) -> Report {
    let mut problems = Problems::default();
    problems.add(span, cause);
    finish(file_name, &Source::new(text), &Names::default(), problems)
}

/// Sorts, counts and cuts the problems, and gives the first ones their places and suggestions.
fn finish(file_name: &str, source: &Source<'_>, names: &Names, mut problems: Problems) -> Report {
    problems.raw.sort_by_key(|raw| (raw.span.start, raw.span.end));
    let total = problems.raw.len();
    let shown = problems.raw.into_iter().take(PROBLEMS_MAX).map(|raw| {
        let place = source.place(&raw.span);
        Problem {
            line: place.line,
            column: place.column,
            end_column: place.end_column,
            suggestion: suggestion(&raw.cause, names),
            known: known(&raw.cause, names),
            cause: raw.cause,
            source_line: place.quote,
            source_column: place.quote_column,
        }
    });
    Report { file_name: file_name.to_owned(), problems: shown.collect(), total }
}

/// The ids that a dangling reference could mean.
fn known(cause: &Cause, names: &Names) -> Vec<String> {
    match cause {
        Cause::Dangling { section, .. } => names.ids(section).take(KNOWN_MAX).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The nearest right word for causes that have one.
fn suggestion(cause: &Cause, names: &Names) -> Option<String> {
    match cause {
        Cause::UnknownKey { key, section } => nearest(key, section.all_fields().map(|field| field.name)),
        Cause::NotInVocabulary { word, vocabulary, .. } => {
            nearest(word, vocabulary.words.iter().map(|(known, _)| *known))
        }
        Cause::UnknownRule { rule, .. } => nearest(rule, Rules::ids()),
        Cause::Dangling { id, section, .. } => nearest(id, names.ids(section)),
        _ => None,
    }
    .map(str::to_owned)
}
