-- A warning that is corrected while it runs: the notice shows the words of the correction from then on.
alter table notice add column shown_id {id};
