//! The sentences of a text, each with its words and what is known of them. All words of a text lie in one row, and
//! their classes in another: what checks look at first takes eight bytes a word.

use crate::checks::split;
use crate::class::Class;
use crate::form::Form;
use crate::phrase::Opening;
use crate::segment::Segmenter;
use crate::{Block, BlockKind, Flags, LONG_WORD_LETTERS, Word};
use std::{borrow::Cow, ops::Range};

/// A word with what is known of it.
#[derive(Debug, Clone)]
pub struct Token<'a> {
    /// As it is written.
    pub text: &'a str,
    /// Where it begins in its block; blocks of 4 GiB are not read.
    start: u32,
    /// How many letters it has, up to what fits.
    letters: u16,
    /// Whether it has no capitals.
    pub(crate) is_small: bool,
    /// What it may be.
    pub flags: Flags,
    /// Which phrases may begin with it.
    pub(crate) opening: Opening,
}

/// A text of millions of words is read at the speed at which its words come out of memory.
const _: () = assert!(size_of::<Token<'_>>() == 32);

impl<'a> Token<'a> {
    fn new(text: &'a str, word: Word, form: Form) -> Self {
        let Form { flags, opening, is_small, .. } = form;
        let start = u32::try_from(word.start).unwrap_or(u32::MAX);
        Self {
            text,
            start,
            letters: u16::try_from(word.letters).unwrap_or(u16::MAX),
            is_small,
            flags,
            opening,
        }
    }

    /// Its place in its block, and its number of letters.
    #[must_use]
    pub fn word(&self) -> Word {
        let start = self.start as usize;
        Word { start, end: start + self.text.len(), letters: usize::from(self.letters) }
    }

    /// The word in small letters; most are already.
    #[must_use]
    pub fn lower(&self) -> Cow<'a, str> {
        if self.is_small { Cow::Borrowed(self.text) } else { Cow::Owned(self.text.to_lowercase()) }
    }

    /// Whether it is a word that is given in small letters.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        if self.is_small || self.text.len() != word.len() {
            return self.text == word;
        }
        self.text.chars().flat_map(char::to_lowercase).eq(word.chars())
    }

    /// Whether it is the same word as another, in any case.
    fn is_same(&self, other: &Self) -> bool {
        let may_differ = !(self.is_small && other.is_small);
        self.text.len() == other.text.len()
            && (self.text == other.text || may_differ && self.lower() == other.lower())
    }
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The index of its block.
    pub block: usize,
    /// Where it begins in the block's text, in bytes.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// A sentence with its words.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its place.
    pub sentence: Place,
    /// The kind of its block.
    pub kind: BlockKind,
    /// Its words.
    pub tokens: &'a [Token<'a>],
    /// The classes of each word.
    classes: &'a [Class],
    /// The classes of all its words.
    pub(crate) class: Class,
    /// What is counted in it.
    pub(crate) counts: Counts,
}

/// What is counted in a sentence while its words are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Commas.
    pub(crate) commas: usize,
    /// Letters of its longest word.
    pub(crate) longest: usize,
    /// Words of more than six letters.
    pub(crate) long_words: usize,
    /// Words that are verbs and nothing else.
    pub(crate) verbs: usize,
    /// Nouns made of verbs and adjectives.
    pub(crate) nominalisations: usize,
}

/// The words of all sentences, and where each sentence begins among them.
#[derive(Debug, Default)]
pub(crate) struct Words<'a> {
    tokens: Vec<Token<'a>>,
    classes: Vec<Class>,
    sentences: Vec<Sentence>,
}

#[derive(Debug)]
struct Sentence {
    place: Place,
    kind: BlockKind,
    first: usize,
    class: Class,
    counts: Counts,
}

/// What can only be a verb, as far as the dictionary knows.
const VERB: Class = Class::of_flags(Flags::PASSIVE.and(Flags::PRESENT).and(Flags::PAST));

