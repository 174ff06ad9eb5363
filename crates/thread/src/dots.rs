//! The thread as a row of dots, for lists: one dot a step from message to channels.

use crate::{State, Step, StepRow};
use db::Id;
use std::collections::HashMap;

/// The steps that lists show.
const SHOWN: [Step; 5] = [Step::Message, Step::Checks, Step::Approval, Step::Internal, Step::Channels];

/// A row of dots; renders itself with a text for those who do not see it.
#[derive(Clone, Debug, Default)]
pub struct Dots {
    /// Each dot's step word and state word.
    pub dots: Vec<(&'static str, &'static str)>,
}

impl Dots {
    /// The step that the communication waits at: the first that is not done.
    #[must_use]
    pub fn current(&self) -> Option<(&'static str, &'static str)> {
        self.dots.iter().copied().find(|(_, state)| !matches!(*state, "done" | "skipped"))
    }

    /// What is in the way of a communication that everybody has: its way out, not the text or its yes.
    #[must_use]
    pub fn broken_outside(&self) -> Option<(&'static str, &'static str)> {
        let is_outside = |step: &str| step == Step::Internal.word() || step == Step::Channels.word();
        self.dots.iter().copied().find(|(step, state)| *state == "broken" && is_outside(step))
    }
}

/// The dots of each communication.
#[must_use]
pub fn dots_of(rows: &[StepRow]) -> HashMap<Id, Dots> {
    let mut by_thread: HashMap<Id, HashMap<&str, &str>> = HashMap::new();
    for row in rows {
        by_thread.entry(row.thread_id).or_default().insert(&row.step, &row.state);
    }
    by_thread
        .into_iter()
        .map(|(id, states)| {
            let state =
                |step: Step| State::parse(states.get(step.word()).copied().unwrap_or("missing")).word();
            (id, Dots { dots: SHOWN.into_iter().map(|step| (step.word(), state(step))).collect() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_that_is_not_done_is_the_current_one() {
        let dots = Dots { dots: vec![("message", "done"), ("checks", "skipped"), ("approval", "waiting")] };
        assert_eq!(dots.current(), Some(("approval", "waiting")));
        assert_eq!(dots.broken_outside(), None);
        let out = Dots { dots: vec![("checks", "broken"), ("internal", "done"), ("channels", "broken")] };
        assert_eq!(out.broken_outside(), Some(("channels", "broken")));
    }
}
