//! Erasing what a message said, where something personal stood in it: every edition loses its words and keeps its
//! number, its hash and whom it was for. The record still tells that something was said, when and by whom.

use crate::{Content, Edition, Message, Side, edition_media, message::tell_latest};
use db::{AsConn, Id, Json, Timestamp, Tx, exec, run};
use web::Outcome;

/// Erases the words of every edition of a message; `title` stands where the titles stood.
///
/// # Errors
/// When there is no such message.
pub async fn erase(tx: &mut Tx, message: Id, title: &str) -> Outcome<()> {
    let now = tx.now();
    crate::erased_pictures::erase(tx, message).await?;
    let editions = run!(
        tx,
        Edition,
        "select id, message_id, number, content, hash, saved_at, saved_by, frozen_at from edition where message_id = $1",
        [message] => fetch_all
    )?;
    for edition in editions {
        let left = left_of(edition.content.0, title);
        // Frozen: whoever writes again makes a new edition, with words of its own.
        exec!(
            tx,
            "update edition set content = $2, frozen_at = coalesce(frozen_at, $3) where id = $1",
            [edition.id, Json(&left), now]
        )?;
        edition_media::note(tx, edition.id, &left).await?;
    }
    blank(tx, message, now).await?;
    tell_latest(tx, message).await
}

/// Whether an edition was erased: what was typed on top of it must not bring back what stood there, however often it is
/// sent. Whoever writes on begins from what is left.
pub(crate) async fn is_before(conn: &mut impl AsConn, message: Id, edition: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select x.id from erasure x join edition e on e.message_id = x.message_id
         where x.message_id = $1 and e.id = $2 and e.number < x.edition_number limit 1",
        [message, edition] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// What was erased becomes an edition of its own: an editor or a program that still has the words open stands on the one
/// before, and is told so instead of saving them again.
async fn blank(tx: &mut Tx, message: Id, now: Timestamp) -> Outcome<()> {
    let latest = Message::get(tx, message).await?.edition_id;
    let latest = Edition::get(tx, latest).await?;
    let (id, content) = (tx.new_id(), &latest.content);
    exec!(
        tx,
        "insert into edition (id, message_id, number, content, hash, saved_at, saved_by, frozen_at, saved_function)
         select $1, $2, $3, $4, $5, $6, l.saved_by, $6, l.saved_function from edition l where l.id = $7",
        [id, message, latest.number + 1, content, content.hash(), now, latest.id]
    )?;
    exec!(tx, "update message set edition_id = $2 where id = $1", [message, id])?;
    Ok(())
}

/// What is left of a content: taken apart field by field, so that a new one cannot be forgotten.
fn left_of(content: Content, title: &str) -> Content {
    let Content {
        language,
        title: _,
        main_point: _,
        body: _,
        side,
        role,
        character,
        theme,
        goal,
        unit,
        contact: _,
        target_groups,
        topics,
        channels,
        variants: _,
        internal_text: _,
        affected_units,
        audiences,
        decision: _,
    } = content;
    Content {
        language,
        title: title.to_owned(),
        side,
        role: role.filter(|_| side == Side::External),
        character,
        theme,
        goal,
        target_groups,
        topics,
        channels,
        affected_units,
        audiences,
        ..Content::new(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_anybody_is_left() {
        let mut content = Content::new(Id::at(1));
        content.title = "Et navn".to_owned();
        content.main_point = "Et navn".to_owned();
        content.internal_text = "Et navn".to_owned();
        content.contact.function = "Et navn".to_owned();
        content.variants.insert("website".to_owned(), "Et navn".to_owned());
        content.decision = Some(crate::Decision { reason: "Et navn".to_owned(), ..Default::default() });
        content.body = markup::Doc::from_markdown("Et navn").unwrap();
        let left = serde_json::to_string(&left_of(content, "Slettet")).unwrap();
        assert!(!left.contains("Et navn") && left.contains("Slettet"), "{left}");
    }
}
