//! Whether a case needs a communication plan: the weights of what was answered yes, against a
//! third of all weights (W4). Pure.

use std::collections::BTreeSet;
use strategy::model::PlanningQuestion;

/// A plan is needed from this share of all weights: one third. The strategies say that larger
/// cases get a plan, but not what is large: a choice of the program.
const NEEDED_SHARE: (u32, u32) = (1, 3);

/// What the answers weigh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// The weights of the questions answered yes.
    pub weight: u32,
    /// From which weight a plan is needed.
    pub needed_from: u32,
    /// The weights of all questions.
    pub possible: u32,
    /// The ids of the questions answered yes, the heaviest first: the reason.
    pub reasons: Vec<String>,
}

impl Weighing {
    /// Whether a plan is needed.
    #[must_use]
    pub fn needs_plan(&self) -> bool {
        self.weight > 0 && self.weight >= self.needed_from
    }
}

/// Weighs the questions that were answered yes; answers to unknown questions count nothing.
#[must_use]
pub fn weigh(questions: &[PlanningQuestion], yes: &BTreeSet<String>) -> Weighing {
    let possible: u32 = questions.iter().map(|question| question.weight).sum();
    let mut answered: Vec<&PlanningQuestion> =
        questions.iter().filter(|question| yes.contains(&question.id)).collect();
    answered.sort_by_key(|question| std::cmp::Reverse(question.weight));
    Weighing {
        weight: answered.iter().map(|question| question.weight).sum(),
        needed_from: (possible * NEEDED_SHARE.0).div_ceil(NEEDED_SHARE.1),
        possible,
        reasons: answered.into_iter().map(|question| question.id.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sundby() -> strategy::Strategy {
        strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap()
    }

    fn answers(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    /// W4: the six questions of the demo weigh 14, so a plan is needed from 5.
    #[test]
    fn the_weights_of_the_answers_decide() {
        let strategy = sundby();
        let questions = &strategy.planning.as_ref().unwrap().questions;
        for (yes, weight, needed) in [
            (vec![], 0, false),
            (vec!["something-to-do"], 2, false),
            (vec!["something-taken-away"], 3, false),
            (vec!["press-interest", "can-influence"], 4, false),
            (vec!["many-affected", "something-to-do"], 5, true),
            (vec!["many-affected", "something-taken-away"], 6, true),
            (vec!["press-interest", "can-influence", "several-fields"], 6, true),
            (vec!["nobody-asked-this"], 0, false),
        ] {
            let weighing = weigh(questions, &answers(&yes));
            assert_eq!((weighing.weight, weighing.needs_plan()), (weight, needed), "{yes:?}");
            assert_eq!((weighing.needed_from, weighing.possible), (5, 14));
        }
    }

    /// The heaviest reason is told first.
    #[test]
    fn reasons_are_the_questions_answered_yes() {
        let strategy = sundby();
        let questions = &strategy.planning.as_ref().unwrap().questions;
        let weighing = weigh(questions, &answers(&["can-influence", "something-taken-away"]));
        assert_eq!(weighing.reasons, ["something-taken-away", "can-influence"]);
    }

    /// A strategy without questions never says that a plan is needed.
    #[test]
    fn no_questions_need_no_plan() {
        assert!(!weigh(&[], &answers(&["many-affected"])).needs_plan());
    }
}
