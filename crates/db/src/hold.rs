//! The hold: after a restore nothing that was under way goes on by itself, because the program
//! may have done it between the copy and the loss. No job is claimed and no tick runs while it
//! stands; an operator lifts it and says what became of the work (decisions/0030, quality bar R10).

use crate::{AsConn, Json, Result, Timestamp, Tx, exec, run};
use serde::{Deserialize, Serialize};

/// Why and since when nothing goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// When the copy was made that was restored, milliseconds UTC.
    pub copied_at: Timestamp,
    /// When it was restored, milliseconds UTC; work that was written later is not in doubt.
    pub since: Timestamp,
}

impl Hold {
    /// The hold that stands, if one does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(conn: &mut impl AsConn) -> Result<Option<Self>> {
        let value = run!(conn, scalar Json<Self>, "select value from setting where name = 'hold'", [] => fetch_optional)?;
        Ok(value.map(|value| value.0))
    }

    /// Lets nothing go on from here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set(self, tx: &mut Tx) -> Result<()> {
        exec!(
            tx,
            "insert into setting (name, value, changed_at) values ('hold', $1, $2)
             on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at",
            [Json(self), self.since]
        )
        .map(drop)
    }

    /// Lets work go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lift(tx: &mut Tx) -> Result<()> {
        exec!(tx, "delete from setting where name = 'hold'", [])?;
        tx.wake_worker();
        Ok(())
    }
}
