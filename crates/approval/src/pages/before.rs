//! What an approver compares with: what the message corrects, that it was taken down, and what was said yes to before.

use crate::request::Request;
use db::{AsConn, Id, Tx};
use message::{Edition, Now, Past};
use strategy::Strategy;
use web::Outcome;

/// What was before a request: the past of the message, and the edition of the last yes or else of the original.
pub(crate) async fn compared(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    request: &Request,
    reader: Id,
) -> Outcome<Compared> {
    let row = db::run!(
        conn,
        Before,
        "select m.id, m.edition_id, m.corrects_id, (m.down_at is not null) as is_down,
           (select r.edition_id from approval_request r join approval a on a.request_id = r.id
            where r.message_id = m.id and r.number < (select number from approval_request where id = $2)
            order by r.number desc limit 1) as last_yes,
           (exists (select 1 from edition e where e.message_id = m.id and e.saved_by = $3)) as has_written
         from message m where m.id = $1",
        [request.message_id, request.id, reader] => fetch_one
    )?;
    let Before { id, edition_id, corrects_id, is_down, last_yes, has_written } = row;
    let past = Past::of(conn, strategy, Now { id, edition_id, corrects_id, is_down }).await?;
    let id = last_yes.or(past.corrected_edition());
    let before = match id {
        Some(id) => Some(Edition::get(conn, id).await?),
        None => None,
    };
    Ok(Compared { past, before, is_from_original: last_yes.is_none() && id.is_some(), has_written })
}

/// What was before a request.
pub(crate) struct Compared {
    /// What the message corrects, and that it was taken down.
    pub(crate) past: Past,
    /// The edition that changes are told from.
    pub(crate) before: Option<Edition>,
    /// Whether that is what the original says.
    pub(crate) is_from_original: bool,
    /// Whether the reader has written on the message, also after it was asked about.
    pub(crate) has_written: bool,
}

db::row! {
    /// What is looked at to tell what was before a request.
    struct Before {
        id: Id,
        edition_id: Id,
        corrects_id: Option<Id>,
        is_down: bool,
        /// The edition of the latest request that somebody said yes to before this one.
        last_yes: Option<Id>,
        has_written: bool,
    }
}

/// Whether somebody who was not asked wrote the words, also those of what is corrected.
pub(crate) async fn wrote(conn: &mut impl AsConn, edition: &Edition, person: Id) -> db::Result<bool> {
    Ok(crate::find::authors(conn, edition).await?.contains(&person))
}

/// Refuses a yes to many more than the page showed; a form that does not say how many is not asked.
pub(crate) async fn check_people(tx: &mut Tx, request: Id, shown: &str) -> Outcome<()> {
    if shown.is_empty() {
        return Ok(());
    }
    let request = Request::get(tx, request).await?;
    let edition = Edition::get(tx, request.edition_id).await?;
    let db = tx.db().clone();
    let strategy = strategy::in_force(tx, db.memo()).await?.strategy;
    message::check_shown(tx, &strategy, &edition.content, shown).await
}
