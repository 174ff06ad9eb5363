-- A message may be in English: a list tells each article's language, so that it is read aloud with the right voice
-- (WCAG 2.2, 3.1.2). What was out before is Danish, as nothing else could be written.
alter table article add column language text not null default 'da';
