-- A slow service holds nobody else, and what a dead process held goes back within a minute: each
-- process has a row that it keeps alive, work names the process that holds it, and urgent work is known.
create table node (
  id {id} primary key,
  name text not null,
  started_at {int} not null,
  seen_at {int} not null,
  gone_at {int}
) {strict};
alter table job add column node {id};
alter table job add column urgent {bool} not null default false;
create index job_lane on job (state, kind, urgent, run_at);
