//! A text as the rules read it: its blocks, sentences and words, each word with what the dictionary knows of it.

use crate::checks::nominal;
use crate::{
    Block, BlockKind, Dictionary, Finding, Flags, House, Mark, Rule, Sentence, TextType, Word, segment,
};
use std::{borrow::Cow, collections::HashMap};

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What it is for.
    pub kind: TextType,
    /// Its blocks in reading order.
    pub blocks: &'a [Block<'a>],
}

/// A word with what is known of it.
#[derive(Debug, Clone)]
pub struct Token<'a> {
    /// Its place in its block.
    pub word: Word,
    /// As it is written.
    pub text: &'a str,
    /// In small letters.
    pub lower: Cow<'a, str>,
    /// What it may be.
    pub flags: Flags,
    /// Whether it is a noun made of a verb or an adjective: "vurdering".
    pub is_nominalisation: bool,
}

/// A sentence with its words.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its place.
    pub sentence: Sentence,
    /// The kind of its block.
    pub kind: BlockKind,
    /// Its words.
    pub tokens: Vec<Token<'a>>,
}

/// A text, read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The text.
    pub document: Document<'a>,
    /// Its sentences.
    pub lines: Vec<Line<'a>>,
    /// The dictionary, where there is one.
    pub dictionary: Option<&'a Dictionary>,
    /// The words of the house.
    pub house: &'a House,
    /// What markup says of pieces of it; nothing where it came without.
    pub marks: &'a [Mark<'a>],
}

impl<'a> Reading<'a> {
    /// Reads a text.
    #[must_use]
    pub fn of(document: Document<'a>, dictionary: Option<&'a Dictionary>, house: &'a House) -> Self {
        let mut known: HashMap<&'a str, (Flags, bool)> = HashMap::new();
        let mut known = |text: &'a str, letters: usize| {
            *known.entry(text).or_insert_with(|| {
                let flags = dictionary.map_or(Flags::NONE, |dictionary| flags_of(dictionary, text));
                (flags, nominal::is_nominalisation(&lower(text), letters))
            })
        };
        let lines = segment(document.blocks)
            .into_iter()
            .map(|sentence| {
                let block: &'a Block<'a> = &document.blocks[sentence.block];
                let tokens = sentence
                    .words
                    .iter()
                    .map(|word| {
                        let text: &'a str = &block.text[word.start..word.end];
                        let (flags, is_nominalisation) = known(text, word.letters);
                        Token { word: *word, text, lower: lower(text), flags, is_nominalisation }
                    })
                    .collect();
                Line { sentence, kind: block.kind, tokens }
            })
            .collect();
        Self { document, lines, dictionary, house, marks: &[] }
    }

    /// The sentences that a rule looks at: what others said is theirs.
    pub fn own_lines(&self, rule: &Rule) -> impl Iterator<Item = &Line<'a>> {
        let in_quotes = rule.in_quotes;
        self.lines.iter().filter(move |line| in_quotes || line.kind != BlockKind::Quote)
    }

    /// The sentences of running text.
    pub fn running_lines(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.kind.is_running_text())
    }

    /// A finding at a place in a block; nothing where the rule is off in this kind of text.
    #[must_use]
    pub fn finding(&self, rule: &Rule, block: usize, start: usize, end: usize) -> Option<Finding> {
        let severity = rule.severity(self.document.kind)?;
        let found = self.document.blocks.get(block)?.text.get(start..end)?;
        Some(Finding {
            rule: rule.id.clone(),
            severity,
            block: Some(block),
            start,
            end,
            facts: vec![("found", found.to_owned())],
            suggestions: Vec::new(),
        })
    }

    /// A finding about the whole text.
    #[must_use]
    pub fn finding_about_all(&self, rule: &Rule) -> Option<Finding> {
        let severity = rule.severity(self.document.kind)?;
        let (start, end) = (0, 0);
        Some(Finding {
            rule: rule.id.clone(),
            severity,
            block: None,
            start,
            end,
            facts: Vec::new(),
            suggestions: Vec::new(),
        })
    }
}

impl<'a> Line<'a> {
    /// The word at a place as it is written, or nothing.
    #[must_use]
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// Whether the word at a place is one of some, in any case.
    #[must_use]
    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&token.lower.as_ref()))
    }
}

/// Most words are in small letters already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) }
}

/// What a form may be, also where it begins a sentence.
fn flags_of(dictionary: &Dictionary, text: &str) -> Flags {
    let flags = dictionary.flags(text);
    if !text.starts_with(char::is_uppercase) {
        return flags;
    }
    flags | dictionary.flags(&text.to_lowercase())
}
