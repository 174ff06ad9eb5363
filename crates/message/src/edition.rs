//! An edition: the content as it was saved at a moment. Asking for approval freezes it; every
//! later save makes a new one (architecture, Acts are resources).

use crate::Content;
use db::{AsConn, Id, Json, Timestamp, Tx, exec, row, run};
use web::{Outcome, Refusal};

row! {
    /// An edition.
    #[derive(Clone, Debug)]
    pub struct Edition {
        /// Id.
        pub id: Id,
        /// Of which message.
        pub message_id: Id,
        /// 1, 2, 3 ...
        pub number: i64,
        /// What it says.
        pub content: Json<Content>,
        /// The hash of what it says.
        pub hash: String,
        /// When it was saved.
        pub saved_at: Timestamp,
        /// By whom.
        pub saved_by: Id,
        /// When it was frozen, if it was.
        pub frozen_at: Option<Timestamp>,
    }
}

impl Edition {
    /// One edition.
    ///
    /// # Errors
    /// When it does not exist.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Edition,
            "select id, message_id, number, content, hash, saved_at, saved_by, frozen_at from edition where id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// The editions of a message, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Edition,
            "select id, message_id, number, content, hash, saved_at, saved_by, frozen_at
             from edition where message_id = $1 order by number desc limit 50",
            [message] => fetch_all
        )
    }

    /// Everybody who has written on a message up to an edition, or on what it corrects, from which its words come; none
    /// of them may approve it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn authors(conn: &mut impl AsConn, message: Id, until: i64) -> db::Result<Vec<Id>> {
        run!(
            conn,
            scalar Id,
            "with recursive line (id) as (
               select m.corrects_id as id from message m where m.id = $1 and m.corrects_id is not null
               union all
               select m.corrects_id from message m join line l on l.id = m.id where m.corrects_id is not null)
             select distinct saved_by from edition
             where (message_id = $1 and number <= $2) or message_id in (select id from line)",
            [message, until] => fetch_all
        )
    }
}

/// Freezes an edition, so that what was asked about can never change.
///
/// # Errors
/// When the database fails.
pub async fn freeze(tx: &mut Tx, edition: Id) -> db::Result<()> {
    let now = tx.now();
    exec!(tx, "update edition set frozen_at = $2 where id = $1 and frozen_at is null", [edition, now])
        .map(drop)
}
