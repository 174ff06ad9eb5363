//! Which rules of the strategy a communication must meet. Pure: no database, no clock. Only rules
//! with force `must` stop anything; the fixed rule, never the author, is in `find.rs`.

use message::{Content, Side};
use serde::{Deserialize, Serialize};
use strategy::{
    Strategy,
    model::{ApprovalRule, When},
    words::{Approver, Duty, Force, Scope},
};

/// What the rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// What is said, by whom, to whom.
    pub content: &'a Content,
    /// The level of the unit that sends, such as `centres`.
    pub unit_level: &'a str,
    /// The topics that the unit is responsible for.
    pub unit_topics: &'a [String],
    /// How many people it will reach, where that can be known.
    pub recipients: u32,
    /// Whether an election period of the strategy runs now.
    pub election: bool,
}

/// One rule that must be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The rule's id in the strategy; `approval.` before it is the item.
    pub rule: String,
    /// How the one who must say yes is found.
    pub by: Approver,
    /// The duties, where it goes by duty.
    pub duties: Vec<Duty>,
    /// The level, where it goes by level.
    pub level: Option<String>,
    /// Whether the duty must be held over the sending unit.
    pub within_unit: bool,
    /// How many must say yes.
    pub count: u32,
    /// 1 is asked first, then 2.
    pub order: u32,
    /// Whether a deputy may.
    pub deputies: bool,
    /// How long the answer may take, in hours.
    pub time_limit_hours: Option<u32>,
}

/// The rule that holds where a strategy has none: the head of the unit that sends.
pub(crate) const FALLBACK: &str = "fallback";

/// The needs of a communication, in the order they are asked.
#[must_use]
pub fn needs(strategy: &Strategy, situation: &Situation<'_>) -> Vec<Need> {
    let rules = strategy.approval.as_ref().map_or(&[][..], |approval| &approval.rules);
    let mut needs: Vec<Need> = rules
        .iter()
        .filter(|rule| rule.force == Force::Must && applies(&rule.when, situation))
        .map(need)
        .collect();
    if needs.is_empty() {
        needs.push(fallback());
    }
    needs.sort_by_key(|need| need.order);
    needs
}

fn need(rule: &ApprovalRule) -> Need {
    Need {
        rule: rule.id.clone(),
        by: rule.who.by,
        duties: rule.who.duty.into_iter().chain(rule.who.or_duties.iter().copied()).collect(),
        level: rule.who.level.clone(),
        within_unit: rule.who.within_unit,
        count: rule.count.max(1),
        order: rule.order,
        deputies: rule.deputies,
        time_limit_hours: rule.time_limit_hours,
    }
}

fn fallback() -> Need {
    Need {
        rule: FALLBACK.to_owned(),
        by: Approver::HeadOfSender,
        duties: Vec::new(),
        level: None,
        within_unit: false,
        count: 1,
        order: 1,
        deputies: true,
        time_limit_hours: None,
    }
}

/// All conditions that a rule names must hold; one that it does not name always does.
fn applies(when: &When, situation: &Situation<'_>) -> bool {
    let content = situation.content;
    let any = |wanted: &[String], has: &dyn Fn(&String) -> bool| wanted.is_empty() || wanted.iter().any(has);
    let side = match when.audience {
        Scope::Any => true,
        Scope::Internal => content.side == Side::Internal,
        Scope::External => content.side == Side::External,
    };
    side && any(&when.roles, &|role| content.role.as_ref() == Some(role))
        && (when.characters.is_empty() || when.characters.contains(&content.character))
        && any(&when.topics, &|topic| content.topics.contains(topic) || situation.unit_topics.contains(topic))
        && any(&when.unit_levels, &|level| level == situation.unit_level)
        && any(&when.channels, &|channel| content.channels.contains(channel))
        && when.recipients_over.is_none_or(|limit| situation.recipients > limit)
        && when.recipients_at_most.is_none_or(|limit| situation.recipients <= limit)
        && when.during_election.is_none_or(|wanted| wanted == situation.election)
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Id;
    use strategy::words::Character;

    fn sundby() -> Strategy {
        strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap()
    }

    fn rules_of(change: impl FnOnce(&mut Content), recipients: u32, election: bool) -> Vec<String> {
        let mut content = Content::new(Id::at(1));
        content.role = Some("service".to_owned());
        change(&mut content);
        let situation =
            Situation { content: &content, unit_level: "centres", unit_topics: &[], recipients, election };
        needs(&sundby(), &situation).into_iter().map(|need| need.rule).collect()
    }

    #[test]
    fn every_row_of_the_demo_strategy() {
        let role = |id: &'static str| move |content: &mut Content| content.role = Some(id.to_owned());
        let hard = |content: &mut Content| content.character = Character::Hard;
        let internal = |content: &mut Content| content.side = Side::Internal;
        let press = |content: &mut Content| content.channels.push("press-release".to_owned());
        assert_eq!(rules_of(|_| {}, 0, false), ["external"]);
        assert_eq!(rules_of(hard, 0, false), ["external", "hard-news"]);
        assert_eq!(rules_of(role("politics"), 0, false), ["external", "politics"]);
        assert_eq!(rules_of(role("politics"), 0, true), ["external", "politics", "election"]);
        assert_eq!(rules_of(role("brand"), 0, true), ["external", "election"]);
        assert_eq!(rules_of(role("brand"), 0, false), ["external"]);
        assert_eq!(rules_of(press, 0, false), ["external", "press-release"]);
        assert_eq!(rules_of(internal, 501, false), ["internal-large"]);
        assert_eq!(rules_of(internal, 500, false), ["internal"]);
    }

    #[test]
    fn a_strategy_without_rules_still_needs_a_head() {
        let slagelse =
            strategy::read(include_bytes!("../../../strategies/slagelse-2023.toml"), "slagelse-2023.toml")
                .unwrap();
        assert!(slagelse.approval.is_none(), "the strategy says nothing of approval");
        let content = Content::new(Id::at(1));
        let situation = Situation {
            content: &content,
            unit_level: "centres",
            unit_topics: &[],
            recipients: 0,
            election: false,
        };
        let needs = needs(&slagelse, &situation);
        assert_eq!(
            needs.iter().map(|need| (need.rule.as_str(), need.count)).collect::<Vec<_>>(),
            [(FALLBACK, 1)]
        );
    }
}
