-- A trial that did not arrive says so to whoever asked for it.
alter table trial add column problem text;
