-- An exemption is about the text that it was asked for: another text waits for staff again. Older rows hold as before.
alter table exemption add column edition_id {id} references edition (id);
