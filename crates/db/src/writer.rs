//! Group commit on SQLite (invariant 11): acts take turns on the one write connection, each in
//! its own savepoint, and share one COMMIT, so that one fdatasync serves many people.
//! An act counts as done only when the shared COMMIT has succeeded; if it fails, all of them fail.

use crate::{Error, Result};
use sqlx::{Connection, SqliteConnection};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// How many acts share a COMMIT at most.
const ACTS_MAX: usize = 64;
/// How long the first act of a group waits for others at most.
const WAIT_MAX: Duration = Duration::from_millis(2);

/// The one write connection and the line in front of it.
#[derive(Clone)]
pub(crate) struct Writer {
    turn: Arc<Mutex<Line>>,
    waiting: Arc<AtomicUsize>,
}

/// What the holder of the turn sees.
pub(crate) struct Line {
    pub(crate) conn: SqliteConnection,
    opened: Option<Instant>,
    done: Vec<oneshot::Sender<std::result::Result<(), String>>>,
}

/// A place in the line, given back when the turn comes or the wait is abandoned.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A turn on the write connection, inside a savepoint.
pub(crate) struct Turn {
    line: Option<OwnedMutexGuard<Line>>,
    writer: Writer,
}

impl Writer {
    pub(crate) fn new(conn: SqliteConnection) -> Self {
        let line = Line { conn, opened: None, done: Vec::new() };
        Self { turn: Arc::new(Mutex::new(line)), waiting: Arc::new(AtomicUsize::new(0)) }
    }

    /// Waits for a turn and opens a savepoint.
    pub(crate) async fn begin(&self) -> Result<Turn> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let place = Place(self.waiting.clone());
        let mut line = self.turn.clone().lock_owned().await;
        drop(place);
        if line.opened.is_none() {
            sqlx::query("begin immediate").execute(&mut line.conn).await?;
            line.opened = Some(Instant::now());
        }
        if let Err(error) = sqlx::query("savepoint act").execute(&mut line.conn).await {
            line.fail(&error).await;
            return Err(error);
        }
        Ok(Turn { line: Some(line), writer: self.clone() })
    }

    /// Commits what has gathered, unless somebody in the line will.
    fn commit_later(&self) {
        let writer = self.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let mut line = writer.turn.clone().lock_owned().await;
                line.commit().await;
            });
        }
    }

    fn anybody_waiting(&self) -> bool {
        self.waiting() > 0
    }

    /// How many acts wait for their turn.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    /// Commits what is open, and moves the log of changes into the database file, so that nothing old is left in it.
    pub(crate) async fn empty_log(&self) -> Result<()> {
        let mut line = self.turn.lock().await;
        line.commit().await;
        let (busy, _, _): (i64, i64, i64) =
            sqlx::query_as("pragma wal_checkpoint(truncate)").fetch_one(&mut line.conn).await?;
        match busy {
            0 => Ok(()),
            _ => Err(Error::Protocol("somebody still reads an older state".to_owned())),
        }
    }

    /// Commits what is open and closes the connection; for an orderly stop.
    pub(crate) async fn flush(&self) {
        self.turn.lock().await.commit().await;
    }
}

impl Line {
    /// The shared COMMIT; tells every act in the group how it went.
    async fn commit(&mut self) {
        if self.opened.take().is_none() {
            return;
        }
        match sqlx::query("commit").execute(&mut self.conn).await {
            Ok(_) => {
                for done in self.done.drain(..) {
                    let _ = done.send(Ok(()));
                }
            }
            Err(error) => self.fail(&error).await,
        }
    }

    /// Nothing of the group came to stand: says so to every act in it.
    async fn fail(&mut self, error: &Error) {
        self.opened = None;
        let _ = sqlx::query("rollback").execute(&mut self.conn).await;
        for done in self.done.drain(..) {
            let _ = done.send(Err(error.to_string()));
        }
    }

    fn is_full(&self) -> bool {
        self.done.len() >= ACTS_MAX || self.opened.is_some_and(|at| at.elapsed() >= WAIT_MAX)
    }
}

impl Turn {
    /// The connection, while the turn lasts.
    pub(crate) fn conn(&mut self) -> &mut SqliteConnection {
        match self.line.as_mut() {
            Some(line) => &mut line.conn,
            None => unreachable!("a turn holds its line until it is committed or dropped"),
        }
    }

    /// Ends the act and waits for the shared COMMIT.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let Some(mut line) = self.line.take() else { return Ok(()) };
        if let Err(error) = sqlx::query("release act").execute(&mut line.conn).await {
            line.fail(&error).await;
            return Err(error);
        }
        let (sender, receiver) = oneshot::channel();
        line.done.push(sender);
        if !self.writer.anybody_waiting() || line.is_full() {
            line.commit().await;
        } else {
            self.writer.commit_later();
        }
        drop(line);
        match receiver.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(text)) => Err(Error::Protocol(format!("the shared commit failed: {text}"))),
            Err(_) => Err(Error::Protocol("the shared commit was never reached".to_owned())),
        }
    }
}

impl Drop for Turn {
    /// An act that was not committed is undone; the others in its group stand.
    fn drop(&mut self) {
        let Some(mut line) = self.line.take() else { return };
        let writer = self.writer.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let undone = sqlx::query("rollback to act; release act").execute(&mut line.conn).await;
                if let Err(error) = undone {
                    line.fail(&error).await;
                } else if line.done.is_empty() {
                    line.opened = None;
                    let _ = sqlx::query("rollback").execute(&mut line.conn).await;
                } else if !writer.anybody_waiting() || line.is_full() {
                    line.commit().await;
                } else {
                    writer.commit_later();
                }
            });
        }
    }
}

/// Opens the write connection.
pub(crate) async fn connect(options: &sqlx::sqlite::SqliteConnectOptions) -> Result<Writer> {
    Ok(Writer::new(SqliteConnection::connect_with(options).await?))
}
