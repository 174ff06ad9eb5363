//! Erasing what people wrote while a message was approved: comments, remarks, and the words of quotations. That they
//! answered, and how, is kept.

use db::{Id, Tx, exec, run};

/// Erases what was written about a message.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, message: Id) -> db::Result<()> {
    let told = run!(
        tx,
        scalar Id,
        "select id from approval_request where message_id = $1 union all select id from quotation where message_id = $1",
        [message] => fetch_all
    )?;
    for id in told {
        web::notice::drop_about(tx, id).await?;
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
