-- What those concerned were told was in the way of a plan: another reason is told of for itself.
alter table schedule add column told_why text not null default '';
