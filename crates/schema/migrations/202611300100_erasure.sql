-- Erasing what a message said is an act of its own: what was taken down in haste can be erased the day after, and a
-- draft that was never out can be erased too. `edition_number` is the last edition that was erased: one that is
-- written afterwards has words again.
create table erasure (
  id {id} primary key,
  message_id {id} not null references message (id),
  at {int} not null,
  by_id {id} not null references person (id),
  by_name text not null,
  reason text not null,
  edition_number {int} not null
) {strict};
create index erasure_message on erasure (message_id, at);
insert into erasure (id, message_id, at, by_id, by_name, reason, edition_number)
select r.id, r.message_id, r.at, r.by_id, r.by_name, r.reason,
  (select max(e.number) from edition e where e.message_id = r.message_id and e.saved_at <= r.at)
from retraction r where r.personal;
alter table retraction drop column personal;
-- Since when a message is down that was out; lists and the calendar say so.
alter table message add column down_at {int};
update message set down_at = (select max(r.at) from retraction r where r.message_id = message.id)
where out_edition_id is null;
-- An erased edition is not written on: whoever writes again makes a new one.
update edition set frozen_at = saved_at
where frozen_at is null and message_id in (select message_id from erasure)
  and number <= (select max(x.edition_number) from erasure x where x.message_id = edition.message_id);
