-- A release says that an edition may go out internally or externally, on which ground.
-- A schedule is an intention, re-read when it fires; an exemption or exception lets the
-- external release come without waiting for the internal one.
create table release (
  id {id} primary key,
  message_id {id} not null references message (id),
  edition_id {id} not null references edition (id),
  scope text not null constraint release_scope check (scope in ('internal', 'external')),
  at {int} not null,
  by_name text not null,
  ground text not null constraint release_ground check (ground in ('approval', 'carry', 'emergency'))
) {strict};
create index release_message on release (message_id, scope);
create table schedule (
  id {id} primary key,
  message_id {id} not null references message (id),
  scope text not null constraint schedule_scope check (scope in ('internal', 'external')),
  due_at {int} not null,
  not_after {int} not null,
  set_at {int} not null,
  set_by {id} not null references person (id),
  ended_at {int},
  outcome text
) {strict};
create unique index schedule_open on schedule (message_id, scope) where ended_at is null;
create index schedule_due on schedule (due_at) where ended_at is null;
create table exemption (
  id {id} primary key,
  message_id {id} not null references message (id),
  kind text not null constraint exemption_kind check (kind in ('danger', 'statutory', 'open-meeting', 'exception')),
  reason text not null,
  at {int} not null,
  by_id {id} not null references person (id),
  constraint exemption_once unique (message_id)
) {strict};
