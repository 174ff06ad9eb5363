-- A form that is sent twice begins one message: the key that it carried.
alter table message add column form_key text;
create unique index message_form_key on message (form_key);
