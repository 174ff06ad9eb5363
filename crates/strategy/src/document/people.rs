//! With whom and by whom: groups, the role matrix, levels of responsibility and cascade (R1-R3, D1, D3).

use super::parts::{Block, Chapter, Entry, List, Part, Row, Table};
use super::words::Words;
use crate::Fit;
use crate::model::{Level, Role};

/// The groups that the municipality communicates with.
pub(super) fn groups(words: &Words<'_>) -> Option<Part> {
    let stakeholders = words.strategy.stakeholders.iter().map(|group| {
        words.entry("stakeholder", &group.id).with(words.fact("side", words.word("side", &group.side)))
    });
    let targets = words.strategy.target_groups.iter().map(|group| {
        words
            .entry("target-group", &group.id)
            .with(words.one("part-of", "stakeholder", group.stakeholder.as_ref()))
            .with(words.quoted("traits", group.traits.join("; ")))
    });
    let blocks = vec![
        Block::list(words.t("stakeholders"), stakeholders.collect()),
        Block::list(words.t("target-groups"), targets.collect()),
    ];
    Part::of("groups", words.t("groups"), blocks)
}

/// The roles towards the outside world, with the matrix of senders, groups, goal and platforms.
pub(super) fn roles(words: &Words<'_>) -> Option<Part> {
    let strategy = words.strategy;
    let columns = ["role", "senders", "stakeholders", "goal", "platforms"];
    let matrix = Table {
        caption: words.t("role-matrix"),
        class: "table",
        columns: words.columns(&columns),
        rows: strategy.roles.iter().map(|role| role_row(words, role)).collect(),
    };
    let entries = strategy.roles.iter().map(|role| role_entry(words, role)).collect();
    let mut blocks = vec![Block::list(String::new(), entries), Block::Table(matrix)];
    if !strategy.roles.is_empty() {
        blocks.push(Block::Table(platform_matrix(words)));
    }
    Part::of("roles", words.t("roles"), blocks).map(|part| part.lead(words.t("roles-lead")))
}

fn role_entry(words: &Words<'_>, role: &Role) -> Entry {
    words
        .entry("role", &role.id)
        .with(words.quoted("tone", role.tone.clone().unwrap_or_default()))
        .with(words.one("text-type", "text-type", role.text_type.as_ref()))
}

fn role_row(words: &Words<'_>, role: &Role) -> Row {
    let cells = vec![
        words.says(words.names("level", &role.senders)),
        words.says(words.names("stakeholder", &role.stakeholders)),
        words.says(vec![words.name("goal", &role.goal)]),
        words.says(words.names("platform", &role.platforms)),
    ];
    let href = format!("#role.{}", role.id);
    Row { key: String::new(), head: role.name.clone(), href, lang: words.said(), cells, mark: None }
}

/// Which platforms suit which role: one row a platform, one column a role.
fn platform_matrix(words: &Words<'_>) -> Table {
    let strategy = words.strategy;
    let heads = strategy.roles.iter().map(|role| role.name.clone());
    let fit = |role: &Role, platform: &str| {
        let fits = strategy.platforms_for_role(&role.id);
        let found = fits.into_iter().find(|(one, _)| one.id == platform);
        words.word("fit", &found.map_or(Fit::Unusual, |(_, fit)| fit))
    };
    let row = |platform: &crate::model::Platform| Row {
        key: String::new(),
        head: platform.name.clone(),
        href: format!("#platform.{}", platform.id),
        lang: words.said(),
        cells: strategy.roles.iter().map(|role| words.cell(fit(role, &platform.id))).collect(),
        mark: None,
    };
    Table {
        caption: words.t("platform-matrix"),
        class: "matrix",
        columns: std::iter::once(words.t("platform")).chain(heads).collect(),
        rows: strategy.platforms.iter().map(row).collect(),
    }
}

/// Who answers for what, and how news is passed on from leader to leader.
pub(super) fn levels(words: &Words<'_>) -> Option<Part> {
    let mut blocks: Vec<Block> =
        words.strategy.levels.iter().map(|level| Block::Chapter(level_chapter(words, level))).collect();
    blocks.extend(words.strategy.cascade.as_ref().map(|cascade| {
        let both = if cascade.both_ways { words.t("both-ways") } else { String::new() };
        let order = words.names("level", &cascade.order).join(" → ");
        let entry = words
            .item("cascade")
            .titled(words.t("cascade"))
            .with(words.quoted("cascade-order", order))
            .with(words.fact("cascade-back", both))
            .with(words.fact("pass-on", words.maybe("hours", cascade.pass_on_hours)));
        Block::Chapter(Chapter { entry, lists: Vec::new() })
    }));
    Part::of("levels", words.t("levels"), blocks)
}

fn level_chapter(words: &Words<'_>, level: &Level) -> Chapter {
    let entry = words
        .entry("level", &level.id)
        .with(words.quoted("headline", level.headline.clone().unwrap_or_default()))
        .with(words.one("level-above", "level", level.above.as_ref()));
    let duties = level.responsibilities.iter().map(|duty| {
        words
            .entry("responsibility", &duty.id)
            .with(words.fact("carried-by", words.word("carrier", &duty.carried_by)))
            .with(words.indicator("measured-by", duty.indicator.as_ref()))
    });
    let entries: Vec<Entry> = duties.collect();
    let lists = if entries.is_empty() {
        Vec::new()
    } else {
        vec![List { title: words.t("responsible-for"), entries }]
    };
    Chapter { entry, lists }
}
