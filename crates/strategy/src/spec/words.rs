//! The closed vocabularies as data: every word with its meaning (W1).

mod content;
mod events;
mod ground;

pub use content::{
    CAMPAIGN_FIELD, CARRIER, CHECK, CONNECTOR, FORM, LANGUAGE_RULE, MEASURE, PURPOSE, RHYTHM, STATEMENT, UNIT,
};
pub use events::{CLOCK_SUBJECT, CLOCK_UNIT, COLOUR, ELECTION_KIND, PRESS_PERSON, SERVES, SITUATION};
pub use ground::{
    APPROVER, AUDIENCE, CHANGE, CHARACTER, CHECKED_BY, CONCERNED, DIRECTION, DUTY, EXEMPTION, FORCE,
    FOUNDATION_KIND, GOAL_SCOPE, LANGUAGE, QUIET_EXEMPTION, SCOPE, SEVERITY, SIDE,
};

use super::Vocabulary;

/// Every vocabulary of the format.
pub static ALL: &[&Vocabulary] = &[
    &FORCE,
    &LANGUAGE,
    &FOUNDATION_KIND,
    &GOAL_SCOPE,
    &DIRECTION,
    &SIDE,
    &AUDIENCE,
    &SCOPE,
    &CHECK,
    &CARRIER,
    &CONNECTOR,
    &PURPOSE,
    &SEVERITY,
    &CHECKED_BY,
    &CHARACTER,
    &APPROVER,
    &DUTY,
    &CHANGE,
    &EXEMPTION,
    &CONCERNED,
    &QUIET_EXEMPTION,
    &STATEMENT,
    &FORM,
    &CLOCK_SUBJECT,
    &CLOCK_UNIT,
    &SERVES,
    &ELECTION_KIND,
    &SITUATION,
    &PRESS_PERSON,
    &COLOUR,
    &LANGUAGE_RULE,
    &MEASURE,
    &UNIT,
    &CAMPAIGN_FIELD,
    &RHYTHM,
];
