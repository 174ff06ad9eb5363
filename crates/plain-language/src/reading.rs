//! A text as the rules read it: its blocks, sentences and words, each word with what the dictionary knows of it.

use crate::block::Marks;
use crate::form::{Form, Forms, Memory};
use crate::phrase::Opening;
use crate::segment::Segmenter;
use crate::{Block, BlockKind, Dictionary, Finding, Flags, House, Mark, Rule, TextType, Word};
use std::{borrow::Cow, cell::OnceCell};

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
    /// Which phrases may begin with it.
    pub(crate) opening: Opening,
    /// Whether it is known that the dictionary accepts it.
    pub(crate) is_accepted: bool,
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
    forms: Forms<'a>,
    characters: Vec<Marks>,
    lowered: OnceCell<String>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub(crate) fn of(
        document: Document<'a>,
        mut forms: Forms<'a>,
        memory: &Memory,
        house: &'a House,
    ) -> Self {
        let lines = forms.with(memory, |form| lines(document.blocks, form));
        let characters = document.blocks.iter().map(|block| Marks::of(block.text)).collect();
        let dictionary = forms.dictionary();
        let lowered = OnceCell::new();
        Self { document, lines, dictionary, house, marks: &[], forms, characters, lowered }
    }

    /// The forms of its words, when everything else is done.
    pub(crate) fn into_forms(self) -> Forms<'a> {
        self.forms
    }

    /// The whole text in small letters, a line for each block.
    pub(crate) fn lowered(&self) -> &str {
        self.lowered.get_or_init(|| {
            self.document.blocks.iter().map(|block| block.text.to_lowercase() + "\n").collect()
        })
    }

    /// Whether the dictionary accepts a word of the text.
    pub(crate) fn accepts(&self, token: &Token<'a>) -> bool {
        self.forms.accepts(token.text)
    }

    /// The blocks that have some characters, with their indexes; checks of single characters ask for these only.
    pub(crate) fn blocks_with(&self, marks: Marks) -> impl Iterator<Item = (usize, &'a Block<'a>)> {
        let blocks = self.document.blocks.iter().enumerate();
        blocks.zip(&self.characters).filter(move |(_, own)| own.has(marks)).map(|(block, _)| block)
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

impl Token<'_> {
    /// Whether it has a capital.
    pub(crate) fn has_capital(&self) -> bool {
        matches!(self.lower, Cow::Owned(_))
    }
}

impl<'a> Line<'a> {
    /// Whether a comma stands between a word and the one before it.
    pub(crate) fn has_comma_before(&self, at: usize, block: &str) -> bool {
        let (Some(before), Some(token)) =
            (at.checked_sub(1).and_then(|at| self.tokens.get(at)), self.tokens.get(at))
        else {
            return false;
        };
        let gap = block.as_bytes().get(before.word.end..token.word.start).unwrap_or_default();
        gap.contains(&b',')
    }

    /// The word at a place as it is written, or nothing.
    #[must_use]
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// Whether the word at a place is one of some, in any case.
    #[must_use]
    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let lower = token.lower.as_bytes();
        // Length and first letter tell nearly all words apart.
        let is_like = |word: &[u8]| word.len() == lower.len() && word.first() == lower.first();
        words.iter().any(|word| is_like(word.as_bytes()) && word.as_bytes() == lower)
    }
}

/// The sentences of some blocks.
fn lines<'a>(blocks: &'a [Block<'a>], form: &mut dyn FnMut(&'a str, usize) -> Form) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut segmenter = Segmenter::default();
    for (index, block) in blocks.iter().enumerate() {
        segmenter.each(block.text, |start, end, words| {
            let tokens = words.iter().map(|word| token(block.text, *word, form)).collect();
            lines.push(Line { sentence: Place { block: index, start, end }, kind: block.kind, tokens });
        });
    }
    lines
}

/// A word with what is known of it.
fn token<'a>(block: &'a str, word: Word, form: &mut dyn FnMut(&'a str, usize) -> Form) -> Token<'a> {
    let text = &block[word.start..word.end];
    let Form { flags, is_nominalisation, opening, is_small, is_accepted } = form(text, word.letters);
    // Most words are in small letters already.
    let lower = if is_small { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) };
    Token { word, text, lower, flags, is_nominalisation, opening, is_accepted }
}
