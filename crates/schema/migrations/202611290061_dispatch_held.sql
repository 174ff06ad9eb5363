-- `attempting` stands only on what is on the wire; the rest of a claim is `held`. SQLite cannot
-- change a check, so the table is made anew. The index lets a batch find its mails without a sort.
create table delivery_kept as select * from delivery;
drop table delivery;
create table delivery (
  id {id} primary key,
  dispatch_id {id} not null references dispatch (id),
  recipient_id {id} not null,
  address text not null,
  state text not null constraint delivery_state check (state in ('queued', 'held', 'attempting', 'accepted', 'failed', 'unknown', 'suppressed', 'expired')),
  attempts {int} not null,
  next_at {int} not null,
  node {id},
  lease_until {int},
  reference text,
  problem text,
  moved_at {int} not null,
  constraint delivery_once unique (dispatch_id, recipient_id)
) {strict};
insert into delivery (id, dispatch_id, recipient_id, address, state, attempts, next_at, lease_until, reference, problem, moved_at)
  select id, dispatch_id, recipient_id, address, state, attempts, next_at, lease_until, reference, problem, moved_at from delivery_kept;
drop table delivery_kept;
create index delivery_due on delivery (state, next_at);
create index delivery_next on delivery (dispatch_id, state, next_at, id);
