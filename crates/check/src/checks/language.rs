//! Plain language: the strategy's target LIX for the kind of text, and what the engine finds (H2, H9). The figure is a signpost only: it counts letters and sentences, not sense.

use super::Check;
use crate::{Finding, Input, Weight, run};
use markup::PartKind;
use plain_language::{Block, BlockKind, Category, Document, House, TextType, Unit, from_bytes};

/// What the names of the engine's rules begin with among our checks.
const LANGUAGE: &str = "language";
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
        let Some((target, item)) = target(input) else { return };
        let Some(reading) = run::reading(input.content) else { return };
        if reading.words >= WORDS_MIN && reading.lix > target {
            found.push(
                Finding::new("lix-high", Weight::Advice, "body")
                    .with("lix", reading.lix)
                    .with("target", target)
                    .because(item)
                    .waivable(),
            );
        }
    }
}

fn target(input: &Input<'_>) -> Option<(u32, String)> {
    let language = input.strategy.plain_language.as_ref()?;
    let wanted = input.role().and_then(|role| role.text_type.as_deref()).unwrap_or("news");
    let kind = language.text_types.iter().find(|kind| kind.id == wanted)?;
    Some((kind.target_lix?, format!("text-type.{}", kind.id)))
}

/// Everything that the plain-language engine finds: spelling, officialese, passives, long sentences and the rest.
pub(super) struct PlainLanguage;

impl Check for PlainLanguage {
    fn id(&self) -> &'static str {
        LANGUAGE
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let kind = text_type(input);
        let part = |kind, text: &str| vec![Part { place: None, number: 0, kind, text: text.to_owned() }];
        let content = input.content;
        let mut texts = vec![
            ("title".to_owned(), kind, part(BlockKind::Heading, &content.title)),
            ("main-point".to_owned(), kind, part(BlockKind::Paragraph, &content.main_point)),
            (
                "internal-text".to_owned(),
                TextType::Internal,
                part(BlockKind::Paragraph, &content.internal_text),
            ),
        ];
        for (field, text) in input.documents() {
            // Counted as the editor counts its lines: descriptions of pictures are none.
            let lines =
                text.blocks_text().filter(|part| !matches!(part.kind, PartKind::Alt | PartKind::Caption));
            let parts = lines.enumerate().filter_map(|(number, part)| {
                let kind = run::kind(part.kind)?;
                Some(Part { place: Some(part.place.to_string()), number, kind, text: part.text })
            });
            texts.push((field, kind, parts.collect()));
        }
        let item = target(input).map_or_else(String::new, |(_, item)| item);
        let before = found.len();
        for (field, kind, parts) in texts {
            found.extend(findings(&field, kind, &parts, &item));
        }
        found.truncate(before + FINDINGS_MAX);
    }
}

/// A piece of a field.
struct Part {
    /// Its place within the body.
    place: Option<String>,
    /// Which line of text it is.
    number: usize,
    kind: BlockKind,
    text: String,
}

/// What the engine finds in one field.
fn findings(field: &str, kind: TextType, parts: &[Part], item: &str) -> Vec<Finding> {
    let language = crate::language();
    let blocks: Vec<Block<'_>> =
        parts.iter().map(|part| Block { kind: part.kind, text: &part.text }).collect();
    let report = language.check(Document { kind, blocks: &blocks }, &House::default());
    report
        .findings
        .into_iter()
        .filter_map(|one| {
            let rule = language.rules().find(&one.rule)?;
            // Heading, contact and reasons have fields of their own, with checks of their own; and a
            // figure of the whole text is one of the body.
            let is_about_all = one.block.is_none();
            if is_about_all && (rule.category == Category::Structure || field != "body") {
                return None;
            }
            let mut finding = Finding::new(&format!("{LANGUAGE}-{}", rule.id), Weight::Advice, field)
                .with("da", one.message(&rule.da.message))
                .with("en", one.message(&rule.en.message))
                .with("severity", one.severity.word())
                .because(item)
                .waivable();
            if !one.suggestions.is_empty() {
                finding = finding.with("suggestions", one.suggestions.join("|"));
            }
            if let Some(block) = one.block {
                let part = parts.get(block)?;
                let at = from_bytes(&part.text, Unit::Utf16, &[one.start, one.end]);
                finding = finding.with("part", part.number).with("found", &part.text[one.start..one.end]);
                finding.place.block.clone_from(&part.place);
                finding.place.range = Some((at[0], at[1]));
            }
            Some(finding)
        })
        .collect()
}

/// The kind of text that a message is, to the engine.
fn text_type(input: &Input<'_>) -> TextType {
    if !input.is_external() {
        return TextType::Internal;
    }
    match input.role().and_then(|role| role.text_type.as_deref()) {
        Some("decision-letter") => TextType::Decision,
        Some("letter") => TextType::Letter,
        _ => TextType::Web,
    }
}
