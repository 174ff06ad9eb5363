-- Communication is thought of from the start: an assessment says whether a case needs a plan, a
-- plan ties its activities to the strategy's goals, and the activities stand in one calendar.
create table assessment (
  id {id} primary key,
  unit_id {id} not null references unit (id),
  unit_path text not null,
  title text not null,
  kind text not null constraint assessment_kind check (kind in ('case', 'decision')),
  answers {json} not null,
  weight {int} not null,
  needed {bool} not null,
  version_id {id} not null references strategy_version (id),
  made_at {int} not null,
  made_by {id} not null references person (id)
) {strict};
create table plan (
  id {id} primary key references thread (id),
  unit_id {id} not null references unit (id),
  unit_path text not null,
  title text not null,
  goals {json} not null,
  target_groups {json} not null,
  main_message text not null,
  channels {json} not null,
  starts_at {int},
  ends_at {int},
  responsible_id {id} not null references person (id),
  risks text not null,
  status text not null constraint plan_status check (status in ('draft', 'active', 'done', 'dropped')),
  revision {int} not null,
  assessment_id {id} references assessment (id),
  made_at {int} not null,
  made_by {id} not null references person (id),
  constraint plan_time check (starts_at is null or ends_at is null or starts_at <= ends_at)
) {strict};
create index plan_responsible on plan (responsible_id);
-- An activity stands in the calendar until it is done or cancelled, and then stays for the record.
create table activity (
  id {id} primary key,
  plan_id {id} not null references plan (id),
  title text not null,
  channel text not null,
  due_at {int} not null,
  responsible_id {id} not null references person (id),
  made_at {int} not null,
  made_by {id} not null references person (id),
  done_at {int},
  cancelled_at {int},
  ended_by {id} references person (id),
  reason text not null,
  constraint activity_ends_once check (done_at is null or cancelled_at is null)
) {strict};
create index activity_plan on activity (plan_id, due_at);
create index activity_due on activity (due_at);
