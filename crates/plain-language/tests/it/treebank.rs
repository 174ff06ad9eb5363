//! Sentence ends measured against a treebank that people annotated (UD_Danish-DDT, its development part).
//! Skipped, aloud, where the data is missing; a failure there when the environment says `TRAAD_PARTS=required`.

use std::collections::BTreeSet;
use std::path::Path;

use plain_language::{Block, BlockKind, segment};

const TREEBANK: &str = "../../../shared/data/ud_danish_ddt/da_ddt-ud-dev.conllu";
/// The targets of the evaluation plan, and the least the treebank must hold to count.
const LEAST_F_RUN_ON: f64 = 0.95;
const LEAST_F_IN_BLOCKS: f64 = 0.98;
const LEAST_SENTENCES: usize = 500;

/// The sentences as annotated; `None` when they are missing and may be.
fn treebank() -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TREEBANK);
    let Ok(treebank) = std::fs::read_to_string(&path) else {
        assert_ne!(std::env::var("TRAAD_PARTS").as_deref(), Ok("required"), "{} is missing", path.display());
        eprintln!("SKIPPED: {} is missing, so sentence ends were not measured", path.display());
        return None;
    };
    let texts = treebank.lines().filter_map(|line| line.strip_prefix("# text = "));
    let sentences: Vec<String> = texts.map(|text| text.trim().to_owned()).collect();
    assert!(sentences.len() > LEAST_SENTENCES, "the treebank has {} sentences", sentences.len());
    Some(sentences)
}

/// Joins groups of sentences by spaces to one block each and measures how well the ends are found again.
fn measure(groups: &[&[String]]) -> f64 {
    let texts: Vec<String> = groups.iter().map(|group| group.join(" ")).collect();
    let blocks: Vec<_> = texts.iter().map(|text| Block { kind: BlockKind::Paragraph, text }).collect();
    let mut gold = BTreeSet::new();
    for (block, group) in groups.iter().enumerate() {
        let mut at = 0;
        for sentence in *group {
            gold.insert((block, at));
            at += sentence.len() + 1;
        }
    }
    let found: BTreeSet<_> =
        segment(&blocks).iter().map(|sentence| (sentence.block, sentence.start)).collect();
    for (what, places) in [("missed", gold.difference(&found)), ("wrong", found.difference(&gold))] {
        for (block, at) in places {
            let (before, after) = texts[*block].split_at(*at);
            let tail = before.char_indices().rev().nth(30).map_or(0, |(start, _)| start);
            eprintln!("{what}: {}|{}", &before[tail..], after.chars().take(20).collect::<String>());
        }
    }
    let right = gold.intersection(&found).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / gold.len() as f64);
    let f = 2.0 * precision * recall / (precision + recall);
    eprintln!("{} sentences: precision {precision:.3}, recall {recall:.3}, F {f:.3}", gold.len());
    f
}

/// H2: the sentences of the treebank run on, joined by spaces, headings among them.
#[test]
fn sentences_that_run_on() {
    let Some(sentences) = treebank() else { return };
    let f = measure(&[&sentences]);
    assert!(f >= LEAST_F_RUN_ON, "F {f:.3}");
}

/// H2: the same with headings and other lines without a full stop as the blocks they are.
#[test]
fn sentences_in_blocks() {
    let Some(sentences) = treebank() else { return };
    let is_closed =
        |sentence: &String| sentence.trim_end_matches(['"', ')', '\'']).ends_with(['.', '!', '?', '…', ':']);
    let groups: Vec<_> = sentences.chunk_by(|before, after| is_closed(before) && is_closed(after)).collect();
    let f = measure(&groups);
    assert!(f >= LEAST_F_IN_BLOCKS, "F {f:.3}");
}
