//! Files: how long they may be, how they begin, and words that do not belong.

use crate::{files, root};

/// The most lines of a kind of file.
const LINES_MAX: &[(&str, usize)] =
    &[(".rs", 600), (".html", 120), (".css", 250), (".ts", 250), (".ftl", 600)];
/// File names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["mod.rs", "utils.rs", "helpers.rs", "common.rs", "misc.rs"];

/// Files that are too long, do not say what they are, or have a name that says nothing.
#[must_use]
pub fn size_faults() -> Vec<String> {
    let mut faults = Vec::new();
    for folder in ["crates", "assets"] {
        for (path, text) in files(&root().join(folder), &[".rs", ".html", ".css", ".ts", ".ftl"]) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let lines = text.lines().count();
            for (ending, limit) in LINES_MAX {
                if name.ends_with(ending) && lines > *limit {
                    faults.push(format!("{}: {lines} lines, at most {limit}", path.display()));
                }
            }
            if name.ends_with(".rs") && !text.starts_with("//!") {
                faults.push(format!("{}: does not begin with //!", path.display()));
            }
            if EMPTY_NAMES.contains(&name) {
                faults.push(format!("{}: the name says nothing", path.display()));
            }
        }
    }
    faults
}

/// Words that do not belong in code: notes to oneself, switched-off tests, waiting in tests.
#[must_use]
pub fn word_faults() -> Vec<String> {
    // Written in two halves, so that this list does not find itself.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("#[ig", "nore"),
        concat!("std::thread::sl", "eep"),
        concat!("#[al", "low("),
    ];
    let mut faults = Vec::new();
    for (path, text) in files(&root().join("crates"), &[".rs", ".html"]) {
        for word in words.iter().filter(|word| text.contains(*word)) {
            faults.push(format!("{}: holds {word}", path.display()));
        }
    }
    faults
}
