//! How: principles with their signs, the codex and the core narrative (H1, H9, W7).

use super::parts::{Block, Chapter, Entry, List, Part};
use super::words::Words;
use crate::model::{CodexItem, Principle, Sign};
use crate::words::Side;

/// The principles, each with what people outside and inside can see when it is kept.
pub(super) fn principles(words: &Words<'_>) -> Option<Part> {
    let chapter = |principle| Block::Chapter(principle_chapter(words, principle));
    let blocks = words.strategy.principles.iter().map(chapter).collect();
    Part::of("principles", words.t("principles"), blocks).map(|part| part.lead(words.t("principles-lead")))
}

fn principle_chapter(words: &Words<'_>, principle: &Principle) -> Chapter {
    let entry = words
        .entry("principle", &principle.id)
        .with(words.quoted("definition", principle.definition.clone().unwrap_or_default()));
    let list = |side: Side| {
        let signs = principle.signs.iter().filter(|sign| sign.side == side);
        let entries: Vec<Entry> = signs.map(|sign| sign_entry(words, sign)).collect();
        List { title: words.word("sign-side", &side), entries }
    };
    let lists = [list(Side::External), list(Side::Internal)];
    Chapter { entry, lists: lists.into_iter().filter(|list| !list.entries.is_empty()).collect() }
}

fn sign_entry(words: &Words<'_>, sign: &Sign) -> Entry {
    let check = sign.check.map(|check| words.word("check", &check)).unwrap_or_default();
    words
        .entry("sign", &sign.id)
        .with(words.fact("program-checks", check))
        .with(words.quoted("author-asked", sign.question.clone().unwrap_or_default()))
        .with(words.indicator("measured-by", sign.indicator.as_ref()))
}

/// The codex of good communication.
pub(super) fn codex(words: &Words<'_>) -> Option<Part> {
    let entries = words.strategy.codex.iter().map(|item| codex_entry(words, item)).collect();
    Part::of("codex", words.t("codex"), vec![Block::list(String::new(), entries)])
}

fn codex_entry(words: &Words<'_>, item: &CodexItem) -> Entry {
    words
        .entry("codex", &item.id)
        .with(words.fact("program-checks", words.all("check", &item.checks)))
        .with(words.fact("language-rules", item.rules.join(", ")))
        .with(words.fact("seen-to-by", words.word("checked-by", &item.checked_by)))
        .with(words.fact("severity", words.word("severity", &item.severity)))
        .with(words.named("concerns-texts", "text-type", &item.text_types))
}

/// The core narrative with its themes.
pub(super) fn narrative(words: &Words<'_>) -> Option<Part> {
    let narrative = words.strategy.narrative.as_ref()?;
    let intro = words
        .item("narrative")
        .titled(narrative.name.clone())
        .with(words.one("owner", "level", narrative.owner.as_ref()))
        .with(words.named("brought-to-life-by", "level", &narrative.carried_by));
    let themes = narrative.themes.iter().map(|theme| {
        words
            .entry("narrative", &theme.id)
            .with(words.one("owner", "level", theme.owner.as_ref()))
            .with(words.named("told-to", "target-group", &theme.target_groups))
    });
    let blocks = vec![Block::list(words.t("themes"), themes.collect())];
    Some(Part::opening("narrative", words.t("narrative"), intro, blocks))
}
