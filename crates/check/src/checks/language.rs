//! Readability: the strategy's target LIX for the kind of text, and sentences that run too long
//! (H2). The figure is a signpost only: it counts letters and sentences, not sense.

use super::Check;
use crate::{Finding, Input, Weight, run};
use markup::TextPart;

/// More words than this in one sentence is worth a look.
const SENTENCE_WORDS_MAX: usize = 25;
/// A text shorter than this says nothing about readability, in words.
const WORDS_MIN: u32 = 30;

/// The readability figure against the strategy's target.
pub(super) struct Lix;

impl Check for Lix {
    fn id(&self) -> &'static str {
        "lix"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let Some((target, item)) = target(input) else { return };
        let Some(reading) = run::reading(input.content) else { return };
        if reading.words >= WORDS_MIN && reading.lix > target {
            found.push(
                Finding::new("lix-high", Weight::Advice, "body")
                    .with("lix", reading.lix)
                    .with("target", target)
                    .because(item)
                    .waivable(),
            );
        }
    }
}

fn target(input: &Input<'_>) -> Option<(u32, String)> {
    let language = input.strategy.plain_language.as_ref()?;
    let wanted = input.role().and_then(|role| role.text_type.as_deref()).unwrap_or("news");
    let kind = language.text_types.iter().find(|kind| kind.id == wanted)?;
    Some((kind.target_lix?, format!("text-type.{}", kind.id)))
}

/// Sentences that lose the reader on the way.
pub(super) struct LongSentence;

impl Check for LongSentence {
    fn id(&self) -> &'static str {
        "long-sentence"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        for (field, text) in input.documents() {
            for part in text.blocks_text() {
                long_sentences(&field, &part, found);
            }
        }
    }
}

fn long_sentences(field: &str, part: &TextPart, found: &mut Vec<Finding>) {
    for (range, words) in run::sentences(&part.text) {
        if words > SENTENCE_WORDS_MAX {
            let mut finding = Finding::new("long-sentence", Weight::Advice, field)
                .with("words", words)
                .in_block(&part.place)
                .waivable();
            finding.place.range = Some(range);
            found.push(finding);
        }
    }
}
