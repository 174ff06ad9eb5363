-- Who stands in while somebody is away: for as long as it lasts they hold the duties of the other
-- as a deputy. An absence may end early; then its end is moved, and what was stays to be seen.
alter table absence add column deputy_id {id} references person (id);
create index absence_deputy on absence (deputy_id, to_at);
create index person_function on person (function);
