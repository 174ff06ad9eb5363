-- A strategy version is its file, byte for byte, with hash and format number, readable for ever.
-- Adoption puts a version in force; the next adoption takes over. Messages keep theirs.
create table strategy_version (
  id {id} primary key,
  number {int} not null unique,
  title text not null,
  source {bytes} not null,
  hash text not null,
  format {int} not null,
  added_at {int} not null,
  added_by text not null
) {strict};
create table adoption (
  id {id} primary key,
  version_id {id} not null references strategy_version (id),
  at {int} not null,
  by_name text not null
) {strict};
