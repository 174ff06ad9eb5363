//! A text as the rules read it: its blocks, sentences and words, each word with what the dictionary knows of it.

use crate::block::Marks;
use crate::class::Class;
use crate::form::Accepted;
use crate::line::Words;
use crate::memory::Memory;
use crate::{Block, BlockKind, Dictionary, Finding, House, Line, Mark, Rule, TextType, Token};
use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What it is for.
    pub kind: TextType,
    /// Its blocks in reading order.
    pub blocks: &'a [Block<'a>],
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
    /// The classes of all its words.
    class: Class,
    memory: &'a Memory,
    accepted: RefCell<Accepted<'a>>,
    characters: Vec<Marks>,
    lowered: OnceCell<String>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub(crate) fn of(
        document: Document<'a>,
        words: &'a Words<'a>,
        dictionary: Option<&'a Dictionary>,
        memory: &'a Memory,
        house: &'a House,
    ) -> Self {
        let lines = words.lines();
        let mut class = Class::NONE;
        lines.iter().for_each(|line| class |= line.class);
        let characters = document.blocks.iter().map(|block| Marks::of(block.text)).collect();
        let (accepted, lowered) = (RefCell::default(), OnceCell::new());
        Self { document, lines, dictionary, memory, house, marks: &[], class, accepted, characters, lowered }
    }

    /// The words that the dictionary was asked about, with its answers.
    pub(crate) fn into_accepted(self) -> Accepted<'a> {
        self.accepted.into_inner()
    }

    /// The whole text in small letters, a line for each block.
    pub(crate) fn lowered(&self) -> &str {
        self.lowered.get_or_init(|| {
            self.document.blocks.iter().map(|block| block.text.to_lowercase() + "\n").collect()
        })
    }

    /// Whether the dictionary accepts a word of the text.
    pub(crate) fn accepts(&self, token: &Token<'a>) -> bool {
        let look = || {
            let dictionary = self.dictionary.filter(|_| !self.memory.is_mistake(token.text));
            dictionary.is_some_and(|dictionary| dictionary.accepts(token.text))
        };
        *self.accepted.borrow_mut().entry(token.text).or_insert_with(look)
    }

    /// What could stand in the place of a word that the dictionary does not accept.
    pub(crate) fn suggestions(&self, token: &Token<'_>) -> Vec<String> {
        let look = |dictionary| self.memory.suggestions(dictionary, token.text);
        self.dictionary.map(look).unwrap_or_default()
    }

    /// The blocks that have some characters, with their indexes; checks of single characters ask for these only.
    pub(crate) fn blocks_with(&self, marks: Marks) -> impl Iterator<Item = (usize, &'a Block<'a>)> {
        let blocks = self.document.blocks.iter().enumerate();
        blocks.zip(&self.characters).filter(move |(_, own)| own.has(marks)).map(|(block, _)| block)
    }

    /// The blocks that may have an address of the web or of a mail, with their indexes.
    pub(crate) fn blocks_with_addresses(&self) -> impl Iterator<Item = (usize, &'a Block<'a>)> {
        let lines = self.lines.iter().filter(|line| line.class.has(Class::ADDRESS));
        let named: HashSet<usize> = lines.map(|line| line.sentence.block).collect();
        let blocks = self.document.blocks.iter().enumerate();
        let has = move |at: usize, own: &Marks| own.has(Marks::AT) || named.contains(&at);
        blocks.zip(&self.characters).filter(move |((at, _), own)| has(*at, own)).map(|(block, _)| block)
    }

    /// The sentences that a rule looks at: what others said is theirs.
    pub fn own_lines(&self, rule: &Rule) -> impl Iterator<Item = &Line<'a>> {
        let in_quotes = rule.in_quotes;
        self.lines.iter().filter(move |line| in_quotes || line.kind != BlockKind::Quote)
    }

    /// Those of them that have words of all of some classes.
    pub(crate) fn own_lines_with(&self, rule: &Rule, class: Class) -> impl Iterator<Item = &Line<'a>> {
        let lines = if self.class.has(class) { self.lines.as_slice() } else { &[] };
        let in_quotes = rule.in_quotes;
        let is_own = move |line: &&Line<'a>| in_quotes || line.kind != BlockKind::Quote;
        lines.iter().filter(move |line| line.class.has(class)).filter(is_own)
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
            found: found.to_owned(),
            facts: Vec::new(),
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
            found: String::new(),
            facts: Vec::new(),
            suggestions: Vec::new(),
        })
    }
}
