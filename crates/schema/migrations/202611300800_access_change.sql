-- What somebody did to how another is known, reached and signs in, and to which duties they hold. Until a third person
-- or the operator has confirmed it, a yes that rests on it is none (decisions/0063).
create table access_change (
  id {id} primary key,
  person_id {id} not null references person (id),
  by_id {id} not null references person (id),
  what text not null constraint access_change_what check (what in
    ('person', 'address', 'phone', 'return', 'second-factor', 'identity', 'duty', 'deputy')),
  -- The duty, or the absence.
  thing_id {id},
  at {int} not null,
  -- The address that nobody else has chosen for them, with which they sign in until the new one settles.
  address_before text,
  address_after text,
  settles_at {int},
  told_at {int},
  objected_at {int},
  confirmed_at {int},
  confirmed_by text
) {strict};
create index access_change_person on access_change (person_id) where confirmed_at is null;
create index access_change_by on access_change (by_id) where confirmed_at is null;
create index access_change_thing on access_change (thing_id) where confirmed_at is null;
create index access_change_address on access_change (address_before) where confirmed_at is null and address_before is not null;
-- Those that wait and still mean something, as pages show them.
create view open_access_change as
  select c.id, c.person_id, p.function, p.email, p.phone, u.name as unit_name, u.path as unit_path, c.by_id, b.function as by_function,
    c.what, c.at, c.address_before, c.address_after, c.settles_at, c.objected_at, c.told_at, d.duty,
    coalesce(du.name, '') as duty_unit, coalesce(du.path, '') as duty_path, o.id as absent_id, o.function as absent, a.to_at as absent_until
  from access_change c join person p on p.id = c.person_id join unit u on u.id = p.unit_id
    join person b on b.id = c.by_id
    left join duty d on d.id = c.thing_id left join unit du on du.id = d.unit_id
    left join absence a on a.id = c.thing_id left join person o on o.id = a.person_id
  where c.confirmed_at is null and p.left_at is null
    -- Of several addresses the latest is the one that is asked about.
    and (c.what <> 'address' or not exists (
      select 1 from access_change n
      where n.person_id = c.person_id and n.what = 'address' and n.confirmed_at is null and n.id > c.id))
    and (c.what <> 'duty' or d.id is not null) and (c.what <> 'deputy' or a.id is not null);
