//! Which rules of the strategy a communication must meet. Pure: no database, no clock. Only rules
//! with force `must` stop anything; the fixed rule, never the author, is in `find.rs`.

use message::{Content, Reach, Side};
use serde::{Deserialize, Serialize};
use strategy::{
    Strategy,
    model::{ApprovalRule, Election, When},
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
    /// Whom it will reach.
    pub reach: &'a Reach,
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
    /// Whether these are the extra eyes near an election: nobody's who says another yes.
    #[serde(default)]
    pub extra_eyes: bool,
}

/// The rule that holds where a strategy has none: the head of the unit that sends.
pub(crate) const FALLBACK: &str = "fallback";
/// The extra eyes of an election period; no rule of a strategy can have a dot in its id.
pub(crate) const EXTRA_EYES: &str = "election.extra-eyes";

impl Need {
    /// The item of the strategy that asks for it.
    #[must_use]
    pub fn item(&self) -> String {
        item_of(&self.rule)
    }

    /// Whether so many have said yes as must, by the rule of each yes.
    pub(crate) fn is_met_by<'a>(&self, yeses: impl Iterator<Item = &'a str>) -> bool {
        let count = yeses.filter(|rule| *rule == self.rule).count();
        count >= usize::try_from(self.count).unwrap_or(usize::MAX)
    }
}

/// The item of the strategy behind a rule.
pub(crate) fn item_of(rule: &str) -> String {
    if rule == EXTRA_EYES { "election".to_owned() } else { format!("approval.{rule}") }
}

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
    set_extra_eyes(strategy, situation, &mut needs);
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
        extra_eyes: false,
    }
}

