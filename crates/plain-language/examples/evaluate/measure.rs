//! What is measured on annotated sentences and on whole texts.

use crate::treebank::{Gold, Sentence};
use plain_language::{Block, BlockKind, Checker, Document, Finding, House, TextType, blocks_of, segment};
use std::collections::BTreeSet;
use std::fmt;

/// A figure with the counts that it is made of, and its bar.
pub(crate) struct Figure {
    pub what: String,
    pub value: f64,
    pub bar: f64,
    /// Whether more is better.
    pub at_least: bool,
    pub counts: String,
}

impl Figure {
    pub(crate) fn holds(&self) -> bool {
        if self.at_least { self.value >= self.bar } else { self.value <= self.bar }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, sign) =
            (if self.holds() { "holds " } else { "MISSED" }, if self.at_least { "≥" } else { "≤" });
        write!(f, "{mark}  {:<46} {:>7.3}  {sign} {:<6} {}", self.what, self.value, self.bar, self.counts)
    }
}

/// Precision and recall of places that were found.
fn compared(
    what: &str,
    found: &BTreeSet<(usize, usize)>,
    gold: &BTreeSet<(usize, usize)>,
    bars: (f64, f64),
) -> [Figure; 2] {
    let right = gold.intersection(found).count();
    let figure = |name: &str, of: usize, bar| Figure {
        what: format!("{what}, {name}"),
        value: right as f64 / of.max(1) as f64,
        bar,
        at_least: true,
        counts: format!("{right} of {of}"),
    };
    [figure("precision", found.len(), bars.0), figure("recall", gold.len(), bars.1)]
}

/// Ends of sentences; a block ends after sentences without a mark at their end.
pub(crate) fn sentences(sentences: &[Sentence]) -> Vec<Figure> {
    let is_closed = |sentence: &Sentence| {
        sentence.text.trim_end_matches(['"', ')', '\'']).ends_with(['.', '!', '?', '…', ':'])
    };
    let groups: Vec<&[Sentence]> = sentences.chunk_by(|before, _| is_closed(before)).collect();
    let texts: Vec<String> = groups
        .iter()
        .map(|group| group.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" "))
        .collect();
    let blocks: Vec<_> = texts.iter().map(|text| Block { kind: BlockKind::Paragraph, text }).collect();
    let mut gold = BTreeSet::new();
    for (block, group) in groups.iter().enumerate() {
        let mut at = 0;
        for sentence in *group {
            gold.insert((block, at));
            at += sentence.text.len() + 1;
        }
    }
    let found: BTreeSet<_> =
        segment(&blocks).iter().map(|sentence| (sentence.block, sentence.start)).collect();
    let right = gold.intersection(&found).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / gold.len() as f64);
    vec![Figure {
        what: "sentences, F".to_owned(),
        value: 2.0 * precision * recall / (precision + recall),
        bar: 0.95,
        at_least: true,
        counts: format!("{right} right of {} found and {} there", found.len(), gold.len()),
    }]
}

/// Findings of one rule in sentences, as (sentence, finding).
fn findings(checker: &Checker, sentences: &[Sentence], rule: &str) -> Vec<(usize, Finding)> {
    let house = House::default();
    let mut all = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let blocks = [Block { kind: BlockKind::Paragraph, text: &sentence.text }];
        let report = checker.check(Document { kind: TextType::Letter, blocks: &blocks }, &house);
        all.extend(
            report
                .findings
                .into_iter()
                .filter(|finding| &*finding.rule == rule)
                .map(|finding| (index, finding)),
        );
    }
    all
}

