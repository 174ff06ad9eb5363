//! The closed vocabularies as Rust types; their words and meanings stand as data in `spec::words`.
//!
//! A test holds the two against one another (W1).

mod content;
mod events;
mod ground;

pub use content::{
    CampaignField, Carrier, Check, ConnectorKind, LanguageRule, Measure, MethodForm, Purpose, Rhythm,
    Statement, Unit,
};
pub use events::{AlarmColour, ClockSubject, ClockUnit, ElectionKind, PressPerson, PressSituation, Serves};
pub use ground::{
    Approver, Audience, Character, CheckedBy, Concerned, Direction, Duty, ExemptionKind, Force,
    FoundationKind, GoalScope, Language, QuietExemption, Scope, Severity, Side, SmallChange,
};
