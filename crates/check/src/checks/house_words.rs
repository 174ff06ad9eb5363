//! The words that the municipality has chosen (H2): one thing has one word, everywhere.

use super::Check;
use crate::{Finding, Input, Weight};
use markup::PartKind;
use plain_language::{Unit, from_bytes, words};
use strategy::model::HouseWord;

/// The endings that a noun takes; with one of them it is the same word, and the author bends the other one.
const ENDINGS: [&str; 11] = ["", "s", "en", "et", "er", "erne", "e", "n", "t", "r", "rne"];

/// Words that the strategy wants avoided.
pub(super) struct HouseWords;

impl Check for HouseWords {
    fn id(&self) -> &'static str {
        "house-word"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let Some(language) = &input.strategy.plain_language else { return };
        let content = input.content;
        let mut fields = vec![
            ("title".to_owned(), None, content.title.clone(), 0),
            ("main-point".to_owned(), None, content.main_point.clone(), 0),
        ];
        for (field, text) in input.documents() {
            // Counted as the editor counts its lines: descriptions of pictures are none.
            let lines =
                text.blocks_text().filter(|part| !matches!(part.kind, PartKind::Alt | PartKind::Caption));
            for (number, part) in lines.enumerate() {
                fields.push((field.clone(), Some(part.place.to_string()), part.text, number));
            }
        }
        for house_word in &language.house_words {
            for (field, block, text, number) in &fields {
                for (start, end) in places(text, house_word) {
                    let at = from_bytes(text, Unit::Utf16, &[start, end]);
                    let mut finding = Finding::new("house-word", Weight::Advice, field)
                        .with("found", &text[start..end])
                        .with("write", &house_word.write)
                        .with("why", &house_word.text)
                        .with("severity", "hint")
                        .with("part", number)
                        .because(format!("house-word.{}", house_word.id))
                        .waivable();
                    // A bent form would be replaced by one that is not.
                    if house_word
                        .avoid
                        .iter()
                        .any(|word| word.to_lowercase() == text[start..end].to_lowercase())
                    {
                        finding = finding.with("suggestions", &house_word.write);
                    }
                    finding.place.block.clone_from(block);
                    finding.place.range = Some((at[0], at[1]));
                    found.push(finding);
                }
            }
        }
    }
}

/// Where the words to avoid stand in a text, by the words that they begin with.
fn places(text: &str, house_word: &HouseWord) -> Vec<(usize, usize)> {
    let words = words(text);
    let mut found = Vec::new();
    for avoid in &house_word.avoid {
        let avoid = avoid.to_lowercase();
        let number = avoid.split_whitespace().count().max(1);
        for window in words.windows(number) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            let there = text[first.start..last.end].to_lowercase();
            if there.strip_prefix(avoid.as_str()).is_some_and(|ending| ENDINGS.contains(&ending)) {
                found.push((first.start, last.end));
            }
        }
    }
    found
}
