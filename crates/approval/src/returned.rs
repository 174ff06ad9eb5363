//! What was sent back and waits for its author: the comment stands wherever the author looks, until the
//! text is asked about again.

use db::{AsConn, Id, Timestamp, row, run};

row! {
    /// A message that was sent back.
    #[derive(Clone, Debug)]
    pub struct Returned {
        /// The message.
        pub message_id: Id,
        /// Its title.
        pub title: String,
        /// What the one who sent it back is.
        pub function: String,
        /// When.
        pub at: Timestamp,
        /// What is to be changed.
        pub comment: String,
    }
}

/// How many that wait for somebody are shown.
const SHOWN_MAX: i64 = 50;

/// The return that a message waits under; nothing once approval was asked for again.
///
/// # Errors
/// When the database fails.
pub async fn last_return(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Returned>> {
    run!(
        conn,
        Returned,
        "select r.message_id, m.title, p.function, b.at, b.comment
         from approval_return b join approval_request r on r.id = b.request_id
           join message m on m.id = r.message_id join person p on p.id = b.person_id
         where r.message_id = $1
           and r.number = (select max(l.number) from approval_request l where l.message_id = $1)
         order by b.at desc limit 1",
        [message] => fetch_optional
    )
}

/// What was sent back to somebody, who asked or began the message, latest first; a comment that is empty was erased.
///
/// # Errors
/// When the database fails.
pub async fn returned_to(conn: &mut impl AsConn, person: Id) -> db::Result<Vec<Returned>> {
    run!(
        conn,
        Returned,
        "select r.message_id, m.title, p.function, b.at, b.comment
         from approval_return b join approval_request r on r.id = b.request_id
           join message m on m.id = r.message_id join person p on p.id = b.person_id
         where (r.asked_by = $1 or m.made_by = $1) and m.out_edition_id is null and b.comment <> ''
           and r.number = (select max(l.number) from approval_request l where l.message_id = r.message_id)
         order by b.at desc limit $2",
        [person, SHOWN_MAX] => fetch_all
    )
}
