-- Since when a mail may have arrived that is sent again all the same; and who has left the list keeps no address in it.
alter table delivery add column doubt_at {int};
create index delivery_recipient on delivery (recipient_id);
update delivery set problem = replace(problem, address, '…'), address = '' where recipient_id in (select id from subscriber where ended_at is not null);
