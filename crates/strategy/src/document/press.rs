//! Press work on the municipality's behalf: rules, and who speaks when (P1-P3).

use super::parts::{Block, Part, Row, Table};
use super::words::Words;
use crate::model::Speaker;

/// The rules of press work and the table of speakers.
pub(super) fn press(words: &Words<'_>) -> Option<Part> {
    let press = words.strategy.press.as_ref()?;
    let rules = press.rules.iter().map(|rule| words.entry("press", &rule.id)).collect();
    let columns = [
        "speaker-case",
        "speaker-says",
        "situations",
        "speaks",
        "after-agreement",
        "informs",
        "advised-by",
        "where-it-stands",
    ];
    let table = Table {
        caption: words.t("speaker-table"),
        class: "table",
        columns: words.columns(&columns),
        rows: press.speakers.iter().map(|speaker| row(words, speaker)).collect(),
    };
    let blocks = vec![Block::list(words.t("press-rules"), rules), Block::Table(table)];
    let intro = words.item("press").titled(String::new());
    Some(Part::opening("press", words.t("press"), intro, blocks))
}

fn row(words: &Words<'_>, speaker: &Speaker) -> Row {
    let mut entry = words.entry("press", &speaker.id);
    let said = vec![entry.text.clone()];
    if entry.title.is_empty() {
        entry.title = words.all("situation", &speaker.situations);
    }
    entry.row(vec![
        words.says(said),
        words.lines(words.each("situation", &speaker.situations)),
        words.lines(words.each("press-person", &speaker.speaks)),
        words.lines(words.each("press-person", &speaker.after_agreement_with)),
        words.lines(words.each("press-person", &speaker.inform)),
        words.lines(words.each("press-person", &speaker.advised_by)),
    ])
}
