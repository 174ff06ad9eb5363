//! The crisis stop: one row that holds everything back. It is checked at every release and at
//! every claimed batch of mail (invariant 5, P6).

use crate::STOPPED;
use db::{Actor, AsConn, Event, Id, Json, Tx, exec, run};
use serde_json::{Value, json};
use web::Outcome;

/// Whether everything that leaves is stopped.
///
/// # Errors
/// When the database fails.
pub async fn is_stopped(conn: &mut impl AsConn) -> db::Result<bool> {
    let value = run!(conn, scalar Json<Value>, "select value from setting where name = 'crisis-stop'", [] => fetch_optional)?;
    Ok(value.is_some_and(|value| value.0 == json!(true)))
}

/// Stops everything that leaves, or lets it go again.
///
/// # Errors
/// When the database fails.
pub async fn set_stop(tx: &mut Tx, actor: &Actor, stopped: bool) -> Outcome<()> {
    let now = tx.now();
    exec!(
        tx,
        "insert into setting (name, value, changed_at) values ('crisis-stop', $1, $2)
         on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at",
        [Json(json!(stopped)), now]
    )?;
    let subject = actor.person().unwrap_or_else(|| Id::at(now));
    Event { kind: STOPPED, subject, particulars: json!({ "stopped": stopped }), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}