/// Passives in -s and with "blive".
pub(crate) fn passives(checker: &Checker, sentences: &[Sentence]) -> Vec<Figure> {
    let gold = |is: &dyn Fn(&Sentence, &Gold) -> bool| -> BTreeSet<(usize, usize)> {
        let words = sentences
            .iter()
            .enumerate()
            .flat_map(|(at, sentence)| sentence.words.iter().map(move |word| (at, sentence, word)));
        words.filter(|(_, sentence, word)| is(sentence, word)).map(|(at, _, word)| (at, word.start)).collect()
    };
    let found = |rule: &str| -> BTreeSet<(usize, usize)> {
        findings(checker, sentences, rule).into_iter().map(|(at, finding)| (at, finding.start)).collect()
    };
    let s_gold = gold(&|_, word| word.features.contains("Voice=Pass"));
    let blive_gold = gold(&|sentence, word| {
        let head = word.head.checked_sub(1).and_then(|at| sentence.words.get(at));
        word.class == "AUX"
            && word.lemma == "blive"
            && head.is_some_and(|head| head.features.contains("VerbForm=Part"))
    });
    let (s_found, blive_found) = (found("s-passive"), found("blive-passive"));
    if std::env::var_os("TRAAD_SHOW").is_some() {
        for (name, gold, found) in [("s", &s_gold, &s_found), ("blive", &blive_gold, &blive_found)] {
            for (what, places) in [("missed", gold.difference(found)), ("wrong", found.difference(gold))] {
                for (at, start) in places {
                    let text = &sentences[*at].text;
                    let word = text[*start..].split(' ').next().unwrap_or_default();
                    eprintln!("{name}-passive {what}: {word}: {text}");
                }
            }
        }
    }
    let mut figures =
        compared("passives in -s", &s_found, &s_gold, (0.95, 0.80)).into_iter().collect::<Vec<_>>();
    figures.extend(compared("passives with blive", &blive_found, &blive_gold, (0.93, 0.80)));
    figures
}

/// Findings of spelling and split compounds in sentences without mistakes, for a thousand words.
pub(crate) fn false_alarms(checker: &Checker, sentences: &[Sentence], errors: &House) -> Vec<Figure> {
    let words: usize = sentences
        .iter()
        .map(|sentence| sentence.words.iter().filter(|word| word.class != "PUNCT").count())
        .sum();
    let at = |index: usize, start: usize| sentences[index].words.iter().rfind(|word| word.start <= start);
    let spelling: Vec<String> = findings(checker, sentences, "spelling")
        .into_iter()
        .filter(|(index, finding)| {
            at(*index, finding.start).is_none_or(|word| !matches!(word.class.as_str(), "PROPN" | "X"))
        })
        .map(|(index, finding)| sentences[index].text[finding.start..finding.end].to_owned())
        .filter(|word| !errors.has(word))
        .collect();
    let split: Vec<String> = findings(checker, sentences, "split-compound")
        .into_iter()
        .map(|(index, finding)| sentences[index].text[finding.start..finding.end].to_owned())
        .collect();
    vec![
        per_thousand("spelling, false alarms per 1,000 words, treebank", &spelling, words, 4.0),
        per_thousand("split compounds, false per 1,000, treebank", &split, words, 1.0),
    ]
}

/// The same in whole texts, with the words of their houses.
pub(crate) fn false_alarms_in_texts(checker: &Checker, texts: &[String], house: &House) -> Vec<Figure> {
    let (mut words, mut spelling, mut split) = (0, Vec::new(), Vec::new());
    for text in texts {
        let blocks = blocks_of(text);
        let report = checker.check(Document { kind: TextType::Web, blocks: &blocks }, house);
        words += report.stats.words;
        for finding in report.findings {
            let found = finding.block.map(|block| blocks[block].text[finding.start..finding.end].to_owned());
            match &*finding.rule {
                "spelling" => spelling.extend(found),
                "split-compound" => split.extend(found),
                _ => {}
            }
        }
    }
    vec![
        per_thousand("spelling, false alarms per 1,000, strategies", &spelling, words, 2.0),
        per_thousand("split compounds, false per 1,000, strategies", &split, words, 1.0),
    ]
}

