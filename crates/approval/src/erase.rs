//! Erasing what people wrote while a message was approved: comments, remarks, and the words of quotations. That they
//! answered, and how, is kept.

use db::{AsConn, Id, Tx, exec, run};

/// The ids of what was asked about a message, of approvers and of those who are quoted; the mails lead to them.
///
/// # Errors
/// When the database fails.
pub async fn asked_about(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "select id from approval_request where message_id = $1 union all select id from quotation where message_id = $1",
        [message] => fetch_all
    )
}

/// Erases what was written about a message.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, message: Id) -> db::Result<()> {
    for id in asked_about(tx, message).await? {
        web::notice::drop_about(tx, id).await?;
        db::job::drop_about(tx, &["approval-withdrawn"], id).await?;
    }
    exec!(
        tx,
        "update approval set note = '' where request_id in (select id from approval_request where message_id = $1)",
        [message]
    )?;
    exec!(
        tx,
        "update approval_return set comment = '' where request_id in (select id from approval_request where message_id = $1)",
        [message]
    )?;
    exec!(
        tx,
        "update quotation set words = '', speaker = '', comment = '', email = null where message_id = $1",
        [message]
    )
    .map(drop)
}
