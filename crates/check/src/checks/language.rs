//! Plain language: the strategy's target LIX for the kind of text, and what the engine finds (H2, H9). The figure is a signpost only: it counts letters and sentences, not sense.

use super::{Check, decision::APPEAL};
use crate::{Finding, Input, Weight, codex::LANGUAGE, engine, run};
use markup::{Doc, PartKind, PieceKind, TextOptions, TextPart};
use message::Content;
use plain_language::{
    Block, BlockKind, Category, Document, Finding as Found, Mark, MarkKind, Rule, Source, TextType, Unit,
    from_bytes,
};
use std::ops::Range;
use strategy::words::ConnectorKind;
use web::Lang;

/// The most findings of the engine that are shown and kept; a text with more needs another beginning.
const FINDINGS_MAX: usize = 200;
/// A text shorter than this says nothing about readability, in words.
const WORDS_MIN: u32 = 30;

/// The readability figure against the strategy's target.
pub(super) struct Lix;

impl Check for Lix {
    fn id(&self) -> &'static str {
        "lix"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        // Björnsson's bands and the strategy's targets are for Danish.
        let Some((target, item)) = target(input).filter(|_| input.content.language == Lang::Da) else {
            return;
        };
        let Some(figures) = crate::figures(input.content, input.house) else { return };
        if figures.words >= WORDS_MIN && figures.lix > target {
            found.push(
                Finding::new("lix-high", Weight::Advice, "body")
                    .with("lix", figures.lix)
                    .with("target", target)
                    .because(item)
                    .waivable(),
            );
        }
    }
}

fn target(input: &Input<'_>) -> Option<(u32, String)> {
    let kind = input.text_type()?;
    Some((kind.target_lix?, format!("text-type.{}", kind.id)))
}

/// Everything that the plain-language engine finds: spelling, officialese, passives, long sentences and the rest.
pub(super) struct PlainLanguage;

impl Check for PlainLanguage {
    fn id(&self) -> &'static str {
        "language"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let kind = text_type(input);
        let part = |kind, text: &str| {
            vec![Part { place: None, number: 0, kind, text: text.to_owned(), marks: Vec::new() }]
        };
        let content = input.content;
        let mut texts = vec![
            ("title".to_owned(), kind, title(&content.title)),
            ("main-point".to_owned(), kind, part(BlockKind::Paragraph, &content.main_point)),
        ];
        for (field, text) in input.documents() {
            texts.push((field, kind, parts_of(&text)));
        }
        let before = found.len();
        let for_staff = part(BlockKind::Paragraph, &content.internal_text);
        found.extend(in_parts(input, Lang::Da, "internal-text", TextType::Internal, &for_staff));
        if let Some(finding) = another_language(content) {
            found.push(finding);
            return;
        }
        for (field, kind, parts) in texts {
            found.extend(in_parts(input, content.language, &field, kind, &parts));
        }
        for channel in input.channels() {
            if let Some(channel_kind) = kind_of(channel.kind) {
                let is_decided = kind == TextType::Decision && is_letter(channel.kind);
                let kind = if is_decided { TextType::Decision } else { channel_kind };
                let field = format!("variant-{}", channel.id);
                match content.own_text(&channel.id) {
                    Some(own) => found.extend(in_plain_text(input, &field, kind, own)),
                    // Made from the body, which is checked: only what this channel cannot carry is new.
                    None => found.extend(
                        in_plain_text(input, &field, kind, &run::channel_text(content, channel))
                            .into_iter()
                            .filter(is_about_channel)
                            .map(of_whole_field),
                    ),
                }
            }
        }
        found.truncate(before + FINDINGS_MAX);
    }
}

