-- The organisation: units in a tree (path holds the ids from the top), people by function, the
-- duties they hold, who stands in for them, and who is away.
create table unit (
  id {id} primary key,
  parent_id {id} references unit (id),
  path text not null constraint unit_path_unique unique,
  name text not null,
  level text not null,
  topics {json} not null,
  phone text not null,
  email text not null,
  position {int} not null
) {strict};
create index unit_parent on unit (parent_id);
create table person (
  id {id} primary key,
  unit_id {id} not null references unit (id),
  function text not null,
  email text,
  phone text not null,
  external_key text constraint person_key_unique unique,
  left_at {int}
) {strict};
create index person_unit on person (unit_id);
create unique index person_email on person (email);
create table duty (
  id {id} primary key,
  person_id {id} not null references person (id),
  unit_id {id} not null references unit (id),
  duty text not null,
  deputy {bool} not null,
  constraint duty_once unique (person_id, unit_id, duty)
) {strict};
create index duty_unit on duty (unit_id, duty);
create table absence (
  id {id} primary key,
  person_id {id} not null references person (id),
  from_at {int} not null,
  to_at {int} not null,
  noted_by text not null
) {strict};
create index absence_person on absence (person_id, to_at);
-- How somebody signs in with us; most sign in with the municipality's own login instead.
create table account (
  person_id {id} primary key references person (id),
  password_hash text,
  failed {int} not null,
  locked_until {int} not null
) {strict};
-- A link that is good once: first run, new password.
create table account_link (
  token_hash {bytes} primary key,
  person_id {id} not null references person (id),
  purpose text not null,
  expires_at {int} not null,
  used_at {int}
) {strict};
create table api_token (
  id {id} primary key,
  token_hash {bytes} not null unique,
  name text not null,
  scopes {json} not null,
  made_at {int} not null,
  made_by text not null,
  revoked_at {int}
) {strict};
-- Topics that readers subscribe to, and the subscribers. An address is here only while it is
-- needed: an ended subscription keeps the hash, so that it is not mailed again by mistake.
create table topic (id text primary key, name text not null, position {int} not null) {strict};
create table subscriber (
  id {id} primary key,
  email text constraint subscriber_email_unique unique,
  lang text not null,
  asked_at {int} not null,
  confirmed_at {int},
  ended_at {int}
) {strict};
create table subscription (
  subscriber_id {id} not null references subscriber (id),
  topic_id text not null references topic (id),
  since {int} not null,
  primary key (subscriber_id, topic_id)
) {strict};
create index subscription_topic on subscription (topic_id);
-- Rights that the operator gave by hand, besides those that follow from duties.
create table permission (
  person_id {id} not null references person (id),
  grant_right text not null,
  path text not null,
  primary key (person_id, grant_right, path)
) {strict};
