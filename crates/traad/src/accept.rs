//! Serving connections within bounds: a head must come within seconds, and there are never more connections than the
//! system has descriptors for. Where there would be, the oldest that has asked for nothing goes first, so that whoever
//! asks is answered however many others hold a connection half open (quality bar S6).

use crate::drain::{Accepted, Drain};
use axum::{Router, extract::ConnectInfo, extract::Request, serve::Listener};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    collections::BTreeMap,
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::watch,
    task::{AbortHandle, JoinSet},
};
use tower::ServiceExt;

/// How long the head of a request may take, and how long a connection may ask for nothing.
const HEAD_WAIT: Duration = Duration::from_secs(10);
/// The largest head, in bytes.
const HEAD_MAX: usize = 64 * 1024;
/// The most connections at once, where the system has descriptors enough.
const CONNECTIONS_MAX: usize = 4_096;
/// Descriptors that are kept for the database, mail and files.
const KEPT: usize = 128;
/// How many descriptors a process has where the system does not say.
const DESCRIPTORS: usize = 1_024;

/// A connection: how it is ended, and whether it has asked for something.
struct Open {
    end: AbortHandle,
    has_asked: Arc<AtomicBool>,
}

/// The connections, oldest first.
struct Connections {
    open: BTreeMap<u64, Open>,
    max: usize,
    next: u64,
}

impl Connections {
    fn new(max: usize) -> Self {
        Self { open: BTreeMap::new(), max, next: 0 }
    }

    /// Makes room for one more: the oldest that has asked for nothing goes, or else the oldest.
    fn make_room(&mut self) {
        while self.open.len() >= self.max {
            let idle = self.open.iter().find(|(_, one)| !one.has_asked.load(Ordering::Relaxed));
            let Some(id) = idle.or_else(|| self.open.iter().next()).map(|(id, _)| *id) else { return };
            if let Some(one) = self.open.remove(&id) {
                one.end.abort();
            }
        }
    }

    fn add(&mut self, one: Open) {
        self.open.insert(self.next, one);
        self.next += 1;
    }

    fn forget_ended(&mut self) {
        self.open.retain(|_, one| !one.end.is_finished());
    }
}

/// Serves until `gone` says that nothing more comes, and then until every request is answered.
pub(crate) async fn serve(mut listener: Drain, app: Router, gone: impl Future<Output = ()>) {
    let mut connections = Connections::new(most(descriptors()));
    let mut running = JoinSet::new();
    let (stop, stopped) = watch::channel(false);
    tokio::pin!(gone);
    loop {
        tokio::select! {
            (stream, addr) = listener.accept() => {
                connections.make_room();
                let has_asked = Arc::new(AtomicBool::new(false));
                let one = answer(stream, addr, app.clone(), has_asked.clone(), stopped.clone());
                connections.add(Open { end: running.spawn(one), has_asked });
            }
            Some(_) = running.join_next() => connections.forget_ended(),
            () = &mut gone => break,
        }
    }
    let _ = stop.send(true);
    while running.join_next().await.is_some() {}
}

/// Answers what comes over one connection.
async fn answer(
    stream: Accepted,
    addr: SocketAddr,
    app: Router,
    has_asked: Arc<AtomicBool>,
    mut stopped: watch::Receiver<bool>,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        has_asked.store(true, Ordering::Relaxed);
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(addr));
        let app = app.clone();
        async move { Ok::<_, Infallible>(app.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WAIT).max_buf_size(HEAD_MAX);
    let connection = http.serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        // A connection that breaks is everyday, and nobody is there to be told.
        _ = connection.as_mut() => return,
        _ = stopped.wait_for(|stopped| *stopped) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// How many connections there may be with so many descriptors.
fn most(descriptors: usize) -> usize {
    (descriptors / 4 * 3).saturating_sub(KEPT).clamp(16, CONNECTIONS_MAX)
}

/// How many descriptors this process may have.
fn descriptors() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(DESCRIPTORS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_oldest_that_asks_for_nothing_goes_first() {
        let mut connections = Connections::new(3);
        let mut tasks = JoinSet::new();
        for has_asked in [true, false, true] {
            let end = tasks.spawn(std::future::pending::<()>());
            connections.add(Open { end, has_asked: Arc::new(AtomicBool::new(has_asked)) });
        }
        connections.make_room();
        assert_eq!(connections.open.keys().copied().collect::<Vec<_>>(), [0, 2]);
        let end = tasks.spawn(std::future::pending::<()>());
        connections.add(Open { end, has_asked: Arc::new(AtomicBool::new(true)) });
        connections.make_room();
        assert_eq!(connections.open.keys().copied().collect::<Vec<_>>(), [2, 3], "or else the oldest");
    }

    #[test]
    fn there_are_descriptors_left() {
        for (descriptors, connections) in [(256, 64), (512, 256), (1_024, 640), (20_000, 4_096), (64, 16)] {
            assert_eq!(most(descriptors), connections, "{descriptors}");
        }
        assert!(super::descriptors() >= 64);
    }
}