pub(crate) fn per_thousand(what: &str, found: &[String], words: usize, bar: f64) -> Figure {
    if std::env::var_os("TRAAD_SHOW").is_some() {
        eprintln!("{what}: {}", found.join(", "));
    }
    Figure {
        what: what.to_owned(),
        value: found.len() as f64 * 1000.0 / words.max(1) as f64,
        bar,
        at_least: false,
        counts: format!("{} in {words}", found.len()),
    }
}

/// Rules about mistakes of grammar. The treebank is printed text, so what they find there is false unless it is listed
/// among its mistakes.
const GRAMMAR: [&str; 7] = [
    "adjective-e",
    "adjective-t",
    "at-af-ad",
    "confused-words",
    "infinitive-after-who",
    "present-after-at",
    "wrong-gender",
];

/// Findings of each rule about grammar in sentences that people printed, for a thousand words.
pub(crate) fn grammar(checker: &Checker, sentences: &[Sentence], errors: &House) -> Vec<Figure> {
    let words: usize = sentences
        .iter()
        .map(|sentence| sentence.words.iter().filter(|word| word.class != "PUNCT").count())
        .sum();
    let of = |rule: &&str| {
        let found = findings(checker, sentences, rule);
        let found = found.iter().map(|(at, finding)| &sentences[*at].text[finding.start..finding.end]);
        let found: Vec<String> = found.map(str::to_owned).filter(|text| !errors.has(text)).collect();
        per_thousand(&format!("{rule}, false per 1,000, treebank"), &found, words, 0.5)
    };
    GRAMMAR.iter().map(of).collect()
}

/// How many nouns are found after the wrong one of "en" and "et", where the treebank has a noun right after the right.
pub(crate) fn swapped_genders(checker: &Checker, sentences: &[Sentence]) -> Figure {
    let (mut swapped, mut seen) = (0_u32, 0_u32);
    for sentence in sentences {
        for pair in sentence.words.windows(2) {
            let (start, end) = (pair[0].start, pair[0].start + 2);
            let other = match sentence.text.get(start..end) {
                Some("en") => "et",
                Some("et") => "en",
                _ => continue,
            };
            if pair[1].class != "NOUN" || pair[1].start != end + 1 {
                continue;
            }
            let text = format!("{}{other}{}", &sentence.text[..start], &sentence.text[end..]);
            let blocks = [Block { kind: BlockKind::Paragraph, text: &text }];
            let document = Document { kind: TextType::Letter, blocks: &blocks };
            let report = checker.check(document, &House::default());
            let is_found = |finding: &Finding| &*finding.rule == "wrong-gender" && finding.start == start;
            swapped += 1;
            seen += u32::from(report.findings.iter().any(is_found));
        }
    }
    Figure {
        what: "en and et swapped before a noun, found".to_owned(),
        value: f64::from(seen) / f64::from(swapped.max(1)),
        bar: 0.4,
        at_least: true,
        counts: format!("{seen} of {swapped}"),
    }
}

/// With `TRAAD_RULES=one,other`: everything that these rules find in the sentences and texts, to be read.
pub(crate) fn show(checker: &Checker, sentences: &[Sentence], texts: &[String], house: &House) {
    let Ok(rules) = std::env::var("TRAAD_RULES") else { return };
    for rule in rules.split(',') {
        for (at, finding) in findings(checker, sentences, rule) {
            let text = &sentences[at].text;
            eprintln!("{rule}: [{}] {:?}: {text}", &text[finding.start..finding.end], finding.suggestions);
        }
        for text in texts {
            let blocks = blocks_of(text);
            let report = checker.check(Document { kind: TextType::Letter, blocks: &blocks }, house);
            for finding in report.findings.iter().filter(|finding| &*finding.rule == rule) {
                let block = finding.block.map_or("", |block| blocks[block].text);
                eprintln!(
                    "{rule}: [{}] {:?}: {block}",
                    &block[finding.start..finding.end],
                    finding.suggestions
                );
            }
        }
    }
}
