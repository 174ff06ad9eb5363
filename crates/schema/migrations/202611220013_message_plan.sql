-- A message belongs to a plan, so that the thread runs from the goal over the plan to the text.
alter table message add column plan_id {id} references plan (id);
create index message_plan on message (plan_id);
