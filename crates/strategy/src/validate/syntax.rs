//! The parser's errors as problems, and which other problems they make unsure.
//!
//! The parser goes on after an error, so a misspelt date does not hide a missing key further down.
//! Where an error may have swallowed lines, nothing is said about what is missing.

use std::collections::BTreeSet;

use toml::de::Error;

use super::{Problems, Raw};
use crate::position::Source;
use crate::problem::{Cause, SyntaxFault};

/// Adds the parser's errors and drops what follows from them.
pub(super) fn merge(text: &str, errors: &[Error], source: &Source<'_>, problems: &mut Problems) {
    if errors.is_empty() {
        return;
    }
    let found: Vec<Raw> = errors.iter().map(|error| raw(text, error)).collect();
    let lines: BTreeSet<usize> = found.iter().map(|raw| source.line_of(raw.span.start)).collect();
    let certain = found.iter().all(|raw| keeps_lines(&raw.cause));
    problems.raw.retain(|raw| {
        !lines.contains(&source.line_of(raw.span.start)) && (certain || !speaks_of_absence(&raw.cause))
    });
    let mut per_line = BTreeSet::new();
    let first_of_line = |raw: &Raw| per_line.insert(source.line_of(raw.span.start));
    let mut in_order = found;
    in_order.sort_by_key(|raw| raw.span.start);
    problems.raw.extend(in_order.into_iter().filter(first_of_line));
}

fn raw(text: &str, error: &Error) -> Raw {
    let span = error.span().unwrap_or(0..0);
    let written = text.get(span.clone()).unwrap_or_default().trim();
    let cause = match fault(error.message()) {
        Some(fault) => Cause::Syntax(fault),
        None => Cause::NoSuchDate { written: written.to_owned() },
    };
    Raw { span, cause }
}

/// The fault behind the parser's words; `None` for a date or time that does not exist.
fn fault(message: &str) -> Option<SyntaxFault> {
    let begins = |words: &[&str]| words.iter().any(|word| message.starts_with(word));
    Some(if begins(&["invalid date", "invalid time", "invalid offset"]) {
        return None;
    } else if begins(&["duplicate key"]) {
        SyntaxFault::DuplicateKey
    } else if begins(&["string values must be quoted"]) {
        SyntaxFault::Unquoted
    } else if begins(&["invalid basic string, expected `\"`", "invalid literal string", "invalid multi-line"])
    {
        SyntaxFault::UnclosedText
    } else if begins(&["unclosed"]) {
        SyntaxFault::UnclosedBracket
    } else if begins(&["missing comma", "unexpected `=` in array"]) {
        SyntaxFault::MissingComma
    } else if begins(&["key with no value"]) {
        SyntaxFault::NoValue
    } else if begins(&["invalid unquoted key", "unquoted keys cannot be empty"]) {
        SyntaxFault::KeyLetters
    } else if begins(&["unexpected key or value"]) {
        SyntaxFault::AfterValue
    } else if begins(&["recursion limit", "cannot recurse"]) {
        SyntaxFault::TooDeep
    } else {
        SyntaxFault::Other(message.to_owned())
    })
}

/// True for errors after which the parser still has every other line.
fn keeps_lines(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::NoSuchDate { .. }
            | Cause::Syntax(
                SyntaxFault::DuplicateKey
                    | SyntaxFault::Unquoted
                    | SyntaxFault::UnclosedText
                    | SyntaxFault::AfterValue
                    | SyntaxFault::KeyLetters
            )
    )
}

/// True for problems that say something is not there.
fn speaks_of_absence(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::MissingKey { .. }
            | Cause::MissingSource { .. }
            | Cause::Dangling { .. }
            | Cause::RoleWithoutSender { .. }
            | Cause::ChannelWithoutPlatform { .. }
            | Cause::NeedsAnother { .. }
            | Cause::NeverApplies { .. }
            | Cause::UnknownKey { .. }
            | Cause::WrongType { .. }
    )
}
