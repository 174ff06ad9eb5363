//! Serving: the router, the worker and the clock in one process; or the work alone, without pages.
//! On SIGTERM no new request is taken, those under way finish, and what was written is committed.

use crate::{Settings, accept, drain::Drain, lock, metrics};
use db::{Audit, Hold, job::Worker, node};
use std::{fs::File, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use web::Site;

/// How long the worker sleeps when there is nothing to do.
const IDLE: Duration = Duration::from_millis(500);
/// How often events are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(1);
/// How long answers under way are waited for once told to stop; a request may take thirty seconds.
const FINISH_WAIT: Duration = Duration::from_secs(35);

/// Serves until the process is told to stop.
///
/// # Errors
/// When an address cannot be listened on, or another process works on the embedded database.
pub async fn serve(site: Arc<Site>, settings: &Settings, lock: Option<File>) -> Result<(), String> {
    let addr = settings.addr();
    let listener = listen(addr).await?;
    let running = Running::start(&site, settings).await?;
    let app = web::router(&site);
    let (drain, drained) = Drain::new(listener, running.stopped.clone());
    let (finished, mut finishing) = watch::channel(false);
    tracing::info!(%addr, "ready");
    let mut served = tokio::spawn(async move {
        let gone = async move {
            drained.notified().await;
            let _ = finished.send(true);
        };
        accept::serve(drain, app, gone).await;
    });
    let early = tokio::select! {
        () = told_to_stop() => None,
        ended = &mut served => Some(ended),
    };
    running.tell();
    let result = match early {
        Some(ended) => ended,
        None => {
            let _ = finishing.wait_for(|gone| *gone).await;
            match tokio::time::timeout(FINISH_WAIT, served).await {
                Ok(ended) => ended,
                Err(_) => Ok(()),
            }
        }
    };
    running.finish(&site, lock).await;
    result.map_err(|error| error.to_string())
}

/// Does the work without pages until the process is told to stop: jobs, ticks and the sealer.
///
/// # Errors
/// When the address of the metrics cannot be listened on.
pub async fn work(site: Arc<Site>, settings: &Settings, lock: Option<File>) -> Result<(), String> {
    let running = Running::start(&site, settings).await?;
    tracing::info!("working");
    told_to_stop().await;
    running.tell();
    running.finish(&site, lock).await;
    Ok(())
}

/// Takes the work of an embedded database for this process alone; on PostgreSQL several share it.
///
/// # Errors
/// When another process has it.
pub fn claim(settings: &Settings) -> Result<Option<File>, String> {
    if settings.database_url().starts_with("postgres") {
        return Ok(None);
    }
    crate::app::make_private(&settings.data())?;
    lock::take(&settings.data()).map(Some)
}

async fn listen(addr: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(addr).await.map_err(|error| format!("{addr}: {error}"))
}

/// What runs beside the pages.
struct Running {
    stop: watch::Sender<bool>,
    stopped: watch::Receiver<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Starts the worker, the clock, the sealer and the page of metrics.
    async fn start(site: &Arc<Site>, settings: &Settings) -> Result<Self, String> {
        // Before anything is done: what is sealed beside a wrong head would cover it up.
        let audit =
            Audit::open(&site.db, &site.config.data).await.map_err(|error| format!("audit.key: {error}"))?;
        audit.check_head(&site.db).await.map_err(|error| format!("audit.head: {error}"))?;
        let (stop, stopped) = watch::channel(false);
        let mut tasks = Vec::new();
        if let Some(addr) = settings.metrics_addr {
            let served = axum::serve(listen(addr).await?, metrics::router(site.clone()));
            let until = until(stopped.clone());
            tasks.push(tokio::spawn(async move {
                if let Err(error) = served.with_graceful_shutdown(until).await {
                    tracing::error!(%error, "the metrics are not served any more");
                }
            }));
        }
        prepare(site).await.map_err(|stop| format!("the work cannot begin: {stop:?}"))?;
        tasks.push(tokio::spawn(do_jobs(site.clone(), stopped.clone())));
        for slice in crate::slices() {
            for tick in slice.ticks {
                tasks.push(tokio::spawn(keep(site.clone(), tick, stopped.clone())));
            }
        }
        tasks.push(tokio::spawn(seal(site.clone(), audit, stopped.clone())));
        Ok(Self { stop, stopped, tasks })
    }

    fn tell(&self) {
        let _ = self.stop.send(true);
    }

    async fn finish(self, site: &Site, lock: Option<File>) {
        for task in self.tasks {
            let _ = task.await;
        }
        site.db.close().await;
        drop(lock);
    }
}

/// Runs the jobs, and gives signs of life for as long as one of them is under way.
async fn do_jobs(site: Arc<Site>, stopped: watch::Receiver<bool>) {
    let alive = tokio::spawn(node::keep(site.db.clone()));
    Arc::new(worker(&site)).run(IDLE, until(stopped)).await;
    alive.abort();
    if let Err(error) = node::leave(&site.db).await {
        tracing::error!(%error, "the process could not take its leave");
    }
}

/// Gives back what processes that died left running: at once where no other can be at it, and
/// where they have been silent too long. Says so when nothing goes on by itself.
async fn prepare(site: &Site) -> web::Outcome<()> {
    let mut tx = site.db.begin().await?;
    let is_held = Hold::find(&mut tx).await?.is_some();
    if site.db.dialect() == db::Dialect::Sqlite {
        node::bury_all(&mut tx).await?;
        db::job::reap_all(&mut tx).await?;
    } else {
        node::bury_silent(&mut tx).await?;
        db::job::reap(&mut tx).await?;
    }
    // While everything is held, what was under way is for the operator to judge.
    if !is_held {
        dispatch::give_back(&mut tx).await?;
    }
    if is_held {
        tracing::warn!(
            "restored from a copy: nothing leaves until `traad resume` says what became of the work"
        );
    }
    tx.commit().await?;
    node::beat(&site.db).await?;
    Ok(())
}

/// A worker that knows every slice's jobs.
#[must_use]
pub fn worker(site: &Arc<Site>) -> Worker<Arc<Site>> {
    let kinds: Vec<_> = crate::slices().into_iter().flat_map(|slice| slice.jobs).collect();
    Worker::new(site.db.clone(), kinds, site.clone())
}

/// Does what time brings once, unless everything is held after a restore.
///
/// # Errors
/// When the work failed or the database did.
pub async fn tick(site: &Arc<Site>, tick: &web::Tick) -> web::Outcome<()> {
    if Hold::find(&mut site.db.read().await?).await?.is_some() {
        return Ok(());
    }
    (tick.run)(site.clone()).await
}

async fn keep(site: Arc<Site>, one: &'static web::Tick, stopped: watch::Receiver<bool>) {
    let every = Duration::from_millis(one.every_ms.unsigned_abs());
    loop {
        tokio::select! {
            () = until(stopped.clone()) => return,
            () = tokio::time::sleep(every) => {
                if let Err(stop) = tick(&site, one).await {
                    tracing::error!(tick = one.name, ?stop, "what time brings did not succeed");
                }
            }
        }
    }
}

async fn seal(site: Arc<Site>, audit: Audit, stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = until(stopped.clone()) => { let _ = audit.seal(&site.db).await; return }
            () = tokio::time::sleep(SEAL_EVERY) => {
                if let Err(error) = audit.seal(&site.db).await {
                    tracing::error!(%error, "events could not be sealed");
                }
            }
        }
    }
}

async fn until(mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}

async fn told_to_stop() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
