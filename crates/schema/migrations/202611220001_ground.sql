-- The ground: jobs, events with their seals, sessions and settings.
-- Jobs are written in the transaction of the act they follow from and deleted when done.
create table job (
  id {id} primary key,
  kind text not null,
  payload {json} not null,
  unique_key text,
  state text not null constraint job_state check (state in ('waiting', 'running', 'failed')),
  attempts {int} not null,
  run_at {int} not null,
  locked_until {int},
  last_error text
) {strict};
create index job_due on job (state, run_at);
create unique index job_unique on job (unique_key) where state = 'waiting';

-- One event per act. What a person wrote stands apart, so that it can be erased and the chain stay whole.
create table event (
  id {id} primary key,
  at {int} not null,
  actor text not null,
  slice text not null,
  name text not null,
  subject {id} not null,
  particulars {json} not null,
  text_hash text
) {strict};
create index event_subject on event (subject, id);
create table event_text (
  event_id {id} primary key references event (id),
  actor_name text not null,
  salt text not null,
  text text
) {strict};
create table event_seal (
  number {int} primary key,
  event_id {id} not null unique references event (id),
  seal text not null
) {strict};
-- One row that the sealer locks, so that two nodes never seal at once.
create table audit_turn (id {int} primary key, at {int} not null) {strict};
insert into audit_turn (id, at) values (1, 0);

-- A session is known by the SHA-256 of its token; the token itself is only in the browser.
create table session (
  token_hash {bytes} primary key,
  person_id {id} not null,
  started_at {int} not null,
  seen_at {int} not null,
  expires_at {int} not null,
  agent text not null
) {strict};
create index session_person on session (person_id);

-- Settings of the installation: small values under a name.
create table setting (name text primary key, value {json} not null, changed_at {int} not null) {strict};
