//! What a crisis is and how it is handled (P4-P8).

use super::parts::{Block, Entry, Part};
use super::words::Words;
use crate::model::{Crisis, CrisisLevel, HoldingStatement};

/// The definition, then levels, habits, roles, the first meeting, ready texts and watched topics.
pub(super) fn crisis(words: &Words<'_>) -> Option<Part> {
    let crisis = words.strategy.crisis.as_ref()?;
    let intro = words
        .item("crisis")
        .titled(String::new())
        .with(words.fact("evaluate-within", words.maybe("days", crisis.evaluate_within_days)))
        .with(words.fact("actions-within", words.maybe("days", crisis.actions_within_days)));
    let blocks = vec![
        Block::list(
            words.t("crisis-levels"),
            crisis.levels.iter().map(|level| level_entry(words, level)).collect(),
        ),
        Block::list(words.t("crisis-habits"), ids(words, crisis.habits.iter().map(|one| &one.id))),
        Block::list(words.t("crisis-roles"), roles(words, crisis)),
        Block::list(words.t("crisis-agenda"), ids(words, crisis.agenda.iter().map(|one| &one.id))),
        Block::list(
            words.t("holding-statements"),
            crisis.holding_statements.iter().map(|statement| statement_entry(words, statement)).collect(),
        ),
        Block::list(words.t("watches"), watches(words, crisis)),
    ];
    Some(Part::opening("crisis", words.t("crisis"), intro, blocks))
}

fn ids<'a>(words: &Words<'_>, ids: impl Iterator<Item = &'a String>) -> Vec<Entry> {
    ids.map(|id| words.entry("crisis", id)).collect()
}

fn level_entry(words: &Words<'_>, level: &CrisisLevel) -> Entry {
    let colour = level.colour.map(|colour| words.word("colour", &colour)).unwrap_or_default();
    words
        .entry("crisis", &level.id)
        .with(words.fact("colour", colour))
        .with(words.fact("owner", words.all("press-person", &level.owner)))
        .with(words.fact("informs", words.all("press-person", &level.informs)))
        .with(words.fact("assisted-by", words.all("press-person", &level.assisted_by)))
        .with(words.one("escalates-to", "crisis", level.escalates_to.as_ref()))
        .with(words.fact("acknowledge", words.maybe("minutes", level.acknowledge_minutes)))
        .with(words.fact("first-word", words.maybe("minutes", level.first_word_minutes)))
        .with(words.fact("update-every", words.maybe("minutes", level.update_minutes)))
}

fn roles(words: &Words<'_>, crisis: &Crisis) -> Vec<Entry> {
    let entry = |role: &crate::model::CrisisRole| {
        let duty = role.duty.map(|duty| words.word("duty", &duty)).unwrap_or_default();
        words.entry("crisis", &role.id).with(words.fact("held-by", duty))
    };
    crisis.roles.iter().map(entry).collect()
}

fn statement_entry(words: &Words<'_>, statement: &HoldingStatement) -> Entry {
    words
        .entry("crisis", &statement.id)
        .with(words.quoted("ready-text", statement.body.clone()))
        .with(words.named("channels", "channel", &statement.channels))
}

fn watches(words: &Words<'_>, crisis: &Crisis) -> Vec<Entry> {
    let entry = |watch: &crate::model::Watch| {
        words
            .entry("crisis", &watch.id)
            .with(words.quoted("trigger-words", watch.words.join("; ")))
            .with(words.one("proposed-level", "crisis", watch.level.as_ref()))
    };
    crisis.watches.iter().map(entry).collect()
}
