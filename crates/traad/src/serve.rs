//! Serving: the router, the worker and the clock in one process. On SIGTERM no new request is
//! taken, those under way finish, and what was written is committed.

use db::{Audit, job::Worker};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch};
use web::Site;

/// How long the worker sleeps when there is nothing to do.
const IDLE: Duration = Duration::from_millis(500);
/// How often events are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(site: Arc<Site>, addr: SocketAddr) -> Result<(), String> {
    let listener = TcpListener::bind(addr).await.map_err(|error| format!("{addr}: {error}"))?;
    if site.db.dialect() == db::Dialect::Sqlite {
        let mut tx = site.db.begin().await.map_err(|error| error.to_string())?;
        db::job::reap_all(&mut tx).await.map_err(|error| error.to_string())?;
        tx.commit().await.map_err(|error| error.to_string())?;
    }
    let (stop, stopped) = watch::channel(false);
    let background = start(&site, &stopped)?;
    let app = web::router(&site).into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(%addr, "ready");
    let result = axum::serve(listener, app).with_graceful_shutdown(told_to_stop()).await;
    let _ = stop.send(true);
    for task in background {
        let _ = task.await;
    }
    site.db.close().await;
    result.map_err(|error| error.to_string())
}

/// Starts the worker, the clock and the sealer.
fn start(
    site: &Arc<Site>,
    stopped: &watch::Receiver<bool>,
) -> Result<Vec<tokio::task::JoinHandle<()>>, String> {
    let mut tasks = Vec::new();
    let worker = Arc::new(worker(site));
    tasks.push(tokio::spawn(worker.run(IDLE, until(stopped.clone()))));
    for slice in crate::slices() {
        for tick in slice.ticks {
            tasks.push(tokio::spawn(keep(site.clone(), tick, stopped.clone())));
        }
    }
    let audit = Audit::open(&site.config.data).map_err(|error| format!("audit.key: {error}"))?;
    tasks.push(tokio::spawn(seal(site.clone(), audit, stopped.clone())));
    Ok(tasks)
}

/// A worker that knows every slice's jobs.
#[must_use]
pub fn worker(site: &Arc<Site>) -> Worker<Arc<Site>> {
    let kinds: Vec<_> = crate::slices().into_iter().flat_map(|slice| slice.jobs).collect();
    Worker::new(site.db.clone(), kinds, site.clone())
}

async fn keep(site: Arc<Site>, tick: &'static web::Tick, stopped: watch::Receiver<bool>) {
    let every = Duration::from_millis(tick.every_ms.unsigned_abs());
    loop {
        tokio::select! {
            () = until(stopped.clone()) => return,
            () = tokio::time::sleep(every) => {
                if let Err(stop) = (tick.run)(site.clone()).await {
                    tracing::error!(tick = tick.name, ?stop, "what time brings did not succeed");
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
