//! LIX and RIX: words in a sentence and long words among them, by one written definition with test vectors.
//! A signpost only. It sees length and nothing else; a short text of hard words can be unreadable, and Björnsson
//! never meant it as more than a supplement to reading the text.

use crate::block::Block;
use crate::segment::Sentence;
use crate::{Line, Reading};

/// A word with more letters than this is long.
pub const LONG_WORD_LETTERS: usize = 6;
/// A sentence with more words than this is long.
pub const LONG_SENTENCE_WORDS: usize = 25;

/// The readability figures of a text. Show `words`, `sentences` and `long_words` next to the figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lix {
    /// How many words were counted.
    pub words: usize,
    /// How many sentences.
    pub sentences: usize,
    /// How many words of more than six letters.
    pub long_words: usize,
    /// How many sentences of more than 25 words.
    pub long_sentences: usize,
    /// Words in a sentence plus the percentage of long words (Björnsson 1968).
    pub lix: f64,
    /// Long words in a sentence (Anderson 1983).
    pub rix: f64,
}

/// How hard a text is said to be: the Danish bands, which hold on independent Danish text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Up to 24: meget let, as books for beginners.
    VeryEasy,
    /// 25 to 34: let, as fiction.
    Easy,
    /// 35 to 44: middel, as newspapers.
    Medium,
    /// 45 to 54: svær, as information from authorities.
    Hard,
    /// From 55: meget svær, as statutes.
    VeryHard,
}

impl Lix {
    /// Measures the running text: headings, paragraphs and list items. `None` when that has no words.
    ///
    /// `sentences` is what `segment(blocks)` gave.
    pub fn of(blocks: &[Block<'_>], sentences: &[Sentence]) -> Option<Self> {
        let is_running = |index: usize| blocks.get(index).is_some_and(|block| block.kind.is_running_text());
        Self::count(sentences.iter().filter(|sentence| is_running(sentence.block)).map(lengths))
    }

    /// Measures all sentences, also those of greetings, signatures, addresses and tables.
    pub fn of_all(sentences: &[Sentence]) -> Option<Self> {
        Self::count(sentences.iter().map(lengths))
    }

    /// Measures the running text of a text that was read.
    pub(crate) fn of_reading(reading: &Reading<'_>) -> Option<Self> {
        let lengths = |line: &Line<'_>| (line.tokens.len(), line.counts.long_words);
        Self::count(reading.running_lines().map(lengths))
    }

    /// Counts sentences, each given as how many words and how many long words it has.
    fn count(counted: impl Iterator<Item = (usize, usize)>) -> Option<Self> {
        let (mut words, mut sentences, mut long_words, mut long_sentences) = (0, 0, 0, 0);
        for (all, long) in counted {
            sentences += 1;
            words += all;
            long_sentences += usize::from(all > LONG_SENTENCE_WORDS);
            long_words += long;
        }
        if words == 0 {
            return None;
        }
        let lix = share(words, sentences) + 100.0 * share(long_words, words);
        let rix = share(long_words, sentences);
        Some(Self { words, sentences, long_words, long_sentences, lix, rix })
    }

    /// The figure as it is shown: a whole number, half up.
    pub fn rounded(&self) -> u32 {
        // A text of one endless sentence has as many words; no text comes near the largest u32.
        self.lix.round().clamp(0.0, f64::from(u32::MAX)) as u32
    }

    /// The band of the rounded figure.
    pub fn band(&self) -> Band {
        match self.rounded() {
            0..=24 => Band::VeryEasy,
            25..=34 => Band::Easy,
            35..=44 => Band::Medium,
            45..=54 => Band::Hard,
            _ => Band::VeryHard,
        }
    }

    /// Words in a sentence on average.
    pub fn average_sentence_words(&self) -> f64 {
        share(self.words, self.sentences)
    }

    /// The share of sentences with more than 25 words, from 0 to 1.
    pub fn long_sentence_share(&self) -> f64 {
        share(self.long_sentences, self.sentences)
    }
}

/// The sentences with the most words, longest first, at most `count`; equally long ones in reading order.
pub fn longest_sentences(sentences: &[Sentence], count: usize) -> Vec<&Sentence> {
    let mut by_length: Vec<&Sentence> = sentences.iter().collect();
    by_length.sort_by_key(|sentence| std::cmp::Reverse(sentence.words.len()));
    by_length.truncate(count);
    by_length
}

/// How many words and how many long words a sentence has.
fn lengths(sentence: &Sentence) -> (usize, usize) {
    let long = sentence.words.iter().filter(|word| word.letters > LONG_WORD_LETTERS);
    (sentence.words.len(), long.count())
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::BlockKind;
    use crate::plain_text::blocks_of;
    use crate::segment::segment;

    fn measure(text: &str) -> (usize, usize, usize, String) {
        let lix = Lix::of_all(&segment(&blocks_of(text))).unwrap();
        (lix.words, lix.sentences, lix.long_words, format!("{:.1}", lix.lix))
    }

    /// H2: the vectors of the definition, to be met exactly.
    #[test]
    fn vectors() {
        for (text, words, sentences, long_words, lix) in [
            ("Vi holder fx møde kl. 14.30 den 3. maj 2023 i København.", 12, 1, 1, "20.3"),
            ("Se bl.a. § 4, stk. 2, nr. 3, i lov om social service.", 12, 1, 1, "20.3"),
            ("Prisen er 1.250,50 kr. Du skal betale senest 1. juni.", 10, 2, 0, "5.0"),
            ("Husk:\n- pas\n- billet\nMed venlig hilsen", 6, 4, 0, "1.5"),
        ] {
            assert_eq!(measure(text), (words, sentences, long_words, lix.to_owned()), "{text}");
        }
    }

    #[test]
    fn greetings_and_signatures_do_not_count() {
        let blocks = blocks_of("Kære Ida\n\nDu får svar i morgen.\n\nMed venlig hilsen\nSkoleafdelingen");
        let lix = Lix::of(&blocks, &segment(&blocks)).unwrap();
        assert_eq!((lix.words, lix.sentences), (5, 1));
        assert_eq!(Lix::of(&[], &[]), None);
        let cell = [Block { kind: BlockKind::TableCell, text: "Kun tabel" }];
        assert_eq!(Lix::of(&cell, &segment(&cell)), None);
    }

    #[test]
    fn bands() {
        let band =
            |lix| Lix { words: 1, sentences: 1, long_words: 0, long_sentences: 0, lix, rix: 0.0 }.band();
        for (lix, expected) in [
            (0.0, Band::VeryEasy),
            (24.4, Band::VeryEasy),
            (24.5, Band::Easy),
            (34.4, Band::Easy),
            (34.6, Band::Medium),
            (44.4, Band::Medium),
            (44.6, Band::Hard),
            (54.4, Band::Hard),
            (54.6, Band::VeryHard),
            (1e300, Band::VeryHard),
        ] {
            assert_eq!(band(lix), expected, "{lix}");
        }
    }

    #[test]
    fn long_sentences() {
        let text = format!("Kort. A{}slut. B{}slut.", "ord ".repeat(25), "ord ".repeat(30));
        let sentences = segment(&[Block { kind: BlockKind::Paragraph, text: &text }]);
        let lix = Lix::of_all(&sentences).unwrap();
        assert_eq!((lix.sentences, lix.long_sentences), (3, 2));
        assert!((lix.long_sentence_share() - 2.0 / 3.0).abs() < 1e-9);
        let lengths: Vec<_> =
            longest_sentences(&sentences, 2).iter().map(|sentence| sentence.words.len()).collect();
        assert_eq!(lengths, [31, 26]);
    }
}
