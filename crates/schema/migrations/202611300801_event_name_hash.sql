-- The name that somebody had when they acted is shown for good, so the seal covers it: the salted hash of it stands in
-- the event, as that of a text does.
alter table event add column name_hash text;
