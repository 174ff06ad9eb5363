//! An article of the newsroom: a message under a permanent address. A small correction changes it
//! in place; a larger change is a correction, a message of its own that points back.

use crate::{
    CHANGED, PUBLISHED,
    notice::{self, CALM_MS, NOTICES_MAX, Notice},
    slug::slug,
    words,
};
use approval::{Cleared, Ground};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use markup::TextOptions;
use message::Edition;
use serde_json::json;
use web::Outcome;

/// How many addresses are tried before the id makes one unique.
const SLUG_TRIES: usize = 20;

row! {
    /// An article.
    #[derive(Clone, Debug)]
    pub struct Article {
        /// The message; also the article's id.
        pub message_id: Id,
        /// What it says.
        pub edition_id: Id,
        /// The channel whose text it shows; empty where it has the body.
        pub channel: String,
        /// The last part of its address.
        pub slug: String,
        /// The language that it is written in, as a tag.
        pub language: String,
        /// Title.
        pub title: String,
        /// What the reader must know.
        pub main_point: String,
        /// Theme of the core narrative, or empty.
        pub theme: String,
        /// When it appeared.
        pub published_at: Timestamp,
        /// When it was last changed.
        pub changed_at: Timestamp,
    }
}

row! {
    /// An article in a list; `front` reads it as an array, in the order of its fields.
    #[derive(Clone, Debug, serde::Deserialize)]
    pub(crate) struct Headline {
        pub(crate) slug: String,
        pub(crate) language: String,
        pub(crate) title: String,
        pub(crate) main_point: String,
        pub(crate) published_at: Timestamp,
    }
}

row! {
    /// Another article that one belongs with.
    pub(crate) struct Related {
        pub(crate) slug: String,
        pub(crate) language: String,
        pub(crate) title: String,
        /// `update` or `all-clear` where the newer of the two follows a warning.
        kind: String,
    }
}

row! {
    /// What the front page shows.
    pub(crate) struct Front {
        /// The strategy in force, where there is one.
        pub(crate) version_id: Option<Id>,
        /// The latest articles; nothing before the first one.
        pub(crate) headlines: Option<Json<Vec<Headline>>>,
        /// The urgent notices that run, and those that ended in the last day.
        pub(crate) notices: Option<Json<Vec<Notice>>>,
    }
}

/// What the front page shows, in one row: on SQLite each row goes from one thread to another, and
/// that costs more than reading it (quality bar Q2, decisions/0033).
pub(crate) async fn front(conn: &mut impl AsConn, limit: i64, now: Timestamp) -> db::Result<Front> {
    run!(
        conn,
        Front,
        "select (select version_id from adoption order by id desc limit 1) as version_id,
           (select {rows}({row}(slug, language, title, main_point, published_at))
            from (select slug, language, title, main_point, published_at from article
                  where retracted_at is null order by published_at desc limit $1) latest) as headlines,
           (select {rows}({row}(slug, language, title, text, news, phone, started_at, updated_at, ended_at, all_clear))
            from (select a.slug, a.language, a.title, n.phone, n.started_at, n.updated_at, n.ended_at, n.all_clear,
                    (select u.text from notice_update u where u.notice_id = n.id and u.message_id = a.message_id) as text,
                    (select u.text from notice_update u
                     where u.notice_id = n.id and u.message_id not in (n.message_id, a.message_id) and u.retracted_at is null
                     order by u.at desc, u.id desc limit 1) as news
                  from notice n join article a on a.message_id = coalesce(n.shown_id, n.message_id)
                  where n.ended_at is null or (n.ended_at > $2 and n.all_clear <> '')
                  order by case when n.ended_at is null then 0 else 1 end, n.started_at desc limit $3) told) as notices",
        [limit, now - CALM_MS, NOTICES_MAX] => fetch_one
    )
}

/// The latest articles as a list shows them, of one theme or of all (quality bar Q2).
pub(crate) async fn headlines(
    conn: &mut impl AsConn,
    theme: &str,
    before: Timestamp,
    limit: i64,
) -> db::Result<Vec<Headline>> {
    run!(
        conn,
        Headline,
        "select slug, language, title, main_point, published_at
         from article where retracted_at is null and published_at < $2 and ($1 = '' or theme = $1)
         order by published_at desc limit $3",
        [theme, before, limit] => fetch_all
    )
}

