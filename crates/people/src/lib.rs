//! People: the organisation tree, who works where in which function, the duties they hold, who
//! stands in for them and who is away; signing in; and the readers who subscribe (R1, D1, C9).

mod absence;
pub mod access_change;
mod account;
mod actor;
pub mod audience;
mod directory;
mod duty;
mod identity;
pub mod import;
mod jobs;
mod pages;
mod password;
mod person;
pub mod reach;
mod rights;
mod routes;
mod samples;
mod second_factor;
mod token;
pub mod topic;
mod totp;
mod tries;
mod unit;

pub use absence::{Absence, Days, deputies_of, end_absence, may_note_absence, note_absence};
pub use account::{LINK_LIFE_MS, check_password, make_link, open_link, renew, set_password};
pub use actor::{of_person, of_session, of_token};
pub use directory::{Branch, People};
pub use duty::{
    Held, Holder, add_duty, give_duty, held_by, holders, holders_about, on_call_emails, take_duty,
};
pub use identity::check_groups;
pub use password::PasswordFault;
pub use person::{Details, Gone, NewPerson, Person, add_person, change_person, come_back, leave, register};
pub use rights::{
    ABSENCE, APPROVE, DUTIES, OPERATE, PEOPLE, READ, RELEASE, STRATEGY, WRITE, may_give, of_duty,
};
pub use second_factor::remove_second_factor;
pub use token::{
    CHECK_LANGUAGE, READ_DELIVERIES, READ_MESSAGES, READ_PLANS, READ_RELEASES, READ_STRATEGY, SCOPES, Token,
    WRITE_APPROVALS, WRITE_MESSAGES, WRITE_PLANS, WRITE_RELEASES, WRITE_STRATEGY, make_token, revoke_token,
};
pub mod bounce;
pub mod consent;
pub mod subscriber;
pub use unit::{NewUnit, Unit, add_unit, change_unit};

use db::EventKind;
use web::{Nav, Slice};

