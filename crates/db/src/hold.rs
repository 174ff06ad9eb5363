//! The hold: after a restore nothing that was under way goes on by itself, because the program
//! may have done it between the copy and the loss. No job is claimed and no tick runs while it
//! stands; an operator lifts it and says what became of the work (decisions/0030, quality bar R10).

use crate::{AsConn, Json, Result, Timestamp, Tx, exec, run};
use serde::{Deserialize, Serialize};

/// The setting that holds everything; the claim of jobs asks for it by name.
const HOLD: &str = "hold";
/// The setting that tells of a copy that nobody has gone through.
const COPY: &str = "copy";

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
        Self::read(conn, HOLD).await
    }

    /// The last restore, until somebody has looked for what came back with the copy; work may go on meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unreviewed(conn: &mut impl AsConn) -> Result<Option<Self>> {
        Self::read(conn, COPY).await
    }

    async fn read(conn: &mut impl AsConn, name: &str) -> Result<Option<Self>> {
        let value = run!(conn, scalar Json<Self>, "select value from setting where name = $1", [name] => fetch_optional)?;
        Ok(value.map(|value| value.0))
    }

    /// Lets nothing go on from here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set(self, tx: &mut Tx) -> Result<()> {
        for name in [HOLD, COPY] {
            exec!(
                tx,
                "insert into setting (name, value, changed_at) values ($1, $2, $3)
                 on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at",
                [name, Json(self), self.since]
            )?;
        }
        Ok(())
    }

    /// Lets work go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lift(tx: &mut Tx) -> Result<()> {
        exec!(tx, "delete from setting where name = $1", [HOLD])?;
        tx.wake_worker();
        Ok(())
    }

    /// Notes that somebody has looked for what came back; gives whether there was anything to look for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review(tx: &mut Tx) -> Result<bool> {
        Ok(exec!(tx, "delete from setting where name = $1", [COPY])? > 0)
    }
}
