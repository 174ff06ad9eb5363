//! Jobs: work that follows from an act, written in the act's own transaction, so the job exists
//! if and only if the act does. Claimed by a node in lanes (`job/lane.rs`), tried again with growing pauses, and
//! visible with the reason when it failed. A schedule is a job whose time has not come.

mod lane;
mod worker;

pub use lane::Lane;
pub use worker::Worker;
pub(crate) use worker::is_urgent;

use crate::{AsConn, Id, Json, Result, Timestamp, Tx, exec, row, run};
use serde::Serialize;
use serde_json::Value;
use std::{future::Future, pin::Pin};

/// How long a claimed job is ours, should a node that is alive have lost sight of it. What a dead
/// node held goes back within a minute (`node.rs`).
const LEASE_MS: i64 = 40 * 60_000;
/// The longest pause between two tries, in milliseconds.
pub const PAUSE_MAX_MS: i64 = 3_600_000;
/// How many bytes of an error are kept.
const ERROR_MAX: usize = 500;

/// Why a job did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// It may succeed later.
    Retry(String),
    /// It never will; a person must look.
    Fail(String),
}

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        Failure::Retry(error.to_string())
    }
}

/// What a job's work gives.
pub type Outcome = std::result::Result<(), Failure>;
/// The work of a job, in flight.
pub type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// A kind of job that a slice registers; `S` is what the work needs.
pub struct JobKind<S> {
    /// Name, such as `send-batch`.
    pub name: &'static str,
    /// Where it works.
    pub lane: Lane,
    /// Tries before it is given up and shown as failed.
    pub attempts_max: i64,
    /// The work; one line that calls a verb.
    pub run: fn(S, Value) -> Work,
}

row! {
    /// A job that is claimed.
    #[derive(Clone, Debug)]
    pub struct Claimed {
        /// Id.
        pub id: Id,
        /// Kind.
        pub kind: String,
        /// What the work needs to know.
        pub payload: Json<Value>,
        /// Tries so far, this one included.
        pub attempts: i64,
        /// Whether it goes before all that is not.
        pub urgent: bool,
        /// The node that claimed it.
        pub node: Option<Id>,
    }
}

row! {
    /// What waits and is due, of one kind.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        /// The kind.
        pub kind: String,
        /// Whether it goes before all that is not.
        pub urgent: bool,
        /// How many.
        pub number: i64,
        /// Since when the first of them has been due, milliseconds UTC.
        pub oldest: Timestamp,
    }
}

row! {
    /// A job as the status page shows it.
    #[derive(Clone, Debug)]
    pub struct JobRow {
        /// Id.
        pub id: Id,
        /// Kind.
        pub kind: String,
        /// `waiting`, `running` or `failed`.
        pub state: String,
        /// Tries so far.
        pub attempts: i64,
        /// When it is due, milliseconds UTC.
        pub run_at: Timestamp,
        /// Why the last try failed.
        pub last_error: Option<String>,
    }
}

/// Writes a job in the act's transaction, to run at once. It is urgent where the act is
/// (`Tx::set_urgent`), or where an urgent job's work writes it.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(tx: &mut Tx, kind: &str, payload: &impl Serialize) -> Result<()> {
    let now = tx.now();
    enqueue_at(tx, kind, payload, now, None).await
}

/// Writes a job to run at a moment; with `unique`, only one waiting job of that key exists: as early
/// as anybody wanted it, and urgent as soon as one of those who wrote it was.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_at(
    tx: &mut Tx,
    kind: &str,
    payload: &impl Serialize,
    run_at: Timestamp,
    unique: Option<&str>,
) -> Result<()> {
    let payload = Json(serde_json::to_value(payload).unwrap_or(Value::Null));
    let (id, urgent) = (tx.new_id(), tx.is_urgent());
    exec!(
        tx,
        "insert into job (id, kind, payload, unique_key, state, attempts, run_at, urgent)
         values ($1, $2, $3, $4, 'waiting', 0, $5, $6)
         on conflict (unique_key) where state = 'waiting' do update set
           urgent = (job.urgent or excluded.urgent),
           run_at = case when excluded.run_at < job.run_at then excluded.run_at else job.run_at end",
        [id, kind, &payload, unique, run_at, urgent]
    )?;
    tx.wake_worker();
    Ok(())
}

/// What is due, by kind.
///
/// # Errors
/// When the database fails.
pub async fn waiting(conn: &mut impl AsConn, now: Timestamp) -> Result<Vec<Waiting>> {
    run!(
        conn,
        Waiting,
        // What is due is few, what is planned is not: `||` keeps the index of what is due from being passed over.
        "select kind || '' as kind, urgent, count(*) as number, min(run_at) as oldest from job
         where state = 'waiting' and run_at <= $1 group by kind || '', urgent order by 1, 2",
        [now] => fetch_all
    )
}

async fn claim(tx: &mut Tx, kinds: &[&str], urgent: bool, limit: usize) -> Result<Vec<Claimed>> {
    let (now, node) = (tx.now(), tx.db().node());
    let kinds = serde_json::to_string(kinds).unwrap_or_default();
    run!(
        tx,
        Claimed,
        "update job set state = 'running', attempts = attempts + 1, node = $3, locked_until = $2, unique_key = null
         where id in (select id from job where state = 'waiting' and run_at <= $1
           and kind in {texts $4} and urgent = $5
           and not exists (select 1 from setting where name = 'hold') order by run_at, id limit $6 {skip_locked})
         returning id, kind, payload, attempts, urgent, node",
        [now, now + LEASE_MS, node, kinds, urgent, i64::try_from(limit).unwrap_or(i64::MAX)] => fetch_all
    )
}

