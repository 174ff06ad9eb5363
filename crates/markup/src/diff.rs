//! What changed between two documents, by block and within a block by word: "since you last said yes".
//! A comparison for people to read; it is no patch and cannot be applied.

use std::collections::HashSet;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::block::{Block, BlockId};
use crate::doc::Doc;
use crate::html::escape;
use crate::keep::{Fate, align};
use crate::text;

/// Texts with more pieces than this are shown as replaced as a whole; comparing them could take seconds.
const MAX_PIECES: usize = 6_000;

/// What became of a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// In both texts.
    Same,
    /// Only in the old text.
    Removed,
    /// Only in the new text.
    Added,
}

/// A run of words with the same fate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Run {
    /// What became of it.
    pub kind: RunKind,
    /// The words with the white space between them.
    pub text: String,
}

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Unchanged.
    Same,
    /// Text, marks, links or kind are not as they were. When only marks or kind changed, all runs are `Same`.
    Changed,
    /// Only in the old document.
    Removed,
    /// Only in the new document.
    Added,
}

/// One block of a comparison. Removed blocks stand where they stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// What became of it.
    pub kind: ChangeKind,
    /// The block in the old document.
    pub old: Option<BlockId>,
    /// The block in the new document.
    pub new: Option<BlockId>,
    /// Its text as runs, list markers and link addresses included.
    pub runs: Vec<Run>,
}

impl Doc {
    /// Compares this, the older, document with another.
    pub fn diff(&self, other: &Self) -> Vec<BlockChange> {
        let (old, new) = (self.blocks(), other.blocks());
        align(old, new, true).into_iter().map(|fate| change(fate, old, new)).collect()
    }
}

fn change(fate: Fate, old: &[Block], new: &[Block]) -> BlockChange {
    let text = |block: &Block| text::of_content(&block.content, text::WITH_TARGETS);
    let (kind, before, after) = match fate {
        Fate::Same(a, b) => (ChangeKind::Same, Some(&old[a]), Some(&new[b])),
        Fate::Changed(a, b) => (ChangeKind::Changed, Some(&old[a]), Some(&new[b])),
        Fate::Removed(a) => (ChangeKind::Removed, Some(&old[a]), None),
        Fate::Added(b) => (ChangeKind::Added, None, Some(&new[b])),
    };
    let runs = text_diff_words(&before.map(text).unwrap_or_default(), &after.map(text).unwrap_or_default());
    BlockChange {
        kind,
        old: before.map(|block| block.id.clone()),
        new: after.map(|block| block.id.clone()),
        runs,
    }
}

/// Compares two plain texts by word. The `Same` and `Removed` runs make the old text, the others the new one.
pub fn text_diff_words(old: &str, new: &str) -> Vec<Run> {
    let (before, after) = (pieces(old), pieces(new));
    let mut runs = Vec::new();
    if old == new {
        push(&mut runs, RunKind::Same, old);
        return runs;
    }
    if before.len() + after.len() > MAX_PIECES && !shares_most(&before, &after) {
        push(&mut runs, RunKind::Removed, old);
        push(&mut runs, RunKind::Added, new);
        return runs;
    }
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if let DiffOp::Equal { .. } = op {
            push(&mut runs, RunKind::Same, &after[op.new_range()].concat());
        } else {
            push(&mut runs, RunKind::Removed, &before[op.old_range()].concat());
            push(&mut runs, RunKind::Added, &after[op.new_range()].concat());
        }
    }
    joined_over_spaces(runs)
}

/// A comparison as escaped HTML: `<del>` and `<ins>` around what changed.
pub fn diff_html(runs: &[Run]) -> String {
    let shown = runs.iter().map(|run| {
        let text = escape(&run.text).replace('\n', "<br>");
        match run.kind {
            RunKind::Same => text,
            RunKind::Removed => format!("<del>{text}</del>"),
            RunKind::Added => format!("<ins>{text}</ins>"),
        }
    });
    shown.collect()
}

/// Words, runs of white space and single other characters, so that a moved comma does not take its word along.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = piece_kind(first);
        let end = match kind {
            Piece::Other => first.len_utf8(),
            _ => rest.find(|c| piece_kind(c) != kind).unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        out.push(piece);
        rest = after;
    }
    out
}

