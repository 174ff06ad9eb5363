//! Running the checks, and keeping what a run found with the edition it looked at.

use crate::{
    CHECKED, CHECKS, Figures, Finding, Input, Waiver, Weight, codex, engine, figures, house, waivers,
};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use markup::TextOptions;
use message::{Content, Edition};
use people::Unit;
use plain_language::{BlockKind, House};
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
        /// What the text is like; nothing for a text without words, and for a run from before they were kept.
        pub figures: Option<Json<Figures>>,
    }
}

impl CheckRun {
    /// The findings that stop, those waived left out.
    pub fn stopping<'a>(&'a self, waived: &'a [Waiver]) -> impl Iterator<Item = &'a Finding> {
        self.findings.0.iter().filter(|finding| {
            finding.weight == Weight::Must && !waived.iter().any(|waiver| waiver.covers(finding))
        })
    }
}

/// Runs every check, and weighs what was found as the strategy's codex and kinds of text say.
#[must_use]
pub fn examine(content: &Content, strategy: &Strategy, unit: &Unit, house: &House) -> Vec<Finding> {
    let input = Input { content, strategy, unit, house };
    let mut found = Vec::new();
    for check in CHECKS {
        check.look(&input, &mut found);
    }
    for finding in &mut found {
        codex::weigh(&input, finding);
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
    let house = house(tx).await?;
    let mut findings = examine(&edition.content, strategy, &unit, &house);
    let input = Input { content: &edition.content, strategy, unit: &unit, house: &house };
    let now = tx.now();
    findings.extend(crate::around::look(tx, &input, edition, now).await?);
    findings.sort_by_key(|finding| finding.weight);
    // Somebody's number stands in the text until it is mended, and nowhere else.
    for finding in findings.iter_mut().filter(|finding| finding.rule == "cpr") {
        finding.args.remove("found");
    }
    let figures = figures(&edition.content, &house);
    let kind = input.text_type();
    let run = CheckRun {
        id: tx.new_id(),
        edition_id: edition.id,
        hash: edition.hash.clone(),
        at: tx.now(),
        findings: Json(findings),
        lix: figures.map_or(0, |figures| i64::from(figures.lix)),
        words: figures.map_or(0, |figures| i64::from(figures.words)),
        figures: figures.map(Json),
    };
    let (text_type, role) = (kind.map(|kind| kind.id.as_str()), edition.content.role.as_deref());
    exec!(
        tx,
        "insert into check_run (id, edition_id, hash, at, findings, lix, words, figures, text_type, role, unit_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            run.id,
            run.edition_id,
            &run.hash,
            run.at,
            &run.findings,
            run.lix,
            run.words,
            &run.figures,
            text_type,
            role,
            unit.id
        ]
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
        "select id, edition_id, hash, at, findings, lix, words, figures from check_run where edition_id = $1 order by id desc limit 1",
        [edition] => fetch_optional
    )
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

/// The text that a channel carries: its own variant, or one made from the whole message. Where the text stands
/// alone it begins with the heading: what it is about and where is often said there and nowhere else.
#[must_use]
pub fn channel_text(content: &Content, channel: &Channel) -> String {
    let is_document = channel.kind.is_document();
    if let Some(text) = content.own_text(&channel.id).filter(|_| !is_document) {
        return text.to_owned();
    }
    let body = content.body_for(&channel.id);
    if is_document {
        return format!("{}\n\n{}", content.main_point, body.to_text(TextOptions::default()));
    }
    // Where nothing can be clicked, an address is part of what is read and copied.
    let body = body.to_text(TextOptions { link_targets: true, base: engine::own_address() });
    let (title, main_point, body) = (content.title.trim(), content.main_point.trim(), body.trim());
    let says_more = !main_point.is_empty() && !body.contains(main_point);
    let next = if says_more { main_point } else { body };
    let mut parts = Vec::new();
    if !title.is_empty() && !next.starts_with(title) {
        parts.push(title);
    }
    if says_more {
        parts.push(main_point);
    }
    if !body.is_empty() {
        parts.push(body);
    }
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Id;
    use markup::Doc;
    use strategy::Strategy;

    const STRATEGIES: [(&str, &[u8]); 3] = [
        ("sundby.toml", include_bytes!("../../../strategies/sundby.toml")),
        ("slagelse-2023.toml", include_bytes!("../../../strategies/slagelse-2023.toml")),
        ("naestved-2012-2015.toml", include_bytes!("../../../strategies/naestved-2012-2015.toml")),
    ];

    fn read(name: &str, bytes: &[u8]) -> std::sync::Arc<Strategy> {
        std::sync::Arc::new(strategy::read(bytes, name).unwrap())
    }

    fn content(title: &str, main_point: &str, body: &str) -> Content {
        let mut content = Content::new(Id::at(1));
        content.title = title.to_owned();
        content.main_point = main_point.to_owned();
        content.body = Doc::from_text(body).unwrap();
        content
    }

    #[test]
    fn a_text_that_stands_alone_begins_with_its_heading_in_every_channel() {
        let boil =
            content("Kog vandet i Sundby Nord", "Lad det koge i to minutter.", "Næste nyt klokken 14.00.");
        let mut seen = 0;
        for (name, bytes) in STRATEGIES {
            for channel in &read(name, bytes).channels {
                let text = channel_text(&boil, channel);
                if channel.kind.is_document() {
                    assert!(
                        !text.contains("Kog vandet"),
                        "{name} {}: the page has its own heading",
                        channel.id
                    );
                    continue;
                }
                seen += 1;
                assert_eq!(
                    text,
                    "Kog vandet i Sundby Nord\n\nLad det koge i to minutter.\n\nNæste nyt klokken 14.00.",
                    "{name} {}",
                    channel.id
                );
            }
        }
        assert!(seen > 20, "{seen}");
    }

    #[test]
    fn a_text_that_is_copied_tells_where_its_links_lead() {
        let strategy = read("sundby.toml", STRATEGIES[0].1);
        let mut linked = content("Vejen er lukket", "Kør udenom.", "");
        linked.body = Doc::from_markdown(
            "Se [kortet](https://sundby.example/kort), <https://sundby.example/veje> eller [skriv](mailto:vej@sundby.example).",
        )
        .unwrap();
        let copy = "Se kortet (https://sundby.example/kort), https://sundby.example/veje eller skriv (mailto:vej@sundby.example).";
        for channel in &strategy.channels {
            let text = channel_text(&linked, channel);
            assert_eq!(text.contains(copy), !channel.kind.is_document(), "{}: {text}", channel.id);
        }
    }

    #[test]
    fn nothing_is_said_twice_and_nothing_left_out() {
        let strategy = read("sundby.toml", STRATEGIES[0].1);
        let sms = strategy.channels.iter().find(|channel| channel.id == "sms").unwrap();
        for (parts, whole) in [
            (("Kog vandet", "Kog vandet.", "Kog vandet."), "Kog vandet."),
            (
                ("Vejen er lukket", "Kør udenom.", "Vejen er lukket. Kør udenom."),
                "Vejen er lukket. Kør udenom.",
            ),
            (
                ("Vejen", "Kør udenom.", "Bro og Vejen er lukket."),
                "Vejen|Kør udenom.|Bro og Vejen er lukket.",
            ),
            (("Strømmen er gået", "", "Bliv inde."), "Strømmen er gået|Bliv inde."),
            (("", "Bliv inde.", "Luk vinduerne."), "Bliv inde.|Luk vinduerne."),
        ] {
            let text = channel_text(&content(parts.0, parts.1, parts.2), sms);
            assert_eq!(text, whole.replace('|', "\n\n"), "{parts:?}");
        }
        let mut own = content("Kog vandet", "Lad det koge.", "Næste nyt klokken 14.00.");
        own.variants.insert("sms".to_owned(), "Mine egne ord.".to_owned());
        assert_eq!(channel_text(&own, sms), "Mine egne ord.");
    }
}
