-- What they were who said yes: a function may get another name, and the record keeps the one of that day.
alter table approval add column function text;
update approval set function = (select p.function from person p where p.id = approval.person_id);
