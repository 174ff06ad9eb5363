-- A program that does something does it for a person, with that person's rights and no others.
-- A key with which it may send the same again is written in the transaction of the act itself.
alter table api_token add column person_id {id} references person (id);
create table api_replay (
  token_id {id} not null references api_token (id),
  key text not null,
  request_hash {bytes} not null,
  body text not null,
  made_at {int} not null,
  primary key (token_id, key)
) {strict};
create index api_replay_made on api_replay (made_at);
