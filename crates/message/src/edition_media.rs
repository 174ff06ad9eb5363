//! Which pictures an edition shows, in its text and in those of channels: noted when it is saved, so that whether another
//! message shows a picture is looked up, not read out of every text.

use crate::{Content, Edition, media_in};
use db::{AsConn, Db, Id, Tx, exec, run};
use markup::Doc;
use std::collections::BTreeSet;

/// The setting that says that the editions from before there were notes have them.
const NOTED: &str = "edition-media";
/// How many editions are read at a time.
const READ_MAX: i64 = 200;

/// Notes the pictures of an edition anew.
pub(crate) async fn note(tx: &mut Tx, edition: Id, content: &Content) -> db::Result<()> {
    exec!(tx, "delete from edition_media where edition_id = $1", [edition])?;
    for media in in_content(content) {
        // A text may name a picture that is not in the library.
        exec!(
            tx,
            "insert into edition_media (edition_id, media_id) select $1, id from media where id = $2",
            [edition, media]
        )?;
    }
    Ok(())
}

/// The pictures in the text and in those of channels.
fn in_content(content: &Content) -> BTreeSet<Id> {
    let own = content.variants.values().filter_map(|text| Doc::from_markdown(text).ok());
    let own: Vec<Id> = own.flat_map(|text| media_in(&text)).collect();
    media_in(&content.body).into_iter().chain(own).collect()
}

/// Notes the pictures of editions from before there were notes; once, at a start.
///
/// # Errors
/// When the database fails.
pub async fn note_earlier(db: &Db) -> db::Result<()> {
    let done = run!(
        &mut db.read().await?,
        scalar String,
        "select name from setting where name = $1",
        [NOTED] => fetch_optional
    )?;
    if done.is_some() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    let mut last = Id::first(0);
    loop {
        let editions = earlier(&mut tx, last).await?;
        let Some(end) = editions.last() else { break };
        last = end.id;
        for edition in &editions {
            note(&mut tx, edition.id, &edition.content).await?;
        }
    }
    let now = tx.now();
    exec!(
        &mut tx,
        "insert into setting (name, value, changed_at) values ($1, 'true', $2) on conflict (name) do nothing",
        [NOTED, now]
    )?;
    tx.commit().await
}

async fn earlier(conn: &mut impl AsConn, after: Id) -> db::Result<Vec<Edition>> {
    run!(
        conn,
        Edition,
        "select id, message_id, number, content, hash, saved_at, saved_by, frozen_at from edition
         where id > $1 order by id limit $2",
        [after, READ_MAX] => fetch_all
    )
}
