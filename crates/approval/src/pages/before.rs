//! What an approver compares with: what the message corrects, that it was taken down, and what was said yes to before.

use crate::request::Request;
use db::{AsConn, Id};
use message::{Edition, Now, Past};
use strategy::Strategy;
use web::Outcome;

/// What was before: the past of the message, and the edition that changes are told from: that of the last yes, else
/// what the original says, which is said by the last.
pub(crate) async fn before(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    request: &Request,
) -> Outcome<(Past, Option<Edition>, bool)> {
    let row = db::run!(
        conn,
        Before,
        "select m.id, m.edition_id, m.corrects_id, (m.down_at is not null) as is_down,
           (select r.edition_id from approval_request r join approval a on a.request_id = r.id
            where r.message_id = m.id and r.number < (select number from approval_request where id = $2)
            order by r.number desc limit 1) as last_yes
         from message m where m.id = $1",
        [request.message_id, request.id] => fetch_one
    )?;
    let Before { id, edition_id, corrects_id, is_down, last_yes } = row;
    let past = Past::of(conn, strategy, Now { id, edition_id, corrects_id, is_down }).await?;
    match last_yes.or(past.corrected_edition()) {
        Some(before) => Ok((past, Some(Edition::get(conn, before).await?), last_yes.is_none())),
        None => Ok((past, None, false)),
    }
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
    }
}
