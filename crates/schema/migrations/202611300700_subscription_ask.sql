-- What was asked for in the name of an address changes nothing before its owner clicks in the mail of that very ask: a
-- stranger may type any address. An ask that was confirmed keeps no address, and its link leads to the reader's page.
create table subscription_ask (
  id {id} primary key,
  email text,
  lang text not null,
  asked_at {int} not null,
  subscriber_id {id} references subscriber (id)
) {strict};
create index subscription_ask_email on subscription_ask (email);
create index subscription_ask_subscriber on subscription_ask (subscriber_id) where subscriber_id is not null;
create index subscription_ask_asked on subscription_ask (asked_at) where subscriber_id is null;
create table subscription_ask_topic (
  ask_id {id} not null references subscription_ask (id),
  topic_id text not null references topic (id),
  primary key (ask_id, topic_id)
) {strict};
-- Whoever had not confirmed yet was no reader; the links in their mails go on.
insert into subscription_ask (id, email, lang, asked_at)
  select id, email, lang, asked_at from subscriber where confirmed_at is null and email is not null;
insert into subscription_ask_topic (ask_id, topic_id)
  select t.subscriber_id, t.topic_id from subscription t join subscription_ask a on a.id = t.subscriber_id;
delete from subscription where subscriber_id in (select id from subscription_ask);
delete from subscriber where id in (select id from subscription_ask);
