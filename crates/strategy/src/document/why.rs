//! Why: purpose, premises, foundation, goals and planning (W1-W6).

use super::parts::{Block, Entry, Fact, Part};
use super::words::Words;
use crate::model::{Foundation, Goal};
use crate::words::GoalScope;

/// What the strategy is for and what it rests on.
pub(super) fn purpose(words: &Words<'_>) -> Option<Part> {
    let strategy = words.strategy;
    let premises = strategy.premises.iter().map(|premise| words.entry("premise", &premise.id)).collect();
    let foundation = strategy.foundation.iter().map(|document| document_entry(words, document)).collect();
    let blocks =
        vec![Block::list(words.t("premises"), premises), Block::list(words.t("foundation"), foundation)];
    match &strategy.purpose {
        Some(purpose) => {
            let intro = words.item("purpose").titled(purpose.name.clone().unwrap_or_default());
            Some(Part::opening("purpose", words.t("purpose"), intro, blocks))
        }
        None => Part::of("purpose", words.t("purpose"), blocks),
    }
}

fn document_entry(words: &Words<'_>, document: &Foundation) -> Entry {
    let kind = words.word("foundation-kind", &document.kind);
    let value = match document.year {
        Some(year) => format!("{kind}, {year}"),
        None => kind,
    };
    let href = document.link.clone().unwrap_or_default();
    words.entry("foundation", &document.id).with(Fact { href, ..words.fact("document", value) })
}

/// What the communication is to achieve: effects first, then inside, outside and per role.
pub(super) fn goals(words: &Words<'_>) -> Option<Part> {
    let block = |scope: GoalScope| {
        let goals = words.strategy.goals.iter().filter(|goal| goal.scope == scope);
        Block::list(words.word("goal-scope", &scope), goals.map(|goal| goal_entry(words, goal)).collect())
    };
    let scopes = [GoalScope::Effect, GoalScope::Internal, GoalScope::External, GoalScope::Role];
    Part::of("goals", words.t("goals"), scopes.into_iter().map(block).collect())
}

fn goal_entry(words: &Words<'_>, goal: &Goal) -> Entry {
    let indicators = words.strategy.measuring.iter().flat_map(|measuring| &measuring.indicators);
    let unit =
        indicators.into_iter().find(|one| Some(&one.id) == goal.indicator.as_ref()).map(|one| one.unit);
    let reach = goal.target.map(|number| words.target(goal.direction, unit, number)).unwrap_or_default();
    words
        .entry("goal", &goal.id)
        .with(words.one("owner", "level", goal.owner.as_ref()))
        .with(words.indicator("measured-by", goal.indicator.as_ref()))
        .with(words.fact("to-reach", reach))
        .with(words.named("rests-on", "foundation", &goal.foundation))
}

/// How plans are made, and the questions that show whether one is needed.
pub(super) fn planning(words: &Words<'_>) -> Option<Part> {
    let planning = words.strategy.planning.as_ref()?;
    let rhythm = planning.action_plan.map(|rhythm| words.word("rhythm", &rhythm)).unwrap_or_default();
    let intro = words
        .item("planning")
        .titled(String::new())
        .with(words.fact("action-plan", rhythm))
        .with(words.one("drawn-up-with", "level", planning.drawn_up_with.as_ref()));
    let questions = planning.questions.iter().map(|question| {
        words.entry("planning", &question.id).with(words.fact("weight", question.weight.to_string()))
    });
    let blocks = vec![Block::list(words.t("assessment"), questions.collect())];
    Some(Part::opening("planning", words.t("planning"), intro, blocks))
}
