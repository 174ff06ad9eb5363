//! The test house: throw-away databases of both kinds, a clock that stands still, a mail catcher
//! and a browser without windows. It knows no slice; the program's tests bring theirs.

#![expect(clippy::expect_used, reason = "a test house that cannot be built should stop the test")]

mod browser;
mod database;
mod mails;

pub use browser::{Answer, Browser};
pub use database::{TestDatabase, databases};
pub use mails::{Caught, Mails};