/// Only a job that is still its node's ends: another may have it by now.
async fn finish(tx: &mut Tx, job: &Claimed) -> Result<()> {
    exec!(tx, "delete from job where id = $1 and node = $2 and state = 'running'", [job.id, job.node])
        .map(drop)
}

async fn put_back(tx: &mut Tx, job: &Claimed, error: &str, fails: bool) -> Result<()> {
    let pause = 1_000_i64.saturating_mul(1 << job.attempts.clamp(0, 20)).min(PAUSE_MAX_MS);
    let (state, run_at) = if fails { ("failed", tx.now()) } else { ("waiting", tx.now() + pause) };
    let error: String = error.chars().take(ERROR_MAX).collect();
    exec!(
        tx,
        "update job set state = $3, run_at = $4, last_error = $5, locked_until = null, node = null
         where id = $1 and node = $2 and state = 'running'",
        [job.id, job.node, state, run_at, error]
    )
    .map(drop)
}

/// Gives back jobs whose node is gone, and those that a node has lost sight of.
///
/// # Errors
/// When the database fails.
pub async fn reap(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    let number = exec!(
        tx,
        "update job set state = 'waiting', locked_until = null, node = null
         where state = 'running' and (coalesce(locked_until, 0) < $1
           or node is null or node not in (select id from node where gone_at is null))",
        [now]
    )?;
    if number > 0 {
        tx.wake_worker();
    }
    Ok(number)
}

/// Gives back every running job: for a start on a database that no other process works on.
///
/// # Errors
/// When the database fails.
pub async fn reap_all(tx: &mut Tx) -> Result<u64> {
    exec!(
        tx,
        "update job set state = 'waiting', locked_until = null, node = null where state = 'running'",
        []
    )
}

/// Lets every job of a time before `before` fail that has not been done, but for one kind: a
/// person looks at each and chooses. For work that a restore has put in doubt.
///
/// # Errors
/// When the database fails.
pub async fn doubt(tx: &mut Tx, before: Timestamp, but: &str, why: &str) -> Result<u64> {
    exec!(
        tx,
        "update job set state = 'failed', last_error = $3, locked_until = null, unique_key = null
         where state in ('waiting', 'running') and kind <> $2 and id < $1",
        [Id::first(before), but, why]
    )
}

/// Drops the jobs of some kinds that wait or could not be done and have an id in what they were given: they carry words
/// that were erased.
///
/// # Errors
/// When the database fails.
pub async fn drop_about(tx: &mut Tx, kinds: &[&str], id: Id) -> Result<()> {
    let kinds = serde_json::to_string(kinds).unwrap_or_default();
    // `replace` finds the id on both databases.
    exec!(
        tx,
        "delete from job where state in ('waiting', 'failed') and kind in {texts $2}
           and replace(cast(payload as text), $1, '') <> cast(payload as text)",
        [id.to_string(), kinds]
    )
    .map(drop)
}

/// Tries a failed job again, because a person chose to.
///
/// # Errors
/// When the database fails.
pub async fn retry(tx: &mut Tx, id: Id) -> Result<u64> {
    let now = tx.now();
    let touched = exec!(
        tx,
        "update job set state = 'waiting', attempts = 0, run_at = $2 where id = $1 and state = 'failed'",
        [id, now]
    )?;
    tx.wake_worker();
    Ok(touched)
}

/// What waits, runs or has failed, failed first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut impl AsConn, limit: i64) -> Result<Vec<JobRow>> {
    run!(
        conn,
        JobRow,
        "select id, kind, state, attempts, run_at, last_error from (
           select 0 as place, f.* from (select * from job where state = 'failed' order by run_at limit $1) f
           union all select 1 as place, r.* from (select * from job where state = 'running' order by run_at limit $1) r
           union all select 2 as place, w.* from (select * from job where state = 'waiting' order by run_at limit $1) w) j
         order by place, run_at limit $1",
        [limit] => fetch_all
    )
}

/// What the jobs of a kind are about that run, have failed, or are to run before a time.
///
/// # Errors
/// When the database fails.
pub async fn before(conn: &mut impl AsConn, kind: &str, time: Timestamp) -> Result<Vec<Value>> {
    let found = run!(
        conn,
        scalar Json<Value>,
        "select payload from job where kind = $1
           and (state in ('running', 'failed') or (state = 'waiting' and run_at <= $2))",
        [kind, time] => fetch_all
    )?;
    Ok(found.into_iter().map(|payload| payload.0).collect())
}

row! {
    /// What a job is about that has failed; it may hold secrets, and is never shown as it is.
    pub struct FailedRow {
        /// Id.
        pub id: Id,
        /// What the work needs to know.
        pub payload: Json<Value>,
    }
}

/// What the jobs of a kind are about that have failed: all, or those that name an id.
///
/// # Errors
/// When the database fails.
pub async fn failed_of(conn: &mut impl AsConn, kind: &str, about: Option<Id>) -> Result<Vec<FailedRow>> {
    let about = about.map_or_else(String::new, |id| id.to_string());
    run!(
        conn,
        FailedRow,
        "select id, payload from job where state = 'failed' and kind = $1
           and ($2 = '' or replace(cast(payload as text), $2, '') <> cast(payload as text))
         order by run_at limit 200",
        [kind, about] => fetch_all
    )
}

/// How many jobs wait for a person to look at them.
///
/// # Errors
/// When the database fails.
pub async fn failed(conn: &mut impl AsConn) -> Result<i64> {
    run!(conn, scalar i64, "select count(*) from job where state = 'failed'", [] => fetch_one)
}
