-- An address that refuses mail is suspected first, and given up on the third refusal over days; what is needed to bring
-- it back is kept for thirty days, because it may have been the mail server that was wrong.
alter table subscriber add column refusals {int} not null default 0;
alter table subscriber add column refused_at {int};
alter table subscriber add column lost_email text;
alter table subscriber add column lost_at {int};
create index subscriber_suspected on subscriber (id) where refusals > 0;
create index subscriber_lost on subscriber (lost_at) where lost_at is not null;
create index subscriber_lost_email on subscriber (lost_email) where lost_email is not null;
-- The enhanced status of a refusal (RFC 3463), read where servers write it and nowhere else in their text.
alter table delivery add column status text;
-- When a refusal was weighed against its reader, so that it counts once.
alter table delivery add column weighed_at {int};
-- When whoever runs the program was called because most of a dispatch was refused.
alter table dispatch add column called_at {int};
