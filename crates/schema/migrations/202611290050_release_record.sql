-- The record is what was sent. A message knows the edition that is out, so that whatever tells of the past tells that
-- one and not the newest draft. What is out can be taken down: the release stays as a row that says until when it
-- stood, and `retraction` says who took it down and why.
alter table message add column out_edition_id {id} references edition (id);
update message set out_edition_id =
  (select r.edition_id from release r where r.message_id = message.id order by r.at desc, r.id desc limit 1);
update message set title = (select e.content ->> 'title' from edition e where e.id = message.out_edition_id)
where out_edition_id is not null and edition_id <> out_edition_id;
-- When the last of those who are to have it got it: from then on it changes by a correction alone.
alter table message add column all_out_at {int};
update message set all_out_at = (select max(r.at) from release r where r.message_id = message.id and r.scope = message.side)
where out_edition_id is not null;
alter table release add column retracted_at {int};
create table retraction (
  id {id} primary key,
  message_id {id} not null references message (id),
  at {int} not null,
  by_id {id} not null references person (id),
  by_name text not null,
  reason text not null,
  personal {bool} not null
) {strict};
create index retraction_message on retraction (message_id, at);
alter table staff_post add column retracted_at {int};
-- Why a plan ended without a release, and whether those whom it concerns were told.
alter table schedule add column told_at {int};
-- A yes to what was taken down counts no more: it comes back only by a new one.
alter table approval_request add column void_at {int};
alter table emergency add column void_at {int};
create index approval_return_request on approval_return (request_id);
create index approval_request_asked on approval_request (asked_by);
-- When a time that is due is looked at again: what is held up must not hide the rest.
alter table schedule add column look_at {int} not null default 0;
-- The stop has a reason, a name and a time. The one that stands is the row without an end.
create table crisis_stop (
  id {id} primary key,
  at {int} not null,
  by_id {id} references person (id),
  by_name text not null,
  reason text not null,
  ended_at {int},
  ended_by text
) {strict};
create unique index crisis_stop_one on crisis_stop ((1)) where ended_at is null;
insert into crisis_stop (id, at, by_name, reason)
select e.id, s.changed_at, 'Traad', '' from setting s, event e
where s.name = 'crisis-stop' and cast(s.value as text) = 'true' and e.name = 'crisis-stop' order by e.id desc limit 1;
create index release_retracted on release (retracted_at) where retracted_at is not null;
-- An address that was erased still answers that it is gone: only its hash is kept.
alter table article add column gone_hash text;
create index article_gone on article (gone_hash) where gone_hash is not null;
-- What is due and not out: found by looking at the rows themselves, told of once, and ended when it goes on.
create table alarm (
  id {id} primary key,
  message_id {id} not null references message (id),
  kind text not null,
  found_at {int} not null,
  ended_at {int}
) {strict};
create unique index alarm_open on alarm (message_id, kind) where ended_at is null;
