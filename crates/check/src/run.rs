//! Running the checks, and keeping what a run found with the edition it looked at.

use crate::{CHECKED, CHECKS, Finding, Input, Waiver, Weight, waivers};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use markup::TextOptions;
use message::{Content, Edition};
use people::Unit;
use plain_language::{Block, BlockKind, segment};
use serde_json::json;
use strategy::{Strategy, model::Channel};
use thread::{Note, State, Step};
use web::Outcome;

row! {
    /// What a run found.
    #[derive(Clone, Debug)]
    pub struct CheckRun {
        /// Id.
        pub id: Id,
        /// The edition it looked at.
        pub edition_id: Id,
        /// The hash of what it looked at.
        pub hash: String,
        /// When.
        pub at: Timestamp,
        /// What it found.
        pub findings: Json<Vec<Finding>>,
        /// Readability, rounded; 0 for a text without words.
        pub lix: i64,
        /// Words of running text.
        pub words: i64,
    }
}

/// Readability of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// LIX, rounded.
    pub lix: u32,
    /// Words.
    pub words: u32,
    /// Sentences.
    pub sentences: u32,
}

impl CheckRun {
    /// The findings that stop, those waived left out.
    pub fn stopping<'a>(&'a self, waived: &'a [Waiver]) -> impl Iterator<Item = &'a Finding> {
        self.findings.0.iter().filter(|finding| {
            finding.weight == Weight::Must
                && !(finding.waivable && waived.iter().any(|waiver| waiver.rule == finding.rule))
        })
    }
}

/// Runs every check.
#[must_use]
pub fn examine(content: &Content, strategy: &Strategy, unit: &Unit) -> Vec<Finding> {
    let input = Input { content, strategy, unit };
    let mut found = Vec::new();
    for check in CHECKS {
        check.look(&input, &mut found);
    }
    found.sort_by_key(|finding| finding.weight);
    found
}

/// Runs the checks over an edition and keeps what they found.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &mut Tx, actor: &Actor, edition: &Edition, strategy: &Strategy) -> Outcome<CheckRun> {
    let unit = Unit::get(tx, edition.content.unit).await?;
    let findings = examine(&edition.content, strategy, &unit);
    let reading = reading(&edition.content);
    let run = CheckRun {
        id: tx.new_id(),
        edition_id: edition.id,
        hash: edition.hash.clone(),
        at: tx.now(),
        findings: Json(findings),
        lix: reading.map_or(0, |reading| i64::from(reading.lix)),
        words: reading.map_or(0, |reading| i64::from(reading.words)),
    };
    exec!(
        tx,
        "insert into check_run (id, edition_id, hash, at, findings, lix, words) values ($1, $2, $3, $4, $5, $6, $7)",
        [run.id, run.edition_id, &run.hash, run.at, &run.findings, run.lix, run.words]
    )?;
    let waived = waivers(tx, edition.message_id).await?;
    let stopping = run.stopping(&waived).count();
    let advice = run.findings.0.len() - run.findings.0.iter().filter(|f| f.weight == Weight::Must).count();
    let (state, note) = if stopping > 0 {
        (State::Broken, Note::new("check-note-stopping").with("n", stopping))
    } else {
        (State::Done, Note::new("check-note-clear").with("advice", advice).with("lix", run.lix))
    };
    thread::set(tx, actor, edition.message_id, Step::Checks, state, note).await?;
    let particulars = json!({ "edition": edition.id, "stopping": stopping, "advice": advice });
    Event { kind: CHECKED, subject: edition.message_id, particulars, text: None }.write(tx, actor).await?;
    Ok(run)
}

/// The latest run over an edition.
///
/// # Errors
/// When the database fails.
pub async fn latest(conn: &mut impl AsConn, edition: Id) -> db::Result<Option<CheckRun>> {
    run!(
        conn,
        CheckRun,
        "select id, edition_id, hash, at, findings, lix, words from check_run where edition_id = $1 order by id desc limit 1",
        [edition] => fetch_optional
    )
}

/// Readability of the text that readers get; nothing for a text without words.
#[must_use]
pub fn reading(content: &Content) -> Option<Reading> {
    let parts: Vec<(BlockKind, String)> = std::iter::once((BlockKind::Paragraph, content.main_point.clone()))
        .chain(content.body.blocks_text().filter_map(|part| Some((kind(part.kind)?, part.text))))
        .collect();
    let blocks: Vec<Block<'_>> = parts.iter().map(|(kind, text)| Block { kind: *kind, text }).collect();
    let lix = plain_language::Lix::of(&blocks, &segment(&blocks))?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Some(Reading { lix: lix.rounded(), words: count(lix.words), sentences: count(lix.sentences) })
}

pub(crate) fn kind(kind: markup::PartKind) -> Option<BlockKind> {
    match kind {
        markup::PartKind::Heading(_) => Some(BlockKind::Heading),
        markup::PartKind::Paragraph => Some(BlockKind::Paragraph),
        markup::PartKind::Quote => Some(BlockKind::Quote),
        markup::PartKind::ListItem => Some(BlockKind::ListItem),
        markup::PartKind::QuoteBy | markup::PartKind::Alt | markup::PartKind::Caption => None,
    }
}

/// The text that a channel carries: its own variant, or one made from the body.
#[must_use]
pub fn channel_text(content: &Content, channel: &Channel) -> String {
    match content.own_text(&channel.id) {
        Some(text) if !channel.kind.is_document() => text.to_owned(),
        _ => {
            let body = content.body_for(&channel.id).to_text(TextOptions::default());
            format!("{}\n\n{body}", content.main_point)
        }
    }
}
