//! The program as people meet it: over HTTP, on both databases.
#![expect(
    clippy::expect_used,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "tests may panic and explain themselves"
)]

mod accounts;
mod api;
mod api_write;
mod approvals;
mod as_it_is;
mod asked;
mod asked_down;
mod audiences;
mod audit;
mod backup;
mod bounced;
mod check_command;
mod checks_around;
mod codex;
mod command_line;
mod connections;
mod consent;
mod corrections;
mod demo;
mod detours;
mod english;
mod erased;
mod erased_pictures;
mod guards;
mod hands;
mod held;
mod hostile;
mod house;
mod imports;
mod keys;
mod lanes;
mod language;
mod languagetool;
mod leaving;
mod lists;
mod lives;
mod load;
mod lost;
mod main_job;
mod minds;
mod night;
mod nodes;
mod notice;
mod notice_holds;
mod openid;
mod openid_fake;
mod operation;
mod own_language;
mod people;
mod pictures;
mod plans;
mod property;
mod quiet;
mod quotations;
mod receipts;
mod recipients;
mod record;
mod record_judge;
mod refusals;
mod rest;
mod said;
mod samples;
mod second_eyes;
mod second_step;
mod seen;
mod send;
mod stops;
mod strategy_page;
mod stuck;
mod summer_time;
mod taken_down;
mod telephone;
mod texts;
mod then;
mod twice;
mod typed;
mod urgency;
mod urgent_form;
mod variants;
mod who_answers;
