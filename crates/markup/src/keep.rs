//! Which block of one document is which block of another, and keeping ids across an edit as text.
//! Used by reading edited Markdown and by the comparison; it decides nothing about words.

use std::collections::HashSet;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::block::{Block, BlockId, Content};
use crate::doc::{Doc, DocProblem};
use crate::text;

/// How many blocks ahead a reworded block is looked for.
const LOOK_AHEAD: usize = 4;
/// Reworded, not replaced: at least this share of the words are the same, in percent.
const SAME_WORDS_PERCENT: usize = 50;

/// What became of a block; the numbers are places in the old and the new list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Same(usize, usize),
    Changed(usize, usize),
    Removed(usize),
    Added(usize),
}

/// Aligns two lists of blocks, in reading order. `by_id` also pairs blocks for having the same id.
pub(crate) fn align(old: &[Block], new: &[Block], by_id: bool) -> Vec<Fate> {
    let contents = |blocks: &[Block]| blocks.iter().map(|block| block.content.clone()).collect::<Vec<_>>();
    let mut fates = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &contents(old), &contents(new)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                fates.extend((0..len).map(|at| Fate::Same(old_index + at, new_index + at)));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                pair(old, op.old_range(), new, op.new_range(), by_id, &mut fates);
            }
        }
    }
    fates
}

fn pair(
    old: &[Block],
    gone: Range<usize>,
    new: &[Block],
    came: Range<usize>,
    by_id: bool,
    fates: &mut Vec<Fate>,
) {
    let mut next = came.start;
    for at in gone {
        let window = next..came.end.min(next + LOOK_AHEAD);
        let same_id = |candidate: &usize| by_id && old[at].id == new[*candidate].id;
        let found = (next..came.end)
            .find(same_id)
            .or_else(|| window.into_iter().find(|candidate| is_reworded(&old[at], &new[*candidate])));
        match found {
            Some(partner) => {
                fates.extend((next..partner).map(Fate::Added));
                fates.push(Fate::Changed(at, partner));
                next = partner + 1;
            }
            None => fates.push(Fate::Removed(at)),
        }
    }
    fates.extend((next..came.end).map(Fate::Added));
}

fn is_reworded(old: &Block, new: &Block) -> bool {
    if std::mem::discriminant(&old.content) != std::mem::discriminant(&new.content) {
        return false;
    }
    if let (Content::Image(a), Content::Image(b)) = (&old.content, &new.content) {
        return a.media == b.media;
    }
    let (old_text, new_text) = (
        text::of_content(&old.content, text::WITH_TARGETS),
        text::of_content(&new.content, text::WITH_TARGETS),
    );
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<HashSet<_>>();
    let (a, b) = (words(&old_text), words(&new_text));
    a.intersection(&b).count() * 200 >= SAME_WORDS_PERCENT * (a.len() + b.len())
}

/// Gives the blocks of `new` the ids of the blocks of `old` they came from; others get ids `old` does not have.
pub(crate) fn with_ids_of(old: &Doc, new: Doc) -> Result<Doc, DocProblem> {
    let mut ids: Vec<Option<BlockId>> = vec![None; new.blocks().len()];
    for fate in align(old.blocks(), new.blocks(), false) {
        if let Fate::Same(from, to) | Fate::Changed(from, to) = fate {
            ids[to] = Some(old.blocks()[from].id.clone());
        }
    }
    let highest = old.blocks().iter().filter_map(|block| block.id.number()).max().unwrap_or(0);
    let mut fresh = highest.saturating_add(1)..;
    let blocks = new.into_blocks().into_iter().zip(ids).map(|(block, id)| {
        let id = id.or_else(|| fresh.next().map(BlockId::numbered)).unwrap_or(block.id);
        Block { id, content: block.content }
    });
    Doc::new(blocks.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(doc: &Doc) -> Vec<&str> {
        doc.blocks().iter().map(|block| block.id.as_str()).collect()
    }

    /// H2: findings point at block ids, so an edit elsewhere must not move them.
    #[test]
    fn unchanged_and_reworded_blocks_keep_their_ids() {
        let old = Doc::from_markdown("## A\n\nEt to tre fire.\n\nFem seks syv.\n\n- x").unwrap();
        for (markdown, expected) in [
            ("## A\n\nEt to tre fire.\n\nFem seks syv.\n\n- x", vec!["b1", "b2", "b3", "b4"]),
            ("Nyt\n\n## A\n\nEt to tre fire.\n\nFem seks syv.\n\n- x", vec!["b5", "b1", "b2", "b3", "b4"]),
            ("## A\n\nFem seks syv.\n\n- x", vec!["b1", "b3", "b4"]),
            ("## A\n\nEt to tre FIRE og fem.\n\nFem seks syv.\n\n- x", vec!["b1", "b2", "b3", "b4"]),
            ("## A\n\nHelt andre ord her.\n\nFem seks syv.\n\n- x", vec!["b1", "b5", "b3", "b4"]),
            ("## A\n\nHelt andet nyt.\n\nEt to tre fem.\n\nFem seks syv.", vec!["b1", "b5", "b2", "b3"]),
            ("", vec![]),
        ] {
            assert_eq!(ids(&Doc::from_markdown_keeping(&old, markdown).unwrap()), expected, "{markdown}");
        }
    }

    #[test]
    fn ids_of_other_forms_survive() {
        let json =
            r#"{"v":1,"blocks":[{"kind":"paragraph","id":"kx7","inlines":[{"kind":"text","text":"a"}]}]}"#;
        let old: Doc = serde_json::from_str(json).unwrap();
        assert_eq!(ids(&Doc::from_markdown_keeping(&old, "a\n\nb").unwrap()), ["kx7", "b1"]);
    }
}
