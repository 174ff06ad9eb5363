//! The pictures of a message that is erased: file, description and maker go where no other message shows them. The row
//! stays with its hash, so that an old page can say that the picture is gone and nobody adds it again by mistake.

use crate::MEDIA_RETIRED;
use db::{Actor, AsConn, Event, Id, Tx, exec, row, run};
use serde_json::json;
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
    let found = run!(
        conn,
        UsedPicture,
        "select p.id, p.alt, (select count(distinct m.id) from edition_media x join edition o on o.id = x.edition_id
             join message m on m.id = o.message_id and o.id in (m.edition_id, m.out_edition_id)
             where x.media_id = p.id and m.id <> $1) as others
         from media p where p.size > 0 and p.id in (
           select u.media_id from edition e join edition_media u on u.edition_id = e.id where e.message_id = $1)
         order by p.id",
        [message] => fetch_all
    )?;
    Ok(found)
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
