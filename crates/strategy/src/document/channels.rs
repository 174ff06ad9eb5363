//! Where: platforms, and the channels on each (C1-C9).

use super::parts::{Block, Entry, Part, Row, Table};
use super::words::Words;
use crate::model::{Channel, Limits};

/// The platforms, the channels at a glance, and what each channel is for.
pub(super) fn channels(words: &Words<'_>) -> Option<Part> {
    let strategy = words.strategy;
    let platforms = strategy.platforms.iter().map(|platform| words.entry("platform", &platform.id));
    let columns = ["channel", "platform", "connector", "audience", "target-groups"];
    let table = Table {
        caption: words.t("channel-table"),
        class: "table",
        columns: words.columns(&columns),
        rows: strategy.channels.iter().map(|channel| row(words, channel)).collect(),
    };
    let blocks = vec![
        Block::list(words.t("platforms"), platforms.collect()),
        Block::Table(table),
        Block::list(words.t("channels"), strategy.channels.iter().map(|one| entry(words, one)).collect()),
    ];
    Part::of("channels", words.t("platforms-and-channels"), blocks)
}

fn row(words: &Words<'_>, channel: &Channel) -> Row {
    let cells = vec![
        words.says(vec![words.name("platform", &channel.platform)]),
        words.cell(words.word("connector", &channel.kind)),
        words.cell(words.word("audience", &channel.audience)),
        words.says(words.names("target-group", &channel.target_groups)),
    ];
    let href = format!("#channel.{}", channel.id);
    Row { key: String::new(), head: channel.name.clone(), href, lang: words.said(), cells, mark: None }
}

fn entry(words: &Words<'_>, channel: &Channel) -> Entry {
    let limits = channel.limits.as_ref().map(|limits| limit_words(words, limits)).unwrap_or_default();
    words
        .entry("channel", &channel.id)
        .with(words.fact("used-for", words.all("purpose", &channel.purposes)))
        .with(words.named("reaches", "stakeholder", &channel.stakeholders))
        .with(words.one("owner", "level", channel.owner.as_ref()))
        .with(words.fact("may-publish", words.or(&words.each("duty", &channel.may_publish))))
        .with(words.fact("limits", limits))
}

fn limit_words(words: &Words<'_>, limits: &Limits) -> String {
    let parts = [
        words.maybe("limit-characters", limits.max_characters),
        words.maybe("limit-recommended", limits.recommended_characters),
        words.maybe("limit-images", limits.max_images),
        words.maybe("limit-minutes", limits.max_minutes),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
