-- Whoever was asked for a yes is reminded once the strategy's time for an answer has run out; one
-- reminder a rule, kept so that it is not sent twice.
create table approval_reminder (
  request_id {id} not null references approval_request (id),
  rule text not null,
  at {int} not null,
  primary key (request_id, rule)
) {strict};
create index approval_request_open_at on approval_request (asked_at) where ended_at is null;