/// A text in another language than it is said to be in is not held to the rules of that one: each of its words would
/// be a mistake. It stops until the right one is chosen, so that nobody gets round the rules by choosing the other.
fn another_language(content: &Content) -> Option<Finding> {
    let text = format!("{}\n{}", content.main_point, content.body.to_text(TextOptions::default()));
    engine::guess(&text).filter(|guessed| *guessed != content.language).map(|guessed| {
        Finding::new("other-language", Weight::Must, "language").with("guessed", guessed.tag()).waivable()
    })
}

/// The kind of text that a channel carries as plain text, to the engine.
fn kind_of(channel: ConnectorKind) -> Option<TextType> {
    match channel {
        ConnectorKind::Sms => Some(TextType::Sms),
        ConnectorKind::Facebook | ConnectorKind::Linkedin => Some(TextType::Post),
        ConnectorKind::Press => Some(TextType::Press),
        ConnectorKind::Letter | ConnectorKind::DigitalPost => Some(TextType::Letter),
        _ => None,
    }
}

/// Whether a channel carries letters to the one that a message is about.
pub(super) fn is_letter(channel: ConnectorKind) -> bool {
    matches!(channel, ConnectorKind::Letter | ConnectorKind::DigitalPost)
}

/// A text made from the body stands in no field where a place could be shown or mended.
fn of_whole_field(mut finding: Finding) -> Finding {
    finding.place.range = None;
    finding.args.remove("suggestions");
    finding
}

fn is_about_channel(finding: &Finding) -> bool {
    let id = finding.rule.strip_prefix(LANGUAGE).unwrap_or_default();
    engine::rule(id).is_some_and(|rule| rule.category == Category::Channel)
}

/// A piece of a field.
struct Part {
    /// Its place within the body.
    place: Option<String>,
    /// Which line of text it is.
    number: usize,
    kind: BlockKind,
    text: String,
    marks: Vec<(Range<usize>, Marked)>,
}

/// What markup says of a stretch of a piece.
enum Marked {
    Heading(u8),
    Link(String),
    Bold,
}

/// The title, which is the heading of the first level.
fn title(text: &str) -> Vec<Part> {
    let marks = vec![(0..text.len(), Marked::Heading(1))];
    vec![Part { place: None, number: 0, kind: BlockKind::Heading, text: text.to_owned(), marks }]
}

/// The pieces of a text that is written with headings and lists.
fn parts_of(text: &Doc) -> Vec<Part> {
    // Counted as the editor counts its lines: descriptions of pictures are none.
    let lines = text.blocks_text().filter(|part| !matches!(part.kind, PartKind::Alt | PartKind::Caption));
    let part = |(number, part): (usize, TextPart<'_>)| {
        let kind = run::kind(part.kind)?;
        let pieces = part.pieces.into_iter().map(|piece| match piece.kind {
            PieceKind::Link(href) => (piece.range, Marked::Link(href.to_string())),
            PieceKind::Strong => (piece.range, Marked::Bold),
        });
        let mut marks: Vec<_> = pieces.collect();
        if let PartKind::Heading(level) = part.kind {
            marks.push((0..part.text.len(), Marked::Heading(level.number())));
        }
        Some(Part { place: Some(part.place.to_string()), number, kind, text: part.text, marks })
    };
    lines.enumerate().filter_map(part).collect()
}

/// Rules that look at markup and that the editor has checks of its own for.
const OWN_CHECKS: [&str; 2] = ["link-text", "cpr-number"];