impl Article {
    /// The article at an address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn at(conn: &mut impl AsConn, slug: &str) -> db::Result<Option<Self>> {
        run!(
            conn,
            Article,
            "select message_id, edition_id, channel, slug, language, title, main_point, theme, published_at, changed_at
             from article where slug = $1 and retracted_at is null",
            [slug] => fetch_optional
        )
    }

    /// Articles that hold every pattern, newest first.
    pub(crate) async fn search(
        conn: &mut impl AsConn,
        patterns: &[String],
        limit: i64,
    ) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Article,
            "select message_id, edition_id, channel, slug, language, title, main_point, theme, published_at, changed_at
             from article a where retracted_at is null
               and not exists (select 1 from {texts $1} g where a.search not like g.x)
             order by published_at desc limit $2",
            [json!(patterns).to_string(), limit] => fetch_all
        )
    }

    /// What holds now instead of this one, if it does not any more, and what that is to it: the latest of all that belong
    /// together and are out. A correction of a correction, and the end of a warning that had updates, are to be read at
    /// each of them; what was taken down in between parts nothing.
    pub(crate) async fn newer(&self, conn: &mut impl AsConn) -> db::Result<Option<Related>> {
        run!(
            conn,
            Related,
            "with recursive up (id, corrects_id) as (
               select id, corrects_id from message where id = $1
               union select m.id, m.corrects_id from message m join up on m.id = up.corrects_id),
             tree (id) as (
               select id from up where corrects_id is null
               union select m.id from message m join tree on m.corrects_id = tree.id)
             select a.slug, a.language, a.title, coalesce((select min(e.kind) from emergency e where e.edition_id = a.edition_id), '') as kind
             from tree join article a on a.message_id = tree.id
             where a.message_id <> $1 and a.retracted_at is null and a.published_at >= $2
               and (a.published_at > $2 or a.message_id > $1)
             order by a.published_at desc, a.message_id desc limit 1",
            [self.message_id, self.published_at] => fetch_optional
        )
    }

    /// The nearest article that this one follows and that is out, and what this one is to it.
    pub(crate) async fn older(&self, conn: &mut impl AsConn) -> db::Result<Option<Related>> {
        run!(
            conn,
            Related,
            "with recursive up (id, depth) as (
               select corrects_id, 1 from message where id = $1 and corrects_id is not null
               union select m.corrects_id, up.depth + 1 from message m join up on m.id = up.id where m.corrects_id is not null)
             select a.slug, a.language, a.title, coalesce((select min(e.kind) from emergency e where e.edition_id = $2), '') as kind
             from up join article a on a.message_id = up.id where a.retracted_at is null order by up.depth limit 1",
            [self.message_id, self.edition_id] => fetch_optional
        )
    }
}

impl Related {
    /// The last part of the text key that says what the newer of the two is: an update or the end of a warning corrects
    /// nothing.
    pub(crate) fn word(&self) -> &'static str {
        word(&self.kind)
    }
}

/// What the newer of two that belong together is to the older, by the kind of an urgent message.
pub(crate) fn word(kind: &str) -> &'static str {
    match kind {
        "update" => "update",
        "all-clear" => "all-clear",
        _ => "correction",
    }
}

/// The latest articles, of one theme or of all.
///
/// # Errors
/// When the database fails.
pub async fn latest(
    conn: &mut impl AsConn,
    theme: &str,
    before: Timestamp,
    limit: i64,
) -> db::Result<Vec<Article>> {
    run!(
        conn,
        Article,
        "select message_id, edition_id, channel, slug, language, title, main_point, theme, published_at, changed_at
         from article where retracted_at is null and published_at < $2 and ($1 = '' or theme = $1)
         order by published_at desc limit $3",
        [theme, before, limit] => fetch_all
    )
}

/// The article of a message.
///
/// # Errors
/// When the database fails.
pub async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Article>> {
    run!(
        conn,
        Article,
        "select message_id, edition_id, channel, slug, language, title, main_point, theme, published_at, changed_at
         from article where message_id = $1 and retracted_at is null",
        [message] => fetch_optional
    )
}

/// Whether an article stood at this address and was taken down.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_gone(conn: &mut impl AsConn, slug: &str) -> db::Result<bool> {
    let found = run!(conn, scalar Id, "select message_id from article where (slug = $1 and retracted_at is not null) or gone_hash = $2 limit 1", [slug, crate::take_down::hash(slug)] => fetch_optional)?;
    Ok(found.is_some())
}

