//! Nodes: a row per working process, with a sign of life every few seconds. What a silent one held
//! goes back to the others; one that wakes late finds its row closed, and goes on under a new id.
//! Clocks of machines that share a database must agree to within some seconds.

use crate::{AsConn, Db, Error, Id, Result, Timestamp, Tx, exec, row, run};
use std::time::Duration;

/// How often a node gives a sign of life.
const BEAT_EVERY: Duration = Duration::from_secs(5);
/// How long a node may be silent before what it holds goes back, in milliseconds.
pub const SILENT_MS: i64 = 30_000;
/// How long a node that is gone is remembered, in milliseconds: a day.
const REMEMBERED_MS: i64 = 24 * 3_600_000;

row! {
    /// A process that works on the database, or did.
    #[derive(Clone, Debug)]
    pub struct NodeRow {
        /// Id.
        pub id: Id,
        /// The machine and the number of the process.
        pub name: String,
        /// Since when, milliseconds UTC.
        pub started_at: Timestamp,
        /// Its last sign of life.
        pub seen_at: Timestamp,
        /// When it left or was given up.
        pub gone_at: Option<Timestamp>,
    }
}

/// Gives a sign of life; a process that has no row, or whose row was closed while it was away,
/// gets a new one, and holds nothing under it. Without its database file it gives none, so that whoever watches hears.
///
/// # Errors
/// When the database fails, or its file is gone.
pub async fn beat(db: &Db) -> Result<()> {
    if !db.is_in_place() {
        return Err(Error::Io(std::io::Error::other(
            "the database file was moved or removed: what is written now is lost when the program ends; bring the file \
             back and start the program again",
        )));
    }
    let mut tx = db.begin().await?;
    let now = tx.now();
    let kept =
        exec!(&mut tx, "update node set seen_at = $2 where id = $1 and gone_at is null", [db.node(), now])?;
    if kept > 0 {
        return tx.commit().await;
    }
    let id = tx.new_id();
    exec!(
        &mut tx,
        "insert into node (id, name, started_at, seen_at) values ($1, $2, $3, $3)",
        [id, name(), now]
    )?;
    tx.commit().await?;
    db.become_node(id);
    Ok(())
}

/// Whether a process that works has given a sign of life lately.
///
/// # Errors
/// When the database fails.
pub async fn is_any_alive(conn: &mut impl AsConn, now: Timestamp) -> Result<bool> {
    let alive = run!(
        conn,
        scalar i64,
        "select count(*) from node where gone_at is null and seen_at >= $1",
        [now - SILENT_MS] => fetch_one
    )?;
    Ok(alive > 0)
}

/// Closes the rows of nodes that have been silent too long; gives how many that were.
///
/// # Errors
/// When the database fails.
pub async fn bury_silent(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    let buried = exec!(
        tx,
        "update node set gone_at = $1 where gone_at is null and seen_at < $2",
        [now, now - SILENT_MS]
    )?;
    exec!(tx, "delete from node where gone_at is not null and seen_at < $1", [now - REMEMBERED_MS])?;
    Ok(buried)
}

/// Closes every row: for a start on a database that no other process works on.
///
/// # Errors
/// When the database fails.
pub async fn bury_all(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    exec!(tx, "update node set gone_at = $1 where gone_at is null", [now])
}

/// Closes this process' own row, in an orderly end.
///
/// # Errors
/// When the database fails.
pub async fn leave(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    let now = tx.now();
    exec!(&mut tx, "update node set gone_at = $2 where id = $1 and gone_at is null", [db.node(), now])?;
    tx.commit().await
}

/// Keeps this process alive to the others, and gives back the jobs of those that are gone.
pub async fn keep(db: Db) {
    loop {
        if let Err(error) = watch(&db).await {
            tracing::error!(%error, "no sign of life could be given");
        }
        tokio::time::sleep(BEAT_EVERY).await;
    }
}

/// One sign of life and one look at the others. The own row is seen to first, so that a process
/// never closes it itself.
async fn watch(db: &Db) -> Result<()> {
    beat(db).await?;
    let mut tx = db.begin().await?;
    let buried = bury_silent(&mut tx).await?;
    let jobs = crate::job::reap(&mut tx).await?;
    tx.commit().await?;
    if buried + jobs > 0 {
        tracing::warn!(buried, jobs, "what a silent process held goes back");
    }
    Ok(())
}

/// Nodes that work and those that went lately, those that work first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut impl AsConn, limit: i64) -> Result<Vec<NodeRow>> {
    run!(
        conn,
        NodeRow,
        "select id, name, started_at, seen_at, gone_at from node
         order by case when gone_at is null then 0 else 1 end, seen_at desc limit $1",
        [limit] => fetch_all
    )
}

/// The machine and the process, for people who look for it.
fn name() -> String {
    let machine = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{} {}", machine.trim(), std::process::id()).trim().to_owned()
}
