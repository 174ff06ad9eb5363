-- Two clicks on "send now" are one notice: the form has a key, and the key with what was sent is taken once.
-- Whom the act called to look at it stands with it, so that the receipt and the mails say the same.
alter table emergency add column form_key text;
create unique index emergency_form_key on emergency (form_key);
alter table emergency add column called {json} not null default '[]';
