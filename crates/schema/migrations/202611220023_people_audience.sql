-- Audiences that are used again and again: people named one by one, a rule over units, functions
-- and duties that is worked out each time, or readers by topic. A topic that is retired is offered
-- to nobody, and messages that were about it keep it.
alter table topic add column retired_at {int};
create table audience (
  id {id} primary key,
  name text not null,
  kind text not null constraint audience_kind check (kind in ('list', 'rule', 'topics')),
  rule {json} not null,
  made_at {int} not null,
  made_by text not null,
  retired_at {int}
) {strict};
create table audience_member (
  audience_id {id} not null references audience (id),
  person_id {id} not null references person (id),
  constraint audience_member_once primary key (audience_id, person_id)
) {strict};
create index audience_member_person on audience_member (person_id);
