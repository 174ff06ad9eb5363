//! The worker: runs what is due, lane by lane. A place is filled again as soon as its job has
//! ended, so that nothing waits for the slowest of a batch; urgent work is claimed first.

use super::{
    Claimed, Failure, JobKind, Lane, Outcome, claim, finish,
    lane::{PLACES, Places, Running},
    put_back, waiting,
};
use crate::{Db, Result, node};
use futures::FutureExt;
use std::{collections::HashMap, panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::task::JoinSet;

/// How long work that is under way may take to end once the worker is told to stop.
const STOP_WAIT: Duration = Duration::from_secs(30);
/// The pause before it is tried again to note how a job ended.
const NOTE_PAUSE: Duration = Duration::from_secs(1);
/// How many jobs of a lane a step takes.
const STEP: Places = Places { ordinary: 24, urgent: 8 };

tokio::task_local! {
    /// Whether the work in hand is urgent: what it writes down for later is so too.
    static URGENT: bool;
}

/// Whether what runs now is the work of an urgent job.
pub(crate) fn is_urgent() -> bool {
    URGENT.try_with(|urgent| *urgent).unwrap_or(false)
}

/// Runs the jobs of one database.
pub struct Worker<S: 'static> {
    db: Db,
    kinds: HashMap<&'static str, &'static JobKind<S>>,
    state: S,
}

impl<S: Clone + Send + Sync + 'static> Worker<S> {
    /// A worker for the given kinds.
    pub fn new(db: Db, kinds: impl IntoIterator<Item = &'static JobKind<S>>, state: S) -> Self {
        let kinds = kinds.into_iter().map(|kind| (kind.name, kind)).collect();
        Self { db, kinds, state }
    }

    /// Claims and runs what is due once, all together, and waits for all of it; returns how many
    /// jobs that were. For the demo's past and for tests, which want the same order every time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn step(&self) -> Result<usize> {
        node::beat(&self.db).await?;
        let jobs = self.claim(&mut Running::new(STEP)).await?;
        futures::future::join_all(jobs.iter().map(|job| self.work(job))).await;
        Ok(jobs.len())
    }

    /// Claims what is due, as far as there are places: one statement for a lane, and none where
    /// nothing waits.
    async fn claim(&self, running: &mut Running) -> Result<Vec<Claimed>> {
        let mut conn = self.db.read().await?;
        let waiting = waiting(&mut conn, self.db.now()).await?;
        drop(conn);
        let mut wanted: HashMap<(Lane, bool), Vec<&str>> = HashMap::new();
        for group in &waiting {
            wanted.entry((self.lane(&group.kind), group.urgent)).or_default().push(&group.kind);
        }
        let mut wanted: Vec<_> =
            wanted.into_iter().filter(|((lane, urgent), _)| running.free(*lane, *urgent) > 0).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        wanted.sort_by_key(|((lane, urgent), _)| (!urgent, *lane));
        let (mut tx, mut jobs, mut taken) = (self.db.begin().await?, Vec::new(), running.clone());
        for ((lane, urgent), kinds) in wanted {
            let claimed = claim(&mut tx, &kinds, urgent, taken.free(lane, urgent)).await?;
            taken.add(lane, urgent, claimed.len());
            jobs.extend(claimed);
        }
        tx.commit().await?;
        *running = taken;
        Ok(jobs)
    }

    /// The lane of a kind; one that no slice runs fails at once, wherever that is.
    fn lane(&self, kind: &str) -> Lane {
        self.kinds.get(kind).map_or(Lane::Inside, |kind| kind.lane)
    }

    /// Does a job and notes how it ended.
    async fn work(&self, job: &Claimed) {
        let outcome = URGENT.scope(job.urgent, self.run_one(job)).await;
        // A job whose end nobody notes would be done again only after its lease.
        while let Err(error) = self.note(job, &outcome).await {
            tracing::error!(%error, job = %job.id, "how a job ended could not be noted");
            tokio::time::sleep(NOTE_PAUSE).await;
        }
    }

    async fn run_one(&self, job: &Claimed) -> Outcome {
        let Some(kind) = self.kinds.get(job.kind.as_str()) else {
            return Err(Failure::Fail(format!("no slice runs jobs of kind {}", job.kind)));
        };
        let work = (kind.run)(self.state.clone(), job.payload.0.clone());
        let panicked = |_| Err(Failure::Retry("the work panicked".to_owned()));
        AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(panicked)
    }

    async fn note(&self, job: &Claimed, outcome: &Outcome) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let (error, fails) = match outcome {
            Ok(()) => {
                finish(&mut tx, job).await?;
                return tx.commit().await;
            }
            Err(Failure::Retry(error)) => (error, job.attempts >= self.attempts_max(&job.kind)),
            Err(Failure::Fail(error)) => (error, true),
        };
        tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, error, "job did not succeed");
        put_back(&mut tx, job, error, fails).await?;
        tx.commit().await
    }

    fn attempts_max(&self, kind: &str) -> i64 {
        self.kinds.get(kind).map_or(0, |kind| kind.attempts_max)
    }

    /// Runs until `stop` resolves; sleeps when nothing is due and wakes when an act writes a job.
    /// Then nothing new begins, and what is under way has half a minute to come to an end.
    pub async fn run(self: Arc<Self>, idle: Duration, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        self.db.set_stopping(false);
        let (mut tasks, mut running) = (JoinSet::new(), Running::new(PLACES));
        loop {
            match self.claim(&mut running).await {
                Ok(jobs) => {
                    for job in jobs {
                        let place = (self.lane(&job.kind), job.urgent);
                        let worker = self.clone();
                        tasks.spawn(async move {
                            worker.work(&job).await;
                            place
                        });
                    }
                }
                Err(error) => tracing::error!(%error, "the worker could not reach the database"),
            }
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(ended) = tasks.join_next(), if !tasks.is_empty() => {
                    if let Ok((lane, urgent)) = ended {
                        running.remove(lane, urgent);
                    }
                }
                () = self.db.wake().notified() => {}
                () = tokio::time::sleep(idle) => {}
            }
        }
        self.db.set_stopping(true);
        if tokio::time::timeout(STOP_WAIT, async { while tasks.join_next().await.is_some() {} })
            .await
            .is_err()
        {
            tracing::warn!(jobs = tasks.len(), "work was cut off: it goes on at the next start");
        }
        self.db.set_stopping(false);
    }
}
