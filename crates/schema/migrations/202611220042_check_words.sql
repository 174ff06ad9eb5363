-- A finding of language may be let stand at one place and not everywhere, so a waiver tells the place it is for:
-- a fingerprint of what stands there, and the beginning of it for people to read; both empty where it is the whole rule.
create table waiver_at (
  id {id} primary key,
  message_id {id} not null references message (id),
  rule text not null,
  place text not null default '',
  found text not null default '',
  reason text not null,
  at {int} not null,
  by_id {id} not null references person (id),
  constraint waiver_place unique (message_id, rule, place)
) {strict};
insert into waiver_at (id, message_id, rule, place, found, reason, at, by_id)
  select id, message_id, rule, '', '', reason, at, by_id from waiver;
drop table waiver;
alter table waiver_at rename to waiver;
-- Words that are right in this house, whatever the dictionary says: names, programs, terms.
create table house_word (
  id {id} primary key,
  word text not null,
  added_at {int} not null,
  added_by {id} not null references person (id),
  constraint house_word_once unique (word)
) {strict};
-- The figures of the language are kept with each run, and what kind of text it was, in which role and for which
-- unit: language over time is told from them (M3). A run from before has none.
alter table check_run add column figures {json};
alter table check_run add column text_type text;
alter table check_run add column role text;
alter table check_run add column unit_id {id} references unit (id);
