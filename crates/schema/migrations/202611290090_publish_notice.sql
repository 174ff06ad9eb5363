-- An urgent notice has a place of its own above the news, from the moment its article is out until somebody ends it:
-- one row, with what was said in it. What follows a warning is an urgent message of its own, with its own second eyes.
create table notice (
  id {id} primary key,
  message_id {id} not null references message (id) constraint notice_message unique,
  phone text not null,
  started_at {int} not null,
  updated_at {int} not null,
  ended_at {int},
  ended_by text,
  all_clear_id {id} references message (id),
  all_clear text not null
) {strict};
create index notice_ended on notice (ended_at);
create table notice_update (
  id {id} primary key,
  notice_id {id} not null references notice (id),
  message_id {id} not null references message (id) constraint notice_update_message unique,
  at {int} not null,
  by_name text not null,
  text text not null,
  retracted_at {int}
) {strict};
create index notice_update_notice on notice_update (notice_id, at);
-- What an urgent message is: a warning, an update of one, or the end of one.
alter table emergency add column kind text not null default 'warning'
  constraint emergency_kind check (kind in ('warning', 'update', 'all-clear'));
create index emergency_message on emergency (message_id);
create index emergency_edition on emergency (edition_id);
create index message_corrects on message (corrects_id) where corrects_id is not null;
