-- The red thread: one row per communication, which every act locks first, and one row per step,
-- written in the act's own transaction. Lists and dots read only these two tables.
create table thread (
  id {id} primary key,
  opened_at {int} not null,
  moved_at {int} not null
) {strict};
create index thread_moved on thread (moved_at);
create table thread_step (
  thread_id {id} not null references thread (id),
  step text not null constraint thread_step_known check (step in ('goal', 'plan', 'message', 'checks', 'approval', 'internal', 'channels', 'dialogue', 'result')),
  state text not null constraint thread_state_known check (state in ('missing', 'waiting', 'done', 'broken', 'skipped')),
  at {int} not null,
  who text not null,
  note text not null,
  args {json} not null,
  item text not null,
  primary key (thread_id, step)
) {strict};
