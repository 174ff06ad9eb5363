-- A person who is quoted says yes to their own words and nothing else, by a link that is good for
-- one answer. The words are kept with the answer; the address only until there is one.
create table quotation (
  id {id} primary key,
  message_id {id} not null references message (id),
  words_hash text not null,
  words text not null,
  speaker text not null,
  email text,
  asked_at {int} not null,
  asked_by {id} not null references person (id),
  expires_at {int} not null,
  answered_at {int},
  is_yes {bool},
  comment text not null,
  withdrawn_at {int}
) {strict};
create unique index quotation_once on quotation (message_id, words_hash) where withdrawn_at is null;
