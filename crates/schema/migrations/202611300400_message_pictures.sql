-- Which pictures an edition shows, so that nobody has to read every text to know whether another message shows one.
create table edition_media (
  edition_id {id} not null references edition (id),
  media_id {id} not null references media (id),
  primary key (edition_id, media_id)
) {strict};
create index edition_media_media on edition_media (media_id);
-- What is looked for every few seconds is found by what is open or lately ended, however much there was.
create index thread_step_waiting on thread_step (at) where state = 'waiting';
create index schedule_message on schedule (message_id);
create index schedule_ended on schedule (ended_at) where ended_at is not null;
create index approval_request_open_id on approval_request (id) where ended_at is null;
create index dispatch_made on dispatch (made_at);
