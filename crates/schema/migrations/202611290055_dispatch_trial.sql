-- A trial: the mail as it will arrive, sent to whoever asks and to nobody else, so that the page that asks before it
-- fires can tell when it was last tried and whether the text has changed since.
create table trial (
  id {id} primary key,
  message_id {id} not null references message (id),
  edition_id {id} not null references edition (id),
  person_id {id} not null references person (id),
  at {int} not null
) {strict};
create index trial_person on trial (person_id, at);
