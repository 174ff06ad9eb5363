//! Jobs: work that follows from an act, written in the act's own transaction, so the job exists
//! if and only if the act does. Claimed with a lease, tried again with growing pauses, and
//! visible with the reason when it failed. A schedule is a job whose time has not come.

use crate::{AsConn, Db, Id, Json, Result, Timestamp, Tx, exec, row, run};
use serde::Serialize;
use serde_json::Value;
use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};

/// How long a claimed job is ours before another worker may take it.
const LEASE_MS: i64 = 40 * 60_000;
/// How many jobs are claimed at once.
const CLAIM_BATCH: i64 = 32;
/// The longest pause between two tries.
const PAUSE_MAX_MS: i64 = 3_600_000;
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

/// Writes a job in the act's transaction, to run at once.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(tx: &mut Tx, kind: &str, payload: &impl Serialize) -> Result<()> {
    let now = tx.now();
    enqueue_at(tx, kind, payload, now, None).await
}

/// Writes a job to run at a moment; with `unique`, only one waiting job of that key exists.
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
    let id = tx.new_id();
    exec!(
        tx,
        "insert into job (id, kind, payload, unique_key, state, attempts, run_at)
         values ($1, $2, $3, $4, 'waiting', 0, $5) on conflict do nothing",
        [id, kind, &payload, unique, run_at]
    )?;
    tx.wake_worker();
    Ok(())
}

async fn claim(tx: &mut Tx) -> Result<Vec<Claimed>> {
    let now = tx.now();
    run!(
        tx,
        Claimed,
        "update job set state = 'running', attempts = attempts + 1, locked_until = $2, unique_key = null
         where id in (select id from job where state = 'waiting' and run_at <= $1
           and not exists (select 1 from setting where name = 'hold') order by run_at, id limit $3 {skip_locked})
         returning id, kind, payload, attempts",
        [now, now + LEASE_MS, CLAIM_BATCH] => fetch_all
    )
}

async fn finish(tx: &mut Tx, ids: &[Id]) -> Result<()> {
    exec!(tx, "delete from job where id in {ids $1}", [Id::list(ids)]).map(drop)
}

async fn put_back(tx: &mut Tx, job: &Claimed, error: &str, fails: bool) -> Result<()> {
    let pause = 1_000_i64.saturating_mul(1 << job.attempts.clamp(0, 20)).min(PAUSE_MAX_MS);
    let (state, run_at) = if fails { ("failed", tx.now()) } else { ("waiting", tx.now() + pause) };
    let error: String = error.chars().take(ERROR_MAX).collect();
    exec!(
        tx,
        "update job set state = $2, run_at = $3, last_error = $4, locked_until = null where id = $1",
        [job.id, state, run_at, error]
    )
    .map(drop)
}

/// Gives back jobs whose worker died.
///
/// # Errors
/// When the database fails.
pub async fn reap(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update job set state = 'waiting', locked_until = null where state = 'running' and locked_until < $1",
        [now]
    )
}

/// Gives back every running job: for a start on a database that no other process works on.
///
/// # Errors
/// When the database fails.
pub async fn reap_all(tx: &mut Tx) -> Result<u64> {
    exec!(tx, "update job set state = 'waiting', locked_until = null where state = 'running'", [])
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
        "select id, kind, state, attempts, run_at, last_error from job
         order by case state when 'failed' then 0 when 'running' then 1 else 2 end, run_at limit $1",
        [limit] => fetch_all
    )
}

/// How many jobs wait for a person to look at them.
///
/// # Errors
/// When the database fails.
pub async fn failed(conn: &mut impl AsConn) -> Result<i64> {
    run!(conn, scalar i64, "select count(*) from job where state = 'failed'", [] => fetch_one)
}

/// Runs the jobs of one database.
pub struct Worker<S: 'static> {
    db: Db,
    kinds: HashMap<&'static str, &'static JobKind<S>>,
    state: S,
}

impl<S: Clone + Send + 'static> Worker<S> {
    /// A worker for the given kinds.
    pub fn new(db: Db, kinds: impl IntoIterator<Item = &'static JobKind<S>>, state: S) -> Self {
        let kinds = kinds.into_iter().map(|kind| (kind.name, kind)).collect();
        Self { db, kinds, state }
    }

    /// Claims and runs what is due once; returns how many jobs that were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn step(&self) -> Result<usize> {
        let mut tx = self.db.begin().await?;
        let jobs = claim(&mut tx).await?;
        tx.commit().await?;
        if jobs.is_empty() {
            return Ok(0);
        }
        let outcomes = futures::future::join_all(jobs.iter().map(|job| self.run_one(job))).await;
        let done: Vec<Id> = jobs
            .iter()
            .zip(&outcomes)
            .filter(|(_, outcome)| outcome.is_ok())
            .map(|(job, _)| job.id)
            .collect();
        let mut tx = self.db.begin().await?;
        finish(&mut tx, &done).await?;
        for (job, outcome) in jobs.iter().zip(&outcomes) {
            let (error, fails) = match outcome {
                Ok(()) => continue,
                Err(Failure::Retry(error)) => (error, job.attempts >= self.attempts_max(&job.kind)),
                Err(Failure::Fail(error)) => (error, true),
            };
            tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, error, "job did not succeed");
            put_back(&mut tx, job, error, fails).await?;
        }
        tx.commit().await?;
        Ok(jobs.len())
    }

    fn attempts_max(&self, kind: &str) -> i64 {
        self.kinds.get(kind).map_or(0, |kind| kind.attempts_max)
    }

    async fn run_one(&self, job: &Claimed) -> Outcome {
        let Some(kind) = self.kinds.get(job.kind.as_str()) else {
            return Err(Failure::Fail(format!("no slice runs jobs of kind {}", job.kind)));
        };
        let work = (kind.run)(self.state.clone(), job.payload.0.clone());
        tokio::spawn(work).await.unwrap_or_else(|error| Err(Failure::Retry(error.to_string())))
    }

    /// Runs until `stop` resolves; sleeps between jobs and wakes when an act writes one.
    pub async fn run(self: Arc<Self>, idle: Duration, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        loop {
            match self.step().await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, "the worker could not reach the database"),
            }
            tokio::select! {
                () = &mut stop => return,
                () = self.db.wake().notified() => {}
                () = tokio::time::sleep(idle) => {
                    if let Ok(mut tx) = self.db.begin().await {
                        let _ = reap(&mut tx).await;
                        let _ = tx.commit().await;
                    }
                }
            }
        }
    }
}