/// What the engine finds in a field that is written with headings and lists.
fn in_parts(input: &Input<'_>, language: Lang, field: &str, kind: TextType, parts: &[Part]) -> Vec<Finding> {
    let checker = engine::checker(language);
    let marks = parts.iter().enumerate().flat_map(|(block, part)| {
        part.marks.iter().map(move |(range, marked)| {
            let kind = match marked {
                Marked::Heading(level) => MarkKind::Heading(*level),
                Marked::Link(href) => MarkKind::Link(href),
                Marked::Bold => MarkKind::Bold,
            };
            Mark { block, start: range.start, end: range.end, kind }
        })
    });
    let marks: Vec<Mark<'_>> = marks.collect();
    let blocks: Vec<Block<'_>> =
        parts.iter().map(|part| Block { kind: part.kind, text: &part.text }).collect();
    let report = checker.check_marked(Document { kind, blocks: &blocks }, &marks, input.house);
    // A title that search engines cut has too many words as well; once is enough.
    let is_cut = report.findings.iter().any(|one| &*one.rule == "long-title");
    let findings = report.findings.into_iter().filter_map(|one| {
        let rule = checker.rules().find(&one.rule).filter(|rule| !OWN_CHECKS.contains(&&*rule.id))?;
        if is_cut && &*one.rule == "long-heading" && one.block == Some(0) {
            return None;
        }
        let Some(block) = one.block else {
            // Heading, contact and reasons have fields of their own, with checks of their own; and a
            // figure of the whole text is one of the body.
            let is_elsewhere = rule.category == Category::Structure || field != "body";
            return (!is_elsewhere).then(|| finding_of(input, rule, &one, field));
        };
        let part = parts.get(block)?;
        let text = &part.text[one.start..one.end];
        if engine::is_danish_name(language, rule, text) {
            return None;
        }
        let at = from_bytes(&part.text, Unit::Utf16, &[one.start, one.end]);
        let mut finding = finding_of(input, rule, &one, field).with("part", part.number).with("found", text);
        finding.place.block.clone_from(&part.place);
        finding.place.range = Some((at[0], at[1]));
        Some(finding)
    });
    findings.collect()
}

/// Rules that other fields and checks see to: the message has a title, and the law's demands have a check of their own.
const ELSEWHERE: [&str; 5] = ["letter-heading", "cpr-number", APPEAL[0], APPEAL[1], APPEAL[2]];

/// What the engine finds in a field of plain text, which is one piece to the editor.
fn in_plain_text(input: &Input<'_>, field: &str, kind: TextType, text: &str) -> Vec<Finding> {
    let language = input.content.language;
    let checker = engine::checker(language);
    let source = Source::plain(text);
    let report = checker.check(Document { kind, blocks: &source.blocks() }, input.house);
    let findings = report.findings.into_iter().filter_map(|one| {
        let rule = checker.rules().find(&one.rule).filter(|rule| !ELSEWHERE.contains(&&*rule.id))?;
        let finding = finding_of(input, rule, &one, field);
        let Some(block) = one.block else { return Some(finding) };
        let (start, end) = (source.place(block, one.start), source.place(block, one.end));
        let there = text.get(start..end).filter(|there| !engine::is_danish_name(language, rule, there))?;
        let at = from_bytes(text, Unit::Utf16, &[start, end]);
        let mut finding = finding.with("part", 0).with("found", there);
        finding.place.range = Some((at[0], at[1]));
        Some(finding)
    });
    findings.collect()
}

/// What the engine found, as one of our findings; its place is still to be told.
pub(super) fn finding_of(input: &Input<'_>, rule: &Rule, one: &Found, field: &str) -> Finding {
    let item = target(input).map_or_else(String::new, |(_, item)| item);
    let mut finding = Finding::new(&format!("{LANGUAGE}{}", rule.id), Weight::Advice, field)
        .with("da", one.message(&rule.da.message))
        .with("en", one.message(&rule.en.message))
        .with("severity", one.severity.word())
        .because(item)
        .waivable();
    if !one.suggestions.is_empty() {
        finding = finding.with("suggestions", one.suggestions.join("|"));
    }
    finding
}

/// The kind of text that a message is, to the engine.
pub(super) fn text_type(input: &Input<'_>) -> TextType {
    if !input.is_external() {
        return TextType::Internal;
    }
    match input.role().and_then(|role| role.text_type.as_deref()) {
        Some("decision-letter") => TextType::Decision,
        Some("letter") => TextType::Letter,
        _ => TextType::Web,
    }
}
