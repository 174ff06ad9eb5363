-- The organisation comes from the municipality's own systems: a unit keeps the key it has there,
-- and an import keeps what each row was before and after, so that it can be taken back.
alter table unit add column external_key text;
create unique index unit_key on unit (external_key);
create table import (
  id {id} primary key,
  kind text not null constraint import_kind check (kind in ('units', 'people')),
  at {int} not null,
  by_name text not null,
  added {int} not null,
  changed {int} not null,
  gone {int} not null,
  changes {json} not null,
  undone_at {int}
) {strict};
