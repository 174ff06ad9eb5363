-- A request freezes an edition and notes who must say yes under the strategy then in force.
-- State is derived from rows: yes, return, withdrawal, carry over a small correction, emergency.
create table approval_request (
  id {id} primary key,
  message_id {id} not null references message (id),
  edition_id {id} not null references edition (id),
  version_id {id} not null references strategy_version (id),
  needs {json} not null,
  asked_at {int} not null,
  asked_by {id} not null references person (id),
  ended_at {int}
) {strict};
create unique index approval_request_open on approval_request (message_id) where ended_at is null;
-- Who may answer which need; written when asked, so that queues are one look-up.
create table approval_need (
  request_id {id} not null references approval_request (id),
  rule text not null,
  person_id {id} not null references person (id),
  primary key (request_id, rule, person_id)
) {strict};
create index approval_need_person on approval_need (person_id);
create table approval (
  id {id} primary key,
  request_id {id} not null references approval_request (id),
  rule text not null,
  person_id {id} not null references person (id),
  at {int} not null,
  registered_by {id} references person (id),
  note text not null,
  withdrawn_at {int}
) {strict};
create unique index approval_once on approval (request_id, rule, person_id) where withdrawn_at is null;
create table approval_return (
  id {id} primary key,
  request_id {id} not null references approval_request (id),
  person_id {id} not null references person (id),
  at {int} not null,
  comment text not null
) {strict};
create table carry (
  id {id} primary key,
  message_id {id} not null references message (id),
  from_edition_id {id} not null references edition (id),
  to_edition_id {id} not null unique references edition (id),
  at {int} not null,
  by_id {id} not null references person (id),
  classes {json} not null
) {strict};
create table emergency (
  id {id} primary key,
  message_id {id} not null references message (id),
  edition_id {id} not null references edition (id),
  template text not null,
  at {int} not null,
  by_id {id} not null references person (id),
  review_due {int} not null,
  reviewed_at {int},
  reviewed_by {id} references person (id)
) {strict};
