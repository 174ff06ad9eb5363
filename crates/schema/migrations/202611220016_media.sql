-- Pictures for texts. A picture is decoded and written anew before it is kept, so that no place or
-- other hidden data comes along. The bytes stand in the database: backups and other nodes have
-- them (decisions/0014). A retired picture is shown nowhere any more.
create table media (
  id {id} primary key,
  hash text not null constraint media_hash unique,
  kind text not null constraint media_kind check (kind in ('image/jpeg', 'image/png')),
  width {int} not null,
  height {int} not null,
  size {int} not null,
  bytes {bytes} not null,
  alt text not null,
  rights text not null constraint media_rights check (rights in ('own', 'bought', 'permission', 'free')),
  credit text not null,
  made_at {int} not null,
  made_by {id} not null references person (id),
  retired_at {int}
) {strict};
-- Which pictures went to readers, on a page or by mail; without a line here only staff see one.
create table article_media (
  message_id {id} not null references message (id),
  media_id {id} not null references media (id),
  primary key (message_id, media_id)
) {strict};
create index article_media_media on article_media (media_id);