/// Somebody signed in.
pub const SIGNED_IN: EventKind = EventKind { slice: "people", name: "signed-in" };
/// A person was bound to their identity at the provider.
pub const IDENTITY_BOUND: EventKind = EventKind { slice: "people", name: "identity-bound" };
/// A person's identity at the provider was forgotten.
pub const IDENTITY_REMOVED: EventKind = EventKind { slice: "people", name: "identity-removed" };
/// Somebody was registered by hand.
pub const PERSON_ADDED: EventKind = EventKind { slice: "people", name: "person-added" };
/// What is known of somebody was changed by hand.
pub const PERSON_CHANGED: EventKind = EventKind { slice: "people", name: "person-changed" };
/// Somebody's access was closed.
pub const PERSON_LEFT: EventKind = EventKind { slice: "people", name: "person-left" };
/// Somebody's access was opened again.
pub const PERSON_RETURNED: EventKind = EventKind { slice: "people", name: "person-returned" };
/// Somebody was given a duty by hand.
pub const DUTY_GIVEN: EventKind = EventKind { slice: "people", name: "duty-given" };
/// A duty was taken away by hand.
pub const DUTY_TAKEN: EventKind = EventKind { slice: "people", name: "duty-taken" };
/// It was noted that somebody is away.
pub const ABSENCE_NOTED: EventKind = EventKind { slice: "people", name: "absence-noted" };
/// An absence was ended or taken away.
pub const ABSENCE_ENDED: EventKind = EventKind { slice: "people", name: "absence-ended" };
/// A third person confirmed what somebody did to another's access.
pub const ACCESS_CONFIRMED: EventKind = EventKind { slice: "people", name: "access-confirmed" };
/// The one whose access was changed said that they had not asked for it.
pub const ACCESS_OBJECTED: EventKind = EventKind { slice: "people", name: "access-objected" };
/// An audience was made.
pub const AUDIENCE_MADE: EventKind = EventKind { slice: "people", name: "audience-made" };
/// An audience was changed.
pub const AUDIENCE_CHANGED: EventKind = EventKind { slice: "people", name: "audience-changed" };
/// An audience was retired.
pub const AUDIENCE_RETIRED: EventKind = EventKind { slice: "people", name: "audience-retired" };
/// A topic for readers was made.
pub const TOPIC_MADE: EventKind = EventKind { slice: "people", name: "topic-made" };
/// A topic got another name.
pub const TOPIC_CHANGED: EventKind = EventKind { slice: "people", name: "topic-changed" };
/// A topic was retired.
pub const TOPIC_RETIRED: EventKind = EventKind { slice: "people", name: "topic-retired" };
/// A retired topic was taken into use again.
pub const TOPIC_RETURNED: EventKind = EventKind { slice: "people", name: "topic-returned" };
/// A unit was changed by hand.
pub const UNIT_CHANGED: EventKind = EventKind { slice: "people", name: "unit-changed" };
/// A link to choose a new password was made for somebody.
pub const LINK_MADE: EventKind = EventKind { slice: "people", name: "link-made" };
/// Somebody took a second factor into use.
pub const SECOND_FACTOR_ON: EventKind = EventKind { slice: "people", name: "second-factor-on" };
/// Somebody's second factor was taken away.
pub const SECOND_FACTOR_OFF: EventKind = EventKind { slice: "people", name: "second-factor-off" };
/// Somebody chose a password.
pub const PASSWORD_SET: EventKind = EventKind { slice: "people", name: "password-set" };
/// An API token was made.
pub const TOKEN_MADE: EventKind = EventKind { slice: "people", name: "token-made" };
/// An API token was revoked.
pub const TOKEN_REVOKED: EventKind = EventKind { slice: "people", name: "token-revoked" };
/// A reader asked to subscribe.
pub const SUBSCRIPTION_ASKED: EventKind = EventKind { slice: "people", name: "subscription-asked" };
/// A reader confirmed the subscription.
pub const SUBSCRIPTION_CONFIRMED: EventKind = EventKind { slice: "people", name: "subscription-confirmed" };
/// A reader ended the subscription.
pub const SUBSCRIPTION_ENDED: EventKind = EventKind { slice: "people", name: "subscription-ended" };
/// The address of a reader was given up, because it refused mail again and again.
pub const READER_LOST: EventKind = EventKind { slice: "people", name: "reader-lost" };
/// A reader whose address was given up gets mail again.
pub const READER_RETURNED: EventKind = EventKind { slice: "people", name: "reader-returned" };
/// An import of units or people was applied.
pub const IMPORT_APPLIED: EventKind = EventKind { slice: "people", name: "import-applied" };
/// An import was taken back.
pub const IMPORT_UNDONE: EventKind = EventKind { slice: "people", name: "import-undone" };

/// Everything that is noted here.
const EVENTS: &[EventKind] = &[
    SIGNED_IN,
    IDENTITY_BOUND,
    IDENTITY_REMOVED,
    PERSON_ADDED,
    PERSON_CHANGED,
    PERSON_LEFT,
    PERSON_RETURNED,
    DUTY_GIVEN,
    DUTY_TAKEN,
    ABSENCE_NOTED,
    ABSENCE_ENDED,
    ACCESS_CONFIRMED,
    ACCESS_OBJECTED,
    UNIT_CHANGED,
    AUDIENCE_MADE,
    AUDIENCE_CHANGED,
    AUDIENCE_RETIRED,
    TOPIC_MADE,
    TOPIC_CHANGED,
    TOPIC_RETIRED,
    TOPIC_RETURNED,
    PASSWORD_SET,
    LINK_MADE,
    SECOND_FACTOR_ON,
    SECOND_FACTOR_OFF,
    TOKEN_MADE,
    TOKEN_REVOKED,
    SUBSCRIPTION_ASKED,
    SUBSCRIPTION_CONFIRMED,
    SUBSCRIPTION_ENDED,
    READER_LOST,
    READER_RETURNED,
    IMPORT_APPLIED,
    IMPORT_UNDONE,
];

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: routes::all,
        events: EVENTS,
        nav: &[Nav { key: "people-title", href: "/people", order: 70, right: Some(PEOPLE) }],
        jobs: jobs::JOBS,
        ticks: jobs::TICKS,
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        samples: samples::all,
        ..Slice::empty("people")
    }
}
