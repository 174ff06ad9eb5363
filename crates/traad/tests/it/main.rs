//! The program as people meet it: over HTTP, on both databases.
#![expect(
    clippy::expect_used,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests may panic and explain themselves"
)]

mod accounts;
mod api;
mod approvals;
mod audiences;
mod audit;
mod command_line;
mod demo;
mod guards;
mod house;
mod imports;
mod main_job;
mod openid;
mod openid_fake;
mod people;
mod plans;
mod property;
mod strategy_page;
mod texts;
