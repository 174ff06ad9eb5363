//! The program as people meet it: over HTTP, on both databases.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "tests may panic and explain themselves")]

mod approvals;
mod guards;
mod house;
mod main_job;
mod plans;
mod strategy_page;
mod texts;
