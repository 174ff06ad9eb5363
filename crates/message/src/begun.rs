//! Which message a form has begun: a form that is sent twice, or saved by itself while its button is pressed, begins one.

use db::{Id, Tx, exec, run};

/// The message that a form has begun. Whoever asks for the same person next waits for the end of this transaction, so
/// that two never find that there is none.
///
/// # Errors
/// When the database fails.
pub async fn begun(tx: &mut Tx, person: Id, form: &str) -> db::Result<Option<Id>> {
    run!(tx, scalar Id, "select id from person where id = $1 {for_update}", [person] => fetch_optional)?;
    run!(tx, scalar Id, "select id from message where form_key = $1", [form] => fetch_optional)
}

/// Notes which form began a message.
///
/// # Errors
/// When the database fails.
pub async fn note_form(tx: &mut Tx, message: Id, form: &str) -> db::Result<()> {
    exec!(tx, "update message set form_key = $2 where id = $1", [message, form]).map(drop)
}
