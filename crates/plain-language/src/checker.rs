//! Checking a text with every rule.

use crate::checks::Code;
use crate::class::Class;
use crate::form::{Accepted, Forms};
use crate::line::Words;
use crate::memory::Memory;
use crate::{Block, BlockKind, Dictionary, Document, Finding, House, Mark, Reading, Rules, Stats};

/// The most bytes of text that are checked at once; longer ones are refused by those who call.
pub const TEXT_MAX: usize = 10_000_000;
/// The rule that finds words that the dictionary does not have.
const SPELLING: &str = "spelling";
/// How long a finding may be that says what to write for a word in it, in bytes: a phrase and no sentence.
const EXPLAINED_MAX: usize = 60;

/// What checks texts: the rules, the dictionary and the words of a house.
#[derive(Debug)]
pub struct Checker {
    rules: Rules,
    dictionary: Option<Dictionary>,
    memory: Memory,
}

/// What was found in a text, and what it is like.
#[derive(Debug)]
pub struct Report {
    /// What was found, in reading order, then by severity and name; what is about the whole text comes first.
    pub findings: Vec<Finding>,
    /// Figures.
    pub stats: Stats,
}

impl Checker {
    /// Checks with these rules; without a dictionary spelling and passives are not looked for.
    #[must_use]
    pub fn new(rules: Rules, dictionary: Option<Dictionary>) -> Self {
        Class::prepare();
        Self { rules, dictionary, memory: Memory::default() }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The dictionary, where there is one.
    #[must_use]
    pub fn dictionary(&self) -> Option<&Dictionary> {
        self.dictionary.as_ref()
    }

    /// Checks a text.
    #[must_use]
    pub fn check(&self, document: Document<'_>, house: &House) -> Report {
        self.check_marked(document, &[], house)
    }

    /// The figures of a text alone; nothing is looked for.
    #[must_use]
    pub fn stats(&self, document: Document<'_>, house: &House) -> Stats {
        let (words, forms) = self.read(document.blocks);
        let stats = Stats::of(&Reading::of(document, &words, self.dictionary.as_ref(), &self.memory, house));
        self.memory.keep(forms, &Accepted::default());
        stats
    }

    /// Checks a text of which markup says where its links, levels of headings and bold words are.
    #[must_use]
    pub fn check_marked(&self, document: Document<'_>, marks: &[Mark<'_>], house: &House) -> Report {
        let (words, forms) = self.read(document.blocks);
        let mut reading = Reading::of(document, &words, self.dictionary.as_ref(), &self.memory, house);
        reading.marks = marks;
        // Officialese has about a finding a sentence.
        let mut findings = Vec::with_capacity(reading.lines.len());
        // Sentence by sentence, while its words are at hand; what needs the whole text comes after.
        let (mut of_lines, mut of_text) = (Vec::new(), Vec::new());
        for (rule, code) in self.rules.coded().filter(|(rule, _)| rule.severity(document.kind).is_some()) {
            match code {
                Code::Line(class, check) => of_lines.push((class, rule, check)),
                Code::Text(check) => of_text.push((rule, check)),
            }
        }
        let mut phrases = self.rules.phrases().search(self.rules.all());
        for line in &reading.lines {
            phrases.look(&reading, line, &mut findings);
            for (class, rule, check) in &of_lines {
                if line.class.has(*class) && (rule.in_quotes || line.kind != BlockKind::Quote) {
                    check(&reading, rule, line, &mut findings);
                }
            }
        }
        for (rule, check) in of_text {
            check(&reading, rule, &mut findings);
        }
        drop_explained(&mut findings);
        let place = |finding: &Finding| (finding.block, finding.start, finding.severity);
        findings.sort_unstable_by(|a, b| {
            place(a).cmp(&place(b)).then_with(|| (&a.rule, a.end).cmp(&(&b.rule, b.end)))
        });
        let stats = Stats::of(&reading);
        self.memory.keep(forms, &reading.into_accepted());
        Report { findings, stats }
    }

    /// The words of some blocks, and those of their forms that were not met before.
    fn read<'a>(&'a self, blocks: &[Block<'a>]) -> (Words<'a>, Forms<'a>) {
        let mut forms = Forms::new(self.dictionary.as_ref(), self.rules.phrases());
        let words = forms.with(&self.memory, |form| Words::of(blocks, form));
        (words, forms)
    }
}

/// Drops words that the dictionary does not have where another finding says what to write there: "børne haven" is one
/// mistake, and what looks like either half alone helps nobody.
fn drop_explained(findings: &mut Vec<Finding>) {
    let mut explained: Vec<(usize, usize, &Finding)> = findings
        .iter()
        .filter(|one| &*one.rule != SPELLING && one.end - one.start <= EXPLAINED_MAX)
        .filter_map(|one| Some((one.block.filter(|_| !one.suggestions.is_empty())?, one.start, one)))
        .collect();
    explained.sort_unstable_by_key(|(block, start, _)| (*block, *start));
    let is_explained = |finding: &Finding| {
        let Some(block) = finding.block.filter(|_| &*finding.rule == SPELLING) else { return false };
        let first = (block, finding.start.saturating_sub(EXPLAINED_MAX));
        let from = explained.partition_point(|one| (one.0, one.1) < first);
        let near = explained[from..].iter().take_while(|one| (one.0, one.1) <= (block, finding.start));
        // "modtagett modtagett" is misspelt with one of them taken away too.
        let stays =
            |instead: &str| instead.split_whitespace().any(|one| one.eq_ignore_ascii_case(&finding.found));
        near.filter(|(_, _, other)| finding.end <= other.end)
            .any(|(_, _, other)| other.suggestions.first().is_some_and(|instead| !stays(instead)))
    };
    let mut drop: Vec<bool> = findings.iter().map(is_explained).collect();
    let mut drops = drop.drain(..);
    findings.retain(|_| !drops.next().unwrap_or(false));
}
