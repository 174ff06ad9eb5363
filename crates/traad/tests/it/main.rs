//! The program as people meet it: over HTTP, on both databases.
#![expect(
    clippy::expect_used,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests may panic and explain themselves"
)]

mod api;
mod approvals;
mod audit;
mod backup;
mod demo;
mod guards;
mod house;
mod imports;
mod main_job;
mod operation;
mod plans;
mod property;
mod samples;
mod strategy_page;
mod summer_time;
mod texts;
