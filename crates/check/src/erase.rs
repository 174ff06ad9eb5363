//! Erasing what the checks found in a message: findings and waivers quote the text.

use db::{Id, Tx, exec};

/// Erases what was found in every edition of a message.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, message: Id) -> db::Result<()> {
    exec!(
        tx,
        "update check_run set findings = '[]' where edition_id in (select id from edition where message_id = $1)",
        [message]
    )?;
    exec!(tx, "delete from waiver where message_id = $1", [message]).map(drop)
}
