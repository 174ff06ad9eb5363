//! Typing mistakes made by the machine: one letter left out, another one, two swapped, one doubled. How many are
//! found, and how often the first suggestion is the word that was meant.

use crate::measure::Figure;
use plain_language::{Block, BlockKind, Checker, Document, Flags, House, TextType, words};
use std::collections::BTreeSet;

/// What depends on the language.
pub(crate) struct Tried {
    /// Letters that stand for others.
    pub letters: &'static str,
    /// What stands before a mistake and after it.
    pub around: [&'static str; 2],
}

/// Danish.
pub(crate) const DANISH: Tried =
    Tried { letters: "abcdefghijklmnopqrstuvwxyzæøå", around: ["Her står ", " i en sætning."] };
/// English.
pub(crate) const ENGLISH: Tried =
    Tried { letters: "abcdefghijklmnopqrstuvwxyz", around: ["Here is ", " in a sentence."] };

/// How many words are tried.
const WORDS_MAX: usize = 2_500;
/// Shorter words are left alone.
const LETTERS_MIN: usize = 5;

/// Numbers that are the same in every run (Lehmer, modulus 2^31 - 1).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).unwrap_or(0) % limit.max(1)
    }
}

pub(crate) fn measure(checker: &Checker, texts: &[&str], tried: &Tried) -> Vec<Figure> {
    let Some(dictionary) = checker.dictionary() else { return Vec::new() };
    let mut known = BTreeSet::new();
    for text in texts {
        for word in words(text).iter().map(|word| &text[word.start..word.end]) {
            let is_plain = word.chars().all(|c| tried.letters.contains(c));
            if is_plain && word.chars().count() >= LETTERS_MIN && dictionary.accepts(word) {
                known.insert(word.to_owned());
            }
        }
    }
    let mut numbers = Numbers(20_261_122);
    let mut chosen: Vec<String> = known.into_iter().collect();
    for at in (1..chosen.len()).rev() {
        chosen.swap(at, numbers.below(at + 1));
    }
    chosen.truncate(WORDS_MAX);
    let (mut all, mut caught, mut first, mut among) = (0, 0, 0, 0);
    for word in &chosen {
        for typo in typos(word, tried.letters, &mut numbers) {
            if dictionary.flags(&typo).has(Flags::FORM) {
                continue;
            }
            all += 1;
            let suggestions = found(checker, &typo, tried);
            caught += usize::from(suggestions.is_some());
            let Some(suggestions) = suggestions else { continue };
            first += usize::from(suggestions.first() == Some(word));
            among += usize::from(suggestions.contains(word));
        }
    }
    let figure = |what: &str, value: usize, of: usize, bar: f64| Figure {
        what: what.to_owned(),
        value: value as f64 / of.max(1) as f64,
        bar,
        at_least: true,
        counts: format!("{value} of {of}"),
    };
    vec![
        figure("typing mistakes found", caught, all, 0.95),
        figure("first suggestion is the word that was meant", first, caught, 0.65),
        figure("one of five suggestions is", among, caught, 0.80),
    ]
}

/// The suggestions for a word that is found to be wrong; nothing when it is not found.
fn found(checker: &Checker, typo: &str, tried: &Tried) -> Option<Vec<String>> {
    let text = tried.around.join(typo);
    let blocks = [Block { kind: BlockKind::Paragraph, text: &text }];
    let report = checker.check(Document { kind: TextType::Letter, blocks: &blocks }, &House::default());
    report
        .findings
        .into_iter()
        .find(|finding| &*finding.rule == "spelling")
        .map(|finding| finding.suggestions)
}

/// One mistake of each kind at an inner place.
fn typos(word: &str, letters: &str, numbers: &mut Numbers) -> [String; 4] {
    let chars: Vec<char> = word.chars().collect();
    let at = 1 + numbers.below(chars.len() - 2);
    let text = |chars: Vec<char>| chars.into_iter().collect::<String>();
    let mut left_out = chars.clone();
    left_out.remove(at);
    let mut other = chars.clone();
    other[at] = letters.chars().nth(numbers.below(letters.chars().count())).unwrap_or('e');
    let mut swapped = chars.clone();
    swapped.swap(at, at + 1);
    let mut doubled = chars;
    doubled.insert(at, doubled[at]);
    [text(left_out), text(other), text(swapped), text(doubled)]
}
