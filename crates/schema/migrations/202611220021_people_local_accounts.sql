-- Local accounts: tries are counted for each address, each name and each browser that is known,
-- under keyed hashes, so that a limit hits whoever tries and neither address nor name stands here.
-- account.failed and account.locked_until are not used any more.
create table login_try (
  bucket {bytes} primary key,
  failed {int} not null,
  since {int} not null,
  wait_until {int} not null
) {strict};
create index login_try_since on login_try (since);
-- A browser in which somebody has signed in before: limits on their name do not hold there.
create table known_browser (
  token_hash {bytes} primary key,
  person_id {id} not null references person (id),
  since {int} not null
) {strict};
create index known_browser_person on known_browser (person_id, since);
-- The secret of somebody's authenticator app, sealed with a key outside the database; in use
-- from the moment a first code has shown that the app has it. last_step: no code works twice.
create table second_factor (
  person_id {id} primary key references person (id),
  secret {bytes} not null,
  confirmed_at {int},
  last_step {int} not null
) {strict};
create table recovery_code (
  person_id {id} not null references person (id),
  code_hash {bytes} not null,
  used_at {int},
  constraint recovery_code_once primary key (person_id, code_hash)
) {strict};
