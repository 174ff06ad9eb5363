//! What is taken down disappears at once from every surface that we host: page, picture, lists, search, feeds,
//! sitemap and the staff feed. Pages in memory are forgotten here by the act itself, and on other nodes by a
//! look each second. The address stays, and answers that what stood there is gone (RFC 9110, 15.5.11).

use crate::notice;
use db::{AsConn, Id, Tx, exec, run};
use sha2::{Digest, Sha256};
use std::{fmt::Write, sync::Arc};
use web::{Cache, Outcome, Refusal, Site};

/// How long whoever reads may keep what can be taken down: browsers and proxies in front of us forget it as soon as
/// our own memory and the other nodes do.
pub(crate) const KEEP: Cache = Cache::Seconds(2);

/// Takes the article and the staff post of a message down.
///
/// # Errors
/// When the database fails.
pub async fn take_down(tx: &mut Tx, message: Id) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update article set retracted_at = $2 where message_id = $1 and retracted_at is null",
        [message, now]
    )?;
    // What went out by mail alone has no page that says that it is gone.
    exec!(
        tx,
        "delete from article_media where message_id = $1 and not exists (select 1 from article where message_id = $1)",
        [message]
    )?;
    notice::take_down(tx, message).await?;
    exec!(
        tx,
        "update staff_post set retracted_at = $2 where message_id = $1 and retracted_at is null",
        [message, now]
    )
    .map(drop)
}

/// Erases the words of an article that was taken down, and its address, of which only the hash stays.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, message: Id, title: &str) -> db::Result<()> {
    notice::erase(tx, message).await?;
    let slug = run!(tx, scalar String, "select slug from article where message_id = $1", [message] => fetch_optional)?;
    let Some(slug) = slug else { return Ok(()) };
    let left = format!("{ERASED}{message}").to_lowercase();
    exec!(
        tx,
        "update article set title = $2, main_point = '', search = '', slug = $3, gone_hash = $4 where message_id = $1",
        [message, title, left, hash(&slug)]
    )
    .map(drop)
}

/// How the address of an erased article begins.
const ERASED: &str = "slettet-";

/// Whether the address of an article was erased, so that one that says something new needs a new one.
pub(crate) async fn has_erased_address(tx: &mut Tx, message: Id) -> db::Result<bool> {
    let slug = run!(tx, scalar String, "select slug from article where message_id = $1 and gone_hash is not null", [message] => fetch_optional)?;
    Ok(slug.is_some_and(|slug| slug.starts_with(ERASED)))
}

/// The SHA-256 of an address, in hex.
pub(crate) fn hash(slug: &str) -> String {
    Sha256::digest(slug.as_bytes()).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Whether a message stood in the staff feed and was taken down.
pub(crate) async fn was_posted(conn: &mut impl AsConn, message: Id) -> db::Result<bool> {
    let found = run!(conn, scalar Id, "select message_id from staff_post where message_id = $1 and retracted_at is not null", [message] => fetch_optional)?;
    Ok(found.is_some())
}

/// What an address of something that was taken down answers.
pub(crate) fn gone() -> Refusal {
    Refusal { status: 410, ..Refusal::new("publish-gone") }
}

/// Forgets the pages in memory when something was taken down since the last look, by whichever process.
pub(crate) async fn forget(site: Arc<Site>) -> Outcome<()> {
    let latest = run!(
        &mut site.db.read().await?,
        scalar Option<i64>,
        "select max(retracted_at) from release where retracted_at is not null",
        [] => fetch_one
    )?;
    if site.kept.is_news(latest.unwrap_or(0)) {
        // An answer that is being made now was begun before this, and is not kept either.
        site.db.note_act_elsewhere();
    }
    Ok(())
}
