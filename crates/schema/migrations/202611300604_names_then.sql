-- Who sent and who wrote, as they were called then: a unit or a function may get another name, and what is out keeps
-- the one of its day.
alter table release add column unit_name text;
update release set unit_name =
  (select u.name from message m join unit u on u.id = m.unit_id where m.id = release.message_id);
alter table edition add column saved_function text;
update edition set saved_function = (select p.function from person p where p.id = edition.saved_by);
