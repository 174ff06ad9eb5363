-- Which request of a message is the latest is counted, not told from its id: an act that waited for
-- another one carries an earlier moment, and a clock may be set back.
alter table approval_request add column number {int} not null default 0;
update approval_request set number =
  (select count(*) from approval_request b where b.message_id = approval_request.message_id and b.id <= approval_request.id);
create unique index approval_request_number on approval_request (message_id, number);
