-- A message is a communication; what it says stands in its editions. An edition holds the whole
-- content as one document, so that its hash is the hash of everything that was approved.
create table message (
  id {id} primary key references thread (id),
  unit_id {id} not null references unit (id),
  unit_path text not null,
  title text not null,
  role text not null,
  side text not null constraint message_side check (side in ('internal', 'external')),
  edition_id {id} not null,
  made_at {int} not null,
  made_by {id} not null references person (id),
  corrects_id {id} references message (id)
) {strict};
create index message_made on message (made_at);
create index message_by on message (made_by, made_at);
create table edition (
  id {id} primary key,
  message_id {id} not null references message (id),
  number {int} not null,
  content {json} not null,
  hash text not null,
  saved_at {int} not null,
  saved_by {id} not null references person (id),
  frozen_at {int},
  constraint edition_number unique (message_id, number)
) {strict};
-- A check run keeps what was found in an edition; a waiver is a person's word that a finding may stand.
create table check_run (
  id {id} primary key,
  edition_id {id} not null references edition (id),
  hash text not null,
  at {int} not null,
  findings {json} not null,
  lix {int} not null,
  words {int} not null
) {strict};
create index check_run_edition on check_run (edition_id, id);
create table waiver (
  id {id} primary key,
  message_id {id} not null references message (id),
  rule text not null,
  reason text not null,
  at {int} not null,
  by_id {id} not null references person (id),
  constraint waiver_once unique (message_id, rule)
) {strict};
