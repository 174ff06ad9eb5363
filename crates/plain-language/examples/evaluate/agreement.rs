//! Mistakes of agreement made by the machine: an adjective that has lost its -e.

use crate::measure::Figure;
use crate::treebank::{Gold, Sentence};
use plain_language::{Block, BlockKind, Checker, Document, Finding, House, TextType};

/// Words after which an adjective before a noun ends in -e.
const BEFORE: [&str; 21] = [
    "den", "det", "de", "denne", "dette", "disse", "min", "mit", "mine", "din", "dit", "dine", "vores",
    "jeres", "deres", "hans", "hendes", "mange", "alle", "flere", "nogle",
];

/// How many adjectives without their -e are found, where the treebank has one with it between such a word and a noun.
pub(crate) fn bare_adjectives(checker: &Checker, sentences: &[Sentence]) -> Figure {
    let (mut made, mut seen) = (0_u32, 0_u32);
    for sentence in sentences {
        for words in sentence.words.windows(3) {
            let [before, adjective, noun] = words else { continue };
            if !has_lost(before, adjective, noun) {
                continue;
            }
            let (start, end) = (adjective.start, adjective.start + adjective.form.len());
            let text = format!("{}{}{}", &sentence.text[..start], adjective.lemma, &sentence.text[end..]);
            let blocks = [Block { kind: BlockKind::Paragraph, text: &text }];
            let document = Document { kind: TextType::Letter, blocks: &blocks };
            let report = checker.check(document, &House::default());
            let is_found =
                |finding: &Finding| &*finding.rule == "adjective-e" && finding.start == before.start;
            made += 1;
            seen += u32::from(report.findings.iter().any(is_found));
        }
    }
    Figure {
        what: "adjectives that lost their -e, found".to_owned(),
        value: f64::from(seen) / f64::from(made.max(1)),
        bar: 0.3,
        at_least: true,
        counts: format!("{seen} of {made}"),
    }
}

/// Whether the entry in the dictionary of an adjective is the form without -e.
fn has_lost(before: &Gold, adjective: &Gold, noun: &Gold) -> bool {
    BEFORE.contains(&before.form.to_lowercase().as_str())
        && adjective.class == "ADJ"
        && adjective.features.contains("Degree=Pos")
        && noun.class == "NOUN"
        && format!("{}e", adjective.lemma) == adjective.form
}
