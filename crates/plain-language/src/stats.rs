//! Figures of a text: a signpost only. They see length and forms, not sense.

use crate::checks::passive;
use crate::{Lix, Reading};
use serde::Serialize;

/// Figures of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stats {
    /// Words of running text.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Words of more than six letters.
    pub long_words: usize,
    /// Readability, rounded; 0 for a text without words.
    pub lix: u32,
    /// Long words in a sentence.
    pub rix: f64,
    /// Words in a sentence, on average.
    pub sentence_words: f64,
    /// Words in a sentence that nine of ten do not exceed.
    pub sentence_words_p90: usize,
    /// Sentences of more than 20 words.
    pub sentences_over_20: usize,
    /// Sentences of more than 25 words.
    pub sentences_over_25: usize,
    /// Passives in -s.
    pub s_passives: usize,
    /// Passives with "blive".
    pub blive_passives: usize,
    /// Forms of verbs that can only be verbs.
    pub verbs: usize,
    /// Nouns in -ning, -else and the like.
    pub nominalisations: usize,
}

impl Stats {
    /// The figures of a text.
    #[must_use]
    pub fn of(reading: &Reading<'_>) -> Self {
        let lix = Lix::of_reading(reading);
        let mut lengths = Vec::with_capacity(reading.lines.len());
        let (mut s_passives, mut blive_passives, mut verbs, mut nominalisations) = (0, 0, 0, 0);
        for line in reading.running_lines() {
            lengths.push(line.tokens.len());
            s_passives += passive::s_passives(line).count();
            blive_passives += passive::blive_passives(line).count();
            verbs += line.counts.verbs;
            nominalisations += line.counts.nominalisations;
        }
        lengths.sort_unstable();
        let over = |limit: usize| lengths.iter().filter(|length| **length > limit).count();
        Self {
            words: lix.map_or(0, |lix| lix.words),
            sentences: lix.map_or(0, |lix| lix.sentences),
            long_words: lix.map_or(0, |lix| lix.long_words),
            lix: lix.map_or(0, |lix| lix.rounded()),
            rix: round(lix.map_or(0.0, |lix| lix.rix)),
            sentence_words: round(lix.map_or(0.0, |lix| lix.average_sentence_words())),
            sentence_words_p90: lengths
                .get((lengths.len() * 9).div_ceil(10).saturating_sub(1))
                .copied()
                .unwrap_or(0),
            sentences_over_20: over(20),
            sentences_over_25: over(25),
            s_passives,
            blive_passives,
            verbs,
            nominalisations,
        }
    }
}

/// Two decimals are more than the figure can bear.
fn round(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}
