//! A listener that is emptied before it is closed: connections that the system has accepted and
//! the program has not, and those of which nothing has been read yet, would otherwise be cut off
//! at a stop with their requests in them.

use axum::serve::Listener;
use std::{
    io::{IoSlice, Result},
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{Notify, watch},
    time::{Instant, sleep, timeout},
};

/// How long no connection may come before the listener counts as empty.
const QUIET: Duration = Duration::from_millis(20);
/// How long the emptying may take where connections never cease to come.
const EMPTYING_MAX: Duration = Duration::from_secs(1);

/// The listener.
pub(crate) struct Drain {
    inner: TcpListener,
    stopped: watch::Receiver<bool>,
    until: Option<Instant>,
    drained: Arc<Notify>,
    unread: Arc<AtomicUsize>,
}

/// A connection that tells when the first of it has been read.
pub(crate) struct Accepted {
    stream: TcpStream,
    unread: Option<Unread>,
}

/// Counts a connection of which nothing has been read, for as long as that is so.
struct Unread(Arc<AtomicUsize>);

impl Unread {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count.clone())
    }
}

impl Drop for Unread {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Drain {
    /// A listener that is emptied once `stopped` says so; what comes with it tells when it is.
    pub(crate) fn new(inner: TcpListener, stopped: watch::Receiver<bool>) -> (Self, Arc<Notify>) {
        let drained = Arc::new(Notify::new());
        (Self { inner, stopped, until: None, drained: drained.clone(), unread: Arc::default() }, drained)
    }
}

impl Listener for Drain {
    type Io = Accepted;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Accepted, SocketAddr) {
        let unread = self.unread.clone();
        let taken = |(stream, addr)| (Accepted { stream, unread: Some(Unread::new(&unread)) }, addr);
        loop {
            let Some(until) = self.until else {
                tokio::select! {
                    connection = Listener::accept(&mut self.inner) => return taken(connection),
                    _ = self.stopped.wait_for(|stopped| *stopped) => {
                        self.until = Some(Instant::now() + EMPTYING_MAX);
                        continue;
                    }
                }
            };
            if Instant::now() < until
                && let Ok(connection) = timeout(QUIET, Listener::accept(&mut self.inner)).await
            {
                return taken(connection);
            }
            while self.unread.load(Ordering::SeqCst) > 0 && Instant::now() < until {
                sleep(QUIET).await;
            }
            self.drained.notify_one();
            std::future::pending::<()>().await;
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.inner.local_addr()
    }
}

impl AsyncRead for Accepted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() {
            self.unread = None;
        }
        read
    }
}

impl AsyncWrite for Accepted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
