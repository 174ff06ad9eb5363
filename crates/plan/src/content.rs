//! What a plan says, and what is wrong with it (W3).

use db::{Id, Timestamp};
use strategy::model::Content as Strategy;
use web::Refusal;

/// The longest title of a plan or activity, in characters.
pub const TITLE_MAX: usize = 120;
/// The longest main message, in characters: it should be said in two sentences.
pub const MAIN_MESSAGE_MAX: usize = 300;
/// The longest text about risks, in characters.
pub const RISKS_MAX: usize = 4_000;

/// How far a plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Being carried out.
    Active,
    /// Carried out.
    Done,
    /// Given up.
    Dropped,
}

impl Status {
    /// Every status, in order.
    pub const ALL: [Status; 4] = [Status::Draft, Status::Active, Status::Done, Status::Dropped];

    /// The word in the database and in forms; with `plan-status-` before it, the text key.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Active => "active",
            Status::Done => "done",
            Status::Dropped => "dropped",
        }
    }

    /// The status of a word; an unknown word is `Draft`.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|status| status.word() == word).unwrap_or_default()
    }
}

/// What a plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Title.
    pub title: String,
    /// The unit that it belongs to.
    pub unit: Id,
    /// The strategy's goals that it serves, by id.
    pub goals: Vec<String>,
    /// The strategy's target groups that it is for, by id.
    pub target_groups: Vec<String>,
    /// What people should remember.
    pub main_message: String,
    /// The strategy's channels that it uses, by id.
    pub channels: Vec<String>,
    /// The moment its first day begins.
    pub starts_at: Option<Timestamp>,
    /// The moment its last day begins.
    pub ends_at: Option<Timestamp>,
    /// Who answers for it.
    pub responsible: Id,
    /// What can go wrong, and what is done about it.
    pub risks: String,
    /// How far it is.
    pub status: Status,
}

impl Content {
    /// Everything that is wrong, each with its field; what a strategy no longer has is wrong too.
    #[must_use]
    pub fn faults(&self, strategy: &Strategy) -> Vec<Refusal> {
        let mut faults = Vec::new();
        faults.extend(title_fault(&self.title).map(|fault| fault.at("title")));
        if self.goals.is_empty() {
            faults.push(Refusal::new("plan-goal-missing").because("planning").at("goals"));
        }
        let known = |ids: &[String], has: &dyn Fn(&str) -> bool| ids.iter().all(|id| has(id));
        if !known(&self.goals, &|id| strategy.goals.iter().any(|goal| goal.id == id)) {
            faults.push(Refusal::new("plan-choice-unknown").at("goals"));
        }
        if !known(&self.target_groups, &|id| strategy.target_groups.iter().any(|group| group.id == id)) {
            faults.push(Refusal::new("plan-choice-unknown").at("target_groups"));
        }
        if !known(&self.channels, &|id| strategy.channel(id).is_some()) {
            faults.push(Refusal::new("plan-choice-unknown").at("channels"));
        }
        match self.main_message.chars().count() {
            0 => faults.push(Refusal::new("plan-main-message-missing").at("main_message")),
            1..=MAIN_MESSAGE_MAX => faults.extend(web::no_cpr(&self.main_message, "main_message").err()),
            long => {
                let over =
                    Refusal::new("plan-main-message-long").with("n", MAIN_MESSAGE_MAX).with("long", long);
                faults.push(over.at("main_message"));
            }
        }
        if matches!((self.starts_at, self.ends_at), (Some(from), Some(to)) if to < from) {
            faults.push(Refusal::new("plan-ends-before-start").at("to"));
        }
        if self.risks.chars().count() > RISKS_MAX {
            faults.push(Refusal::new("plan-risks-long").with("n", RISKS_MAX).at("risks"));
        }
        faults.extend(web::no_cpr(&self.risks, "risks").err());
        faults
    }
}

/// What is wrong with the title of an assessment, plan or activity.
pub(crate) fn title_fault(title: &str) -> Option<Refusal> {
    match title.chars().count() {
        0 => Some(Refusal::new("plan-title-missing")),
        1..=TITLE_MAX => web::no_cpr(title, "title").err(),
        _ => Some(Refusal::new("plan-title-long").with("n", TITLE_MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        Content {
            title: "Ny skolestruktur".to_owned(),
            unit: Id::at(1),
            goals: vec!["good-dialogue".to_owned()],
            target_groups: vec!["young-families".to_owned()],
            main_message: "Vi samler to skoler. Ingen elever skifter før sommerferien.".to_owned(),
            channels: vec!["website".to_owned()],
            starts_at: Some(1_000),
            ends_at: Some(1_000),
            responsible: Id::at(2),
            risks: String::new(),
            status: Status::Draft,
        }
    }

    /// W3: a plan is tied to goals of the strategy.
    #[test]
    fn faults_name_their_field() {
        let strategy =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        assert_eq!(content().faults(&strategy), []);
        type Change = fn(&mut Content);
        let cases: [(Change, &str, &str); 12] = [
            (|plan| plan.title.clear(), "plan-title-missing", "title"),
            (|plan| plan.title = "x".repeat(121), "plan-title-long", "title"),
            (|plan| plan.goals.clear(), "plan-goal-missing", "goals"),
            (|plan| plan.goals = vec!["profit".to_owned()], "plan-choice-unknown", "goals"),
            (|plan| plan.target_groups = vec!["martians".to_owned()], "plan-choice-unknown", "target_groups"),
            (|plan| plan.channels = vec!["telegraph".to_owned()], "plan-choice-unknown", "channels"),
            (|plan| plan.main_message.clear(), "plan-main-message-missing", "main_message"),
            (|plan| plan.main_message = "ø".repeat(301), "plan-main-message-long", "main_message"),
            (|plan| plan.ends_at = Some(999), "plan-ends-before-start", "to"),
            (|plan| plan.title.push_str(" 010190-1234"), "web-cpr", "title"),
            (|plan| plan.main_message = "Borgeren 010190 1234".to_owned(), "web-cpr", "main_message"),
            (|plan| plan.risks = "Cpr 01.01.90-1234".to_owned(), "web-cpr", "risks"),
        ];
        for (change, key, field) in cases {
            let mut plan = content();
            change(&mut plan);
            let faults = plan.faults(&strategy);
            assert_eq!((faults[0].key, faults[0].field, faults.len()), (key, Some(field), 1));
        }
    }
}
