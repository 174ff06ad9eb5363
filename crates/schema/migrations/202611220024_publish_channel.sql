-- A channel may have a text of its own; the page of a message knows which channel it shows.
alter table article add column channel text not null default '';
alter table staff_post add column channel text not null default '';