/// The second pair of eyes that the strategy wants near an election. Rules that ask for the same duty are those eyes;
/// where none does, a need of its own is added.
fn set_extra_eyes(strategy: &Strategy, situation: &Situation<'_>, needs: &mut Vec<Need>) {
    let runs = |rule: &&Election| situation.election && rule.force == Force::Must;
    let Some(election) = strategy.election.as_ref().filter(runs) else { return };
    let role = situation.content.role.as_ref().filter(|_| situation.content.side == Side::External);
    if !role.is_some_and(|role| election.extra_eyes.contains(role)) {
        return;
    }
    let duty = election.extra_duty.unwrap_or(Duty::Communications);
    for need in needs.iter_mut() {
        need.extra_eyes = need.by == Approver::Duty && need.duties == [duty] && !need.within_unit;
    }
    if !needs.iter().any(|need| need.extra_eyes) {
        needs.push(Need {
            rule: EXTRA_EYES.to_owned(),
            by: Approver::Duty,
            duties: vec![duty],
            order: needs.iter().map(|need| need.order).max().unwrap_or(1),
            extra_eyes: true,
            ..fallback()
        });
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
        extra_eyes: false,
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
    let recipients = situation.reach.recipients(when.audience);
    side && any(&when.roles, &|role| content.role.as_ref() == Some(role))
        && (when.characters.is_empty() || when.characters.contains(&content.character))
        && any(&when.topics, &|topic| content.topics.contains(topic) || situation.unit_topics.contains(topic))
        && any(&when.unit_levels, &|level| level == situation.unit_level)
        && any(&when.channels, &|channel| content.channels.contains(channel))
        && when.recipients_over.is_none_or(|limit| recipients > limit)
        && when.recipients_at_most.is_none_or(|limit| recipients <= limit)
        && when.during_election.is_none_or(|wanted| wanted == situation.election)
        // No message has a price yet, so none costs more than anything.
        && when.cost_over.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Id;
    use people::audience::Count;
    use strategy::words::Character;

    fn sundby() -> Strategy {
        strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap()
    }

    fn rules_of(change: impl FnOnce(&mut Content), recipients: u32, election: bool) -> Vec<String> {
        let mut content = Content::new(Id::at(1));
        content.role = Some("service".to_owned());
        change(&mut content);
        asked_by(&sundby(), &content, i64::from(recipients), 0, election)
    }

    fn asked_by(
        strategy: &Strategy,
        content: &Content,
        staff: i64,
        readers: i64,
        election: bool,
    ) -> Vec<String> {
        let reach = Reach { staff: Some(Count { total: staff, reached: staff }), readers: Some(readers) };
        let situation =
            Situation { content, unit_level: "centres", unit_topics: &[], reach: &reach, election };
        needs(strategy, &situation).into_iter().map(|need| need.rule).collect()
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
            reach: &Reach::default(),
            election: false,
        };
        let needs = needs(&slagelse, &situation);
        assert_eq!(
            needs.iter().map(|need| (need.rule.as_str(), need.count)).collect::<Vec<_>>(),
            [(FALLBACK, 1)]
        );
    }

    fn sundby_with(from: &str, to: &str) -> Strategy {
        let file = include_str!("../../../strategies/sundby.toml");
        assert!(file.contains(from), "{from}");
        strategy::read(file.replace(from, to).as_bytes(), "changed.toml").unwrap()
    }

    #[test]
    fn a_limit_counts_those_that_the_rule_is_about() {
        let press = "when = { channels = [\"press-release\"], audience = \"external\" }";
        let mut content = Content::new(Id::at(1));
        content.role = Some("service".to_owned());
        for (when, staff, readers, asks) in [
            ("recipients_over = 5000, audience = \"external\"", 9_000, 5_000, false),
            ("recipients_over = 5000, audience = \"external\"", 0, 5_001, true),
            ("recipients_over = 5000", 2_000, 3_001, true),
            ("recipients_over = 5000", 2_000, 3_000, false),
            ("recipients_at_most = 100, audience = \"external\"", 9_000, 100, true),
            ("recipients_at_most = 100, audience = \"external\"", 0, 101, false),
            ("recipients_at_most = 100", 50, 51, false),
        ] {
            let strategy = sundby_with(press, &format!("when = {{ {when} }}"));
            let found = asked_by(&strategy, &content, staff, readers, false);
            let found = found.contains(&"press-release".to_owned());
            assert_eq!(found, asks, "{when} with {staff} and {readers}");
        }
    }

    #[test]
    fn nothing_has_a_price_yet_so_no_message_costs_more_than_anything() {
        let press = "when = { channels = [\"press-release\"], audience = \"external\" }";
        let content = Content::new(Id::at(1));
        for (when, asks) in [
            ("cost_over = 0", false),
            ("cost_over = 50000", false),
            ("cost_over = 0, audience = \"external\"", false),
            ("audience = \"external\"", true),
        ] {
            let strategy = sundby_with(press, &format!("when = {{ {when} }}"));
            let found = asked_by(&strategy, &content, 9_000, 9_000, false);
            assert_eq!(found.contains(&"press-release".to_owned()), asks, "{when}");
        }
    }

    #[test]
    fn near_an_election_the_roles_that_need_it_have_extra_eyes() {
        let own_rule =
            "when = { roles = [\"politics\", \"brand\"], during_election = true, audience = \"external\" }";
        let never = "when = { cost_over = 1 }";
        let eyes = |strategy: &Strategy, role: &str, election: bool| {
            let mut content = Content::new(Id::at(1));
            content.role = Some(role.to_owned());
            asked_by(strategy, &content, 0, 0, election).contains(&EXTRA_EYES.to_owned())
        };
        let strategy = sundby_with(own_rule, never);
        for (role, election, wanted) in [
            ("politics", true, true),
            ("brand", true, true),
            ("service", true, false),
            ("authority", true, false),
            ("politics", false, false),
        ] {
            assert_eq!(eyes(&strategy, role, election), wanted, "{role} {election}");
        }
        assert!(!eyes(&sundby(), "politics", true), "its own rule asks the same duty already");
        let legal = sundby_with("extra_duty = \"communications\"", "extra_duty = \"legal\"");
        assert!(eyes(&legal, "politics", true), "another duty is asked besides");
        let mut inside = Content::new(Id::at(1));
        inside.side = Side::Internal;
        inside.role = Some("politics".to_owned());
        assert!(!asked_by(&strategy, &inside, 1, 0, true).contains(&EXTRA_EYES.to_owned()));
    }
}
