//! The addresses of the slice, and who may use each.

use crate::{PEOPLE, READ, pages};
use web::{Access, Object, Routes};

/// The page about a person, on which the forms of these acts stand.
const PERSON: &str = "/people/persons/{id}";

/// Every address.
pub(crate) fn all(routes: Routes) -> Routes {
    for_readers(signing_in(audiences(register(routes))))
}

/// Units and people.
fn register(routes: Routes) -> Routes {
    let keeper = Access::Right(PEOPLE, Object::Whole);
    let reader = Access::Right(READ, Object::Some);
    let some_keeper = Access::Right(PEOPLE, Object::Some);
    routes
        .get("/people", reader, pages::directory::show)
        .get("/people/units/{id}", reader, pages::unit::show)
        .post("/people/units/{id}", some_keeper, pages::unit::change)
        .get("/people/persons/new", some_keeper, pages::person::new)
        .post("/people/persons", some_keeper, pages::person::add)
        .get("/people/persons/{id}", reader, pages::person::show)
        .post("/people/persons/{id}", some_keeper, pages::person::change)
        .post("/people/persons/{id}/duties", some_keeper, pages::person_acts::give)
        .form("/people/persons/{id}/duties/{duty}/delete", some_keeper, PERSON, pages::person_acts::take)
        .post("/people/persons/{id}/absences", Access::SignedIn, pages::person_acts::note_away)
        .post("/people/absences/{id}/end", Access::SignedIn, pages::person_acts::end_away)
        .form("/people/persons/{id}/departure", some_keeper, PERSON, pages::person_acts::close)
        .post("/people/persons/{id}/return", some_keeper, pages::person_acts::open)
        .post("/people/persons/{id}/password-link", some_keeper, pages::person_acts::link)
        .post(
            "/people/persons/{id}/second-factor-removal",
            some_keeper,
            pages::person_acts::drop_second_factor,
        )
        .post("/people/persons/{id}/identity-removal", some_keeper, pages::person_acts::unbind)
        .get("/people/changes", some_keeper, pages::changes::list)
        .form("/people/changes", some_keeper, "/people/changes", pages::changes::confirm)
        .get("/people/import", keeper, pages::import::show)
        .post("/people/import", keeper, pages::import::import)
        .post("/people/import/{id}/reversal", keeper, pages::import::undo)
}

/// Audiences and topics.
fn audiences(routes: Routes) -> Routes {
    let keeper = Access::Right(PEOPLE, Object::Whole);
    let reader = Access::Right(READ, Object::Some);
    routes
        .get("/audiences", reader, pages::audiences::list)
        .get("/audiences/new", keeper, pages::audiences::new)
        .post("/audiences", keeper, pages::audiences::make)
        .get("/audiences/{id}", reader, pages::audiences::show)
        .post("/audiences/{id}", keeper, pages::audiences::change)
        .post("/audiences/{id}/members", keeper, pages::audiences::add)
        .post("/audiences/{id}/members/{person}/delete", keeper, pages::audiences::remove)
        .post("/audiences/{id}/retirement", keeper, pages::audiences::retire)
        .get("/people/topics", keeper, pages::topics::show)
        .post("/people/topics", keeper, pages::topics::make)
        .post("/people/topics/{id}", keeper, pages::topics::rename)
        .post("/people/topics/{id}/retirement", keeper, pages::topics::retire)
        .post("/people/topics/{id}/return", keeper, pages::topics::bring_back)
        .post("/people/readers/return", keeper, pages::topics::bring_readers_back)
}

/// Signing in and out, and one's own page.
fn signing_in(routes: Routes) -> Routes {
    routes
        .post("/me/absences", Access::SignedIn, pages::me::note_absence)
        .get("/login", Access::Public, pages::login::show)
        .post("/login", Access::Public, pages::login::sign_in)
        .post("/login/demo", Access::Public, pages::login::demo)
        .get("/login/code", Access::Public, pages::code::show)
        .post("/login/code", Access::Public, pages::code::check)
        .get("/login/link", Access::Public, pages::link::show)
        .post("/login/link", Access::Public, pages::link::ask)
        .get("/me", Access::SignedIn, pages::me::show)
        .post("/me/password", Access::SignedIn, pages::me::change_password)
        .get("/me/second-factor", Access::SignedIn, pages::second_factor::show)
        .post("/me/second-factor", Access::SignedIn, pages::second_factor::prepare)
        .post("/me/second-factor/confirmation", Access::SignedIn, pages::second_factor::confirm)
        .post("/me/second-factor/removal", Access::SignedIn, pages::second_factor::remove)
        .get("/login/openid", Access::Public, pages::openid::begin)
        .get("/login/openid/callback", Access::Public, pages::openid::back)
        .get("/logged-out", Access::Public, pages::openid::signed_out)
        .post("/logout", Access::Public, pages::login::sign_out)
        .get("/lang/{lang}", Access::Public, pages::login::choose_language)
        .get("/welcome/{token}", Access::Link, pages::welcome::show)
        .post("/welcome/{token}", Access::Public, pages::welcome::choose)
        .get("/access-change/{token}", Access::Link, pages::changes::own)
        .post("/access-change/{token}/agreement", Access::Public, pages::changes::agree)
        .post("/access-change/{token}/objection", Access::Public, pages::changes::object)
}

/// What readers of the newsletter use.
fn for_readers(routes: Routes) -> Routes {
    routes
        .get("/subscribe", Access::Public, pages::subscribe::show)
        .post("/subscribe", Access::Public, pages::subscribe::ask)
        .get("/subscription/{token}", Access::Link, pages::preferences::show)
        .post("/subscription/{token}", Access::Public, pages::preferences::change)
        .post("/subscription/{token}/confirmation", Access::Public, pages::preferences::confirm)
        .post("/unsubscribe/{token}", Access::Link, pages::preferences::one_click)
        .get("/unsubscribe/{token}", Access::Link, pages::preferences::show)
}
