//! People: the organisation tree, who works where in which function, the duties they hold, who
//! stands in for them and who is away; signing in; and the readers who subscribe (R1, D1, C9).

mod account;
mod actor;
mod duty;
pub mod import;
mod pages;
mod person;
mod rights;
mod token;
mod unit;

pub use account::{LINK_LIFE_MS, PasswordFault, check_password, make_link, open_link, set_password};
pub use actor::{of_person, of_token};
pub use duty::{Holder, add_duty, heads_above, holders, note_absence};
pub use person::{NewPerson, Person, add_person};
pub use rights::{APPROVE, DUTIES, OPERATE, PEOPLE, READ, RELEASE, STRATEGY, WRITE, of_duty};
pub use token::{
    READ_DELIVERIES, READ_MESSAGES, READ_RELEASES, READ_STRATEGY, SCOPES, Token, make_token, revoke_token,
};
pub mod subscriber;
pub use unit::{NewUnit, Unit, add_unit};

use db::EventKind;
use web::{Access, Object, Slice};

/// Somebody signed in.
pub const SIGNED_IN: EventKind = EventKind { slice: "people", name: "signed-in" };
/// Somebody chose a password with a link.
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
/// An import of units or people was applied.
pub const IMPORT_APPLIED: EventKind = EventKind { slice: "people", name: "import-applied" };
/// An import was taken back.
pub const IMPORT_UNDONE: EventKind = EventKind { slice: "people", name: "import-undone" };

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let keeper = Access::Right(PEOPLE, Object::Whole);
            routes
                .get("/people/import", keeper, pages::import::show)
                .post("/people/import", keeper, pages::import::import)
                .post("/people/import/{id}/reversal", keeper, pages::import::undo)
                .get("/login", Access::Public, pages::login::show)
                .post("/login", Access::Public, pages::login::sign_in)
                .post("/login/demo", Access::Public, pages::login::demo)
                .post("/logout", Access::Public, pages::login::sign_out)
                .get("/lang/{lang}", Access::Public, pages::login::choose_language)
                .get("/welcome/{token}", Access::Link, pages::welcome::show)
                .post("/welcome/{token}", Access::Public, pages::welcome::choose)
                .get("/subscribe", Access::Public, pages::subscribe::show)
                .post("/subscribe", Access::Public, pages::subscribe::ask)
                .get("/subscription/{token}", Access::Link, pages::preferences::show)
                .post("/subscription/{token}", Access::Public, pages::preferences::change)
                .post("/subscription/{token}/confirmation", Access::Public, pages::preferences::confirm)
                .post("/unsubscribe/{token}", Access::Link, pages::preferences::one_click)
                .get("/unsubscribe/{token}", Access::Link, pages::preferences::show)
        },
        events: &[
            SIGNED_IN,
            PASSWORD_SET,
            TOKEN_MADE,
            TOKEN_REVOKED,
            SUBSCRIPTION_ASKED,
            SUBSCRIPTION_CONFIRMED,
            SUBSCRIPTION_ENDED,
            IMPORT_APPLIED,
            IMPORT_UNDONE,
        ],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        samples: |ctx| {
            let link = format!("{}/subscription/x", ctx.config().base_url);
            let notice = pages::subscribe::confirmation(ctx, "laeser-00001@sundby.example", link);
            vec![web::Sample::notice(ctx, "people/confirm", &notice)]
        },
        ..Slice::empty("people")
    }
}
