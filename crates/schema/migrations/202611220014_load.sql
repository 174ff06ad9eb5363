-- How much an audience receives (W5): a release and a schedule keep by which channels and about
-- which topics they go, so that counting a month needs no texts.
alter table release add column reach {json} not null default '{}';
alter table schedule add column reach {json} not null default '{}';
create index release_at on release (at);