impl<'a> Words<'a> {
    /// The words of some blocks, each with what is known of its form.
    pub(crate) fn of(blocks: &[Block<'a>], form: &mut dyn FnMut(&'a str, usize) -> Form) -> Self {
        // A word and the space after it take some seven bytes.
        let number = blocks.iter().map(|block| block.text.len()).sum::<usize>() / 6;
        let (tokens, classes) = (Vec::with_capacity(number), Vec::with_capacity(number));
        let mut all = Self { tokens, classes, sentences: Vec::with_capacity(number / 10) };
        let mut segmenter = Segmenter::default();
        let readable = |(_, block): &(usize, &Block<'a>)| u32::try_from(block.text.len()).is_ok();
        for (index, block) in blocks.iter().enumerate().filter(readable) {
            segmenter.each(block.text, |start, end, words| {
                let commas = block.text.as_bytes()[start..end].iter().filter(|byte| **byte == b',').count();
                let place = Place { block: index, start, end };
                let (first, counts) = (all.tokens.len(), Counts { commas, ..Counts::default() });
                let class = Class::SPACED.when(is_spaced(block.text, start..end, commas, words));
                let sentence = Sentence { place, kind: block.kind, first, class, counts };
                all.add(sentence, block.text, words, form);
            });
        }
        all
    }

    fn add(
        &mut self,
        mut sentence: Sentence,
        block: &'a str,
        words: &[Word],
        form: &mut dyn FnMut(&'a str, usize) -> Form,
    ) {
        for word in words {
            let text = &block[word.start..word.end];
            let form = form(text, word.letters);
            let Form { class, is_accepted, .. } = form;
            let token = Token::new(text, *word, form);
            let mut class = class | Class::UNKNOWN.when(!is_accepted && !class.has(Class::UNSPELLED));
            let counts = &mut sentence.counts;
            counts.longest = counts.longest.max(word.letters);
            counts.long_words += usize::from(word.letters > LONG_WORD_LETTERS);
            counts.verbs += usize::from(class.any(VERB));
            counts.nominalisations += usize::from(class.has(Class::NOMINALISATION));
            if let Some(before) = self.tokens.get(sentence.first..).and_then(<[_]>::last) {
                class |= Class::DOUBLED.when(before.is_same(&token)) | split::may_be_one(before, &token);
            }
            sentence.class |= class;
            self.tokens.push(token);
            self.classes.push(class);
        }
        self.sentences.push(sentence);
    }

    /// The sentences in reading order.
    pub(crate) fn lines(&self) -> Vec<Line<'_>> {
        let ends = self.sentences.iter().skip(1).map(|next| next.first).chain([self.tokens.len()]);
        let line = |(one, end): (&Sentence, usize)| Line {
            sentence: one.place,
            kind: one.kind,
            tokens: &self.tokens[one.first..end],
            classes: &self.classes[one.first..end],
            class: one.class,
            counts: one.counts,
        };
        self.sentences.iter().zip(ends).map(line).collect()
    }
}

/// Whether a space stands before a comma of a sentence, or after its last word.
fn is_spaced(block: &str, sentence: Range<usize>, commas: usize, words: &[Word]) -> bool {
    let follows = |word: &Word| word.end < sentence.end && block.as_bytes()[word.end] == b' ';
    words.last().is_some_and(follows) || commas > 0 && block[sentence].contains(" ,")
}

impl<'a> Line<'a> {
    /// Whether a comma stands between a word and the one before it.
    pub(crate) fn has_comma_before(&self, at: usize, block: &str) -> bool {
        let (Some(before), Some(token)) =
            (at.checked_sub(1).and_then(|at| self.tokens.get(at)), self.tokens.get(at))
        else {
            return false;
        };
        let gap = block.as_bytes().get(before.word().end..token.word().start).unwrap_or_default();
        gap.contains(&b',')
    }

    /// The word at a place as it is written, or nothing.
    #[must_use]
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// Whether the word at a place has all of some classes.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|own| own.has(class))
    }

    /// Whether the word at a place has any of some classes.
    pub(crate) fn is_any(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|own| own.any(class))
    }

    /// The places of the words that have all of some classes; nothing is looked at where none has.
    pub(crate) fn places(&self, class: Class) -> impl Iterator<Item = usize> + use<'a> {
        let classes = if self.class.has(class) { self.classes } else { &[] };
        classes.iter().enumerate().filter(move |(_, own)| own.has(class)).map(|(at, _)| at)
    }

    /// The places of the words that have any of some classes.
    pub(crate) fn places_of_any(&self, class: Class) -> impl Iterator<Item = usize> + use<'a> {
        let classes = if self.class.any(class) { self.classes } else { &[] };
        classes.iter().enumerate().filter(move |(_, own)| own.any(class)).map(|(at, _)| at)
    }

    /// Whether the word at a place is one of some, in any case.
    #[must_use]
    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.iter().any(|word| token.is(word)))
    }
}
