//! The pictures of a message that is erased: file, description and maker go where no other message shows them. The row
//! stays with its hash, so that an old page can say that the picture is gone and nobody adds it again by mistake.

use crate::{Content, Edition, MEDIA_RETIRED, media_in};
use db::{Actor, AsConn, Event, Id, Tx, exec, row, run};
use markup::Doc;
use serde_json::json;
use std::collections::BTreeSet;
use web::Outcome;

row! {
    /// A picture of a message, and how many other messages show it.
    #[derive(Clone, Debug)]
    pub struct UsedPicture {
        /// The picture.
        pub id: Id,
        /// What it shows.
        pub alt: String,
        /// How many others have it in what they say now or in what is out; then it stays.
        pub others: i64,
    }
}

/// The pictures of every edition of a message whose files are still there.
///
/// # Errors
/// When the database fails.
pub async fn pictures_of(conn: &mut impl AsConn, message: Id) -> Outcome<Vec<UsedPicture>> {
    let editions = run!(
        conn,
        Edition,
        "select id, message_id, number, content, hash, saved_at, saved_by, frozen_at from edition where message_id = $1",
        [message] => fetch_all
    )?;
    let ids: BTreeSet<Id> = editions.iter().flat_map(|edition| in_content(&edition.content.0)).collect();
    let mut pictures = Vec::new();
    for id in ids {
        let found = run!(
            conn,
            UsedPicture,
            "select p.id, p.alt, (select count(*) from message m where m.id <> $2 and exists (
               select 1 from edition e where e.id in (m.edition_id, m.out_edition_id)
                 and cast(e.content as text) like '%' || $3 || '%')) as others
             from media p where p.id = $1 and p.size > 0",
            [id, message, id.to_string()] => fetch_optional
        )?;
        pictures.extend(found);
    }
    Ok(pictures)
}

/// The pictures in the text and in those of channels.
fn in_content(content: &Content) -> Vec<Id> {
    let own = content.variants.values().filter_map(|text| Doc::from_markdown(text).ok());
    let own: Vec<Id> = own.flat_map(|text| media_in(&text)).collect();
    media_in(&content.body).into_iter().chain(own).collect()
}

/// Erases the pictures of a message that no other message shows; before its words, which name them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn erase(tx: &mut Tx, message: Id) -> Outcome<()> {
    let now = tx.now();
    let pictures = pictures_of(tx, message).await?;
    for picture in pictures.iter().filter(|picture| picture.others == 0) {
        exec!(
            tx,
            "update media set bytes = $2, size = 0, alt = '', credit = '', retired_at = coalesce(retired_at, $3) where id = $1",
            [picture.id, Vec::<u8>::new(), now]
        )?;
        let particulars = json!({ "erased_with": message });
        let event = Event { kind: MEDIA_RETIRED, subject: picture.id, particulars, text: None };
        event.write(tx, &Actor::system("erase")).await?;
    }
    Ok(())
}
