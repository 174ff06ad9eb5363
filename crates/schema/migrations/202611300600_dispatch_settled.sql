-- That mails which did not arrive stay as they are, because somebody chose so: when.
alter table dispatch add column settled_at {int};
