-- What we host: public articles under a permanent slug, and posts in the staff feed.
-- HTML is made from the edition, never stored; `search` holds stemmed words.
create table article (
  message_id {id} primary key references message (id),
  edition_id {id} not null references edition (id),
  slug text not null constraint article_slug unique,
  title text not null,
  main_point text not null,
  theme text not null,
  search text not null,
  published_at {int} not null,
  changed_at {int} not null,
  retracted_at {int}
) {strict};
create index article_published on article (published_at);
create table staff_post (
  message_id {id} primary key references message (id),
  edition_id {id} not null references edition (id),
  unit_path text not null,
  posted_at {int} not null
) {strict};
create index staff_post_posted on staff_post (posted_at);