/// Whether a picture stood on a page that was taken down.
///
/// # Errors
/// When the database fails.
pub(crate) async fn was_shown(conn: &mut impl AsConn, media: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select a.message_id from article_media m join article a on a.message_id = m.message_id
         where m.media_id = $1 and a.retracted_at is not null limit 1",
        [media] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Puts a cleared edition into the newsroom.
pub(crate) async fn put_out(tx: &mut Tx, actor: &Actor, cleared: Cleared) -> Outcome<()> {
    let edition = cleared.edition();
    let content = &edition.content;
    let channel = cleared.channel();
    let body = content.body_for(channel).to_text(TextOptions::default());
    let search = words::stems(&format!("{} {} {body}", content.title, content.main_point));
    let theme = content.theme.clone().unwrap_or_default();
    let (now, language) = (tx.now(), content.language.tag());
    let was_up = run!(
        tx,
        scalar Id,
        "select message_id from article where message_id = $1 and retracted_at is null",
        [edition.message_id] => fetch_optional
    )?;
    let changed = exec!(
        tx,
        "update article set edition_id = $2, title = $3, main_point = $4, theme = $5, search = $6, changed_at = $7, channel = $8, language = $9,
           published_at = case when retracted_at is null then published_at else $7 end, retracted_at = null
         where message_id = $1",
        [edition.message_id, edition.id, &content.title, &content.main_point, &theme, &search, now, channel, language]
    )?;
    // What comes back after it was taken down is news again, not a correction of it.
    let kind = if was_up.is_some() { CHANGED } else { PUBLISHED };
    if crate::take_down::has_erased_address(tx, edition.message_id).await? {
        let address = free_slug(tx, &content.title, edition.message_id).await?;
        exec!(tx, "update article set slug = $2 where message_id = $1", [edition.message_id, &address])?;
    }
    if changed == 0 {
        let address = free_slug(tx, &content.title, edition.message_id).await?;
        exec!(
            tx,
            "insert into article (message_id, edition_id, slug, title, main_point, theme, search, published_at, changed_at, channel, language)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)",
            [edition.message_id, edition.id, &address, &content.title, &content.main_point, &theme, &search, now, channel, language]
        )?;
    }
    exec!(tx, "delete from article_media where message_id = $1", [edition.message_id])?;
    open_pictures(tx, edition, channel).await?;
    // Not the address: it is made of the title, which must be erasable, and the log is sealed.
    let particulars = json!({ "edition": edition.id, "ground": cleared.ground().word() });
    Event { kind, subject: edition.message_id, particulars, text: None }.write(tx, actor).await?;
    match cleared.ground() {
        Ground::Emergency => notice::follow(tx, &cleared).await,
        _ => notice::correct(tx, &cleared).await,
    }
}

/// Lets everybody fetch the pictures of what goes to readers by a channel, on a page or by mail.
pub(crate) async fn open_pictures(tx: &mut Tx, edition: &Edition, channel: &str) -> db::Result<()> {
    for media in message::media_in(&edition.content.body_for(channel)) {
        exec!(
            tx,
            "insert into article_media (message_id, media_id) select $1, id from media where id = $2 on conflict do nothing",
            [edition.message_id, media]
        )?;
    }
    Ok(())
}

/// Whether a picture went out to readers, and not on a page that was taken back since.
///
/// # Errors
/// When the database fails.
pub(crate) async fn shows(conn: &mut impl AsConn, media: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select m.message_id from article_media m left join article a on a.message_id = m.message_id
         where m.media_id = $1 and a.retracted_at is null limit 1",
        [media] => fetch_optional
    )?;
    Ok(found.is_some())
}

async fn free_slug(tx: &mut Tx, title: &str, id: Id) -> db::Result<String> {
    let first = slug(title);
    for number in 1..=SLUG_TRIES {
        let candidate = if number == 1 { first.clone() } else { format!("{first}-{number}") };
        let taken = run!(tx, scalar Id, "select message_id from article where slug = $1", [&candidate] => fetch_optional)?;
        if taken.is_none() {
            return Ok(candidate);
        }
    }
    Ok(format!("{first}-{}", id.to_string().to_lowercase()))
}