#[derive(PartialEq, Eq)]
enum Piece {
    Word,
    Space,
    Other,
}

fn piece_kind(c: char) -> Piece {
    if c.is_alphanumeric() {
        Piece::Word
    } else if c.is_whitespace() {
        Piece::Space
    } else {
        Piece::Other
    }
}

fn shares_most(before: &[&str], after: &[&str]) -> bool {
    let words = |pieces: &[&str]| pieces.iter().map(|piece| (*piece).to_owned()).collect::<HashSet<_>>();
    let (a, b) = (words(before), words(after));
    before.len() + after.len() <= 2 * MAX_PIECES
        && 10 * a.intersection(&b).count() >= 9 * a.len().max(b.len())
}

fn push(runs: &mut Vec<Run>, kind: RunKind, text: &str) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => runs.push(Run { kind, text: text.to_owned() }),
    }
}

/// Makes one change of changes with only a space between them: "~~to be~~ _or not_", not word by word.
fn joined_over_spaces(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut removed = String::new();
    let mut added = String::new();
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        let is_bridge = run.text.chars().all(|c| c == ' ') && !removed.is_empty() && !added.is_empty();
        match run.kind {
            RunKind::Removed => removed.push_str(&run.text),
            RunKind::Added => added.push_str(&run.text),
            RunKind::Same if is_bridge && runs.peek().is_some() => {
                removed.push_str(&run.text);
                added.push_str(&run.text);
            }
            RunKind::Same => {
                push(&mut out, RunKind::Removed, &std::mem::take(&mut removed));
                push(&mut out, RunKind::Added, &std::mem::take(&mut added));
                push(&mut out, RunKind::Same, &run.text);
            }
        }
    }
    push(&mut out, RunKind::Removed, &removed);
    push(&mut out, RunKind::Added, &added);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        diff_html(&text_diff_words(old, new))
    }

    /// H2: the approver sees what changed and nothing else.
    #[test]
    fn words_are_compared() {
        for (old, new, expected) in [
            ("", "", ""),
            ("Mødet er tirsdag.", "Mødet er onsdag.", "Mødet er <del>tirsdag</del><ins>onsdag</ins>."),
            ("a b", "a b c", "a b<ins> c</ins>"),
            (
                "Vi åbner ny skole",
                "Vi lukker gammel skole",
                "Vi <del>åbner ny</del><ins>lukker gammel</ins> skole",
            ),
            ("<b>", "<i>", "&lt;<del>b</del><ins>i</ins>&gt;"),
            ("x\ny", "x\nz", "x<br><del>y</del><ins>z</ins>"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn blocks_are_compared() {
        let old = Doc::from_markdown("## A\n\nSkolen åbner [her](/a) mandag.\n\nUd.\n\nSlut").unwrap();
        let new = Doc::from_markdown_keeping(&old, "### A\n\nSkolen åbner [her](/b) mandag.\n\nSlut\n\nNyt")
            .unwrap();
        let changes = old.diff(&new);
        let kinds: Vec<_> = changes.iter().map(|change| change.kind).collect();
        use ChangeKind::{Added, Changed, Removed, Same};
        assert_eq!(kinds, [Changed, Changed, Removed, Same, Added]);
        assert!(changes[0].runs.iter().all(|run| run.kind == RunKind::Same));
        assert_eq!(diff_html(&changes[1].runs), "Skolen åbner her (/<del>a</del><ins>b</ins>) mandag.");
        assert_eq!(changes[2].old, BlockId::parse("b3"));
        assert_eq!(changes[2].new, None);
    }

    #[test]
    fn large_texts_are_shown_as_replaced() {
        let (old, new) = ("a ".repeat(MAX_PIECES), "b ".repeat(MAX_PIECES));
        assert_eq!(text_diff_words(&old, &new).len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_out(old in "[ab ,.æ😀\n]{0,30}", new in "[ab ,.æ😀\n]{0,30}") {
            let runs = text_diff_words(&old, &new);
            let side = |but| runs.iter().filter(|run| run.kind != but).map(|run| run.text.as_str()).collect::<String>();
            prop_assert_eq!(side(RunKind::Added), old);
            prop_assert_eq!(side(RunKind::Removed), new);
        }
    }
}
