//! Plain language, what is measured, branding and reputation (H2, M1-M3, R4).

use super::parts::{Block, Entry, Part, Row, Table};
use super::words::Words;
use crate::model::{HouseWord, Indicator, TextType};

/// How clear each kind of text must be, and the words the municipality has chosen.
pub(super) fn plain_language(words: &Words<'_>) -> Option<Part> {
    let plain = words.strategy.plain_language.as_ref()?;
    let types = ["text-type", "text-type-says", "target-lix", "max-words", "blocking", "where-it-stands"];
    let house = ["write", "avoid", "why", "where-it-stands"];
    let blocks = vec![
        Block::Table(Table {
            caption: words.t("text-types"),
            class: "table",
            columns: words.columns(&types),
            rows: plain.text_types.iter().map(|kind| text_type_row(words, kind)).collect(),
        }),
        Block::Table(Table {
            caption: words.t("house-words"),
            class: "table",
            columns: words.columns(&house),
            rows: plain.house_words.iter().map(|word| house_word_row(words, word)).collect(),
        }),
    ];
    let intro = words.item("plain-language").titled(String::new());
    Some(Part::opening("plain-language", words.t("plain-language"), intro, blocks))
}

fn text_type_row(words: &Words<'_>, kind: &TextType) -> Row {
    let entry = words.entry("text-type", &kind.id);
    let said = vec![entry.text.clone()];
    entry.row(vec![
        words.says(said),
        words.cell(words.maybe("lix-under", kind.target_lix)),
        words.cell(words.maybe("words-under", kind.max_words)),
        words.lines(words.each("language-rule", &kind.blocking)),
    ])
}

fn house_word_row(words: &Words<'_>, word: &HouseWord) -> Row {
    let entry = words.entry("house-word", &word.id).titled(word.write.clone());
    let said = vec![entry.text.clone()];
    entry.row(vec![words.says(word.avoid.clone()), words.says(said)])
}

/// How it is followed up, and every indicator.
pub(super) fn measuring(words: &Words<'_>) -> Option<Part> {
    let measuring = words.strategy.measuring.as_ref()?;
    let report = measuring.report.map(|rhythm| words.word("rhythm", &rhythm)).unwrap_or_default();
    let intro = words.item("measuring").titled(String::new()).with(words.fact("report", report));
    let columns = ["indicator", "indicator-says", "measure", "unit", "question", "where-it-stands"];
    let table = Table {
        caption: words.t("indicators"),
        class: "table",
        columns: words.columns(&columns),
        rows: measuring.indicators.iter().map(|indicator| indicator_row(words, indicator)).collect(),
    };
    Some(Part::opening("measuring", words.t("measuring"), intro, vec![Block::Table(table)]))
}

fn indicator_row(words: &Words<'_>, indicator: &Indicator) -> Row {
    let entry = words.entry("indicator", &indicator.id);
    let said = vec![entry.text.clone()];
    entry.row(vec![
        words.says(said),
        words.cell(words.word("measure", &indicator.measure)),
        words.cell(words.word("unit", &indicator.unit)),
        words.says(indicator.question.iter().cloned().collect()),
    ])
}

/// Branding is a bounded effort; reputation is what grows of everything.
pub(super) fn reputation(words: &Words<'_>) -> Option<Part> {
    let brand = words.strategy.brand.as_ref().map(|brand| {
        words
            .item("brand")
            .titled(words.t("brand"))
            .with(words.fact("requires", words.all("campaign-field", &brand.requires)))
    });
    let reputation = words.strategy.reputation.as_ref().map(|reputation| {
        words.item("reputation").titled(words.t("reputation")).with(words.named(
            "measured-by",
            "indicator",
            &reputation.indicators,
        ))
    });
    let entries: Vec<Entry> = brand.into_iter().chain(reputation).collect();
    Part::of("reputation", words.t("brand-and-reputation"), vec![Block::list(String::new(), entries)])
}
