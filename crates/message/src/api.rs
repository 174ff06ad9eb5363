//! The API of messages: the list, one message with what it says, its editions and its thread.
//! A token for a person reads what that person may read; one for nobody reads every message of
//! the municipality, drafts too. Writing belongs to `compose`, where everything that follows is.

pub(crate) mod edition;
pub(crate) mod message;
pub(crate) mod thread;

use web::{Access, Routes, api::Endpoint};

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let reader = Access::Token(people::READ_MESSAGES);
    routes
        .get("/api/v1/messages", reader, message::list)
        .get("/api/v1/messages/{id}", reader, message::one)
        .get("/api/v1/messages/{id}/editions", reader, edition::list)
        .get("/api/v1/editions/{id}", reader, edition::one)
        .get("/api/v1/messages/{id}/thread", reader, thread::list)
}

/// What the routes give.
pub(crate) const API: &[Endpoint] = &[message::LIST, message::ONE, edition::LIST, edition::ONE, thread::LIST];
