-- What leaves: a dispatch per release and channel, and a delivery row per recipient, written
-- before anything is sent. `attempting` is written before the network call (invariant 3).
create table dispatch (
  id {id} primary key,
  release_id {id} not null references release (id),
  message_id {id} not null references message (id),
  edition_id {id} not null references edition (id),
  channel text not null,
  made_at {int} not null,
  not_after {int} not null,
  total {int} not null,
  constraint dispatch_once unique (release_id, channel)
) {strict};
create index dispatch_message on dispatch (message_id);
create table delivery (
  id {id} primary key,
  dispatch_id {id} not null references dispatch (id),
  recipient_id {id} not null,
  address text not null,
  state text not null constraint delivery_state check (state in ('queued', 'attempting', 'accepted', 'failed', 'unknown', 'suppressed', 'expired')),
  attempts {int} not null,
  next_at {int} not null,
  lease_until {int},
  reference text,
  problem text,
  moved_at {int} not null,
  constraint delivery_once unique (dispatch_id, recipient_id)
) {strict};
create index delivery_due on delivery (state, next_at);
create index delivery_dispatch on delivery (dispatch_id, state);
