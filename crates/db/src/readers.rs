//! The connections that read the embedded database. A pool of our own: a pool made for servers far
//! away asks each connection whether it lives before and after every use, and for a file in the
//! same process that costs more than the reading itself (quality bar Q2).

use crate::{Error, Result};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections that read, opened when they are needed.
#[derive(Clone)]
pub(crate) struct Readers(Arc<Inner>);

struct Inner {
    options: SqliteConnectOptions,
    max: usize,
    wait: Duration,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<SqliteConnection>>,
}

/// A connection that reads, given back when it is dropped.
pub struct Reader {
    conn: Option<SqliteConnection>,
    home: Arc<Inner>,
    _turn: OwnedSemaphorePermit,
}

impl Readers {
    pub(crate) fn new(options: SqliteConnectOptions, max: usize, wait: Duration) -> Self {
        let (turns, idle) = (Arc::new(Semaphore::new(max)), Mutex::new(Vec::new()));
        Self(Arc::new(Inner { options, max, wait, turns, idle }))
    }

    pub(crate) async fn acquire(&self) -> Result<Reader> {
        let turn = tokio::time::timeout(self.0.wait, self.0.turns.clone().acquire_owned());
        let turn = turn.await.map_err(|_| Error::PoolTimedOut)?.map_err(|_| Error::PoolClosed)?;
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => SqliteConnection::connect_with(&self.0.options).await?,
        };
        Ok(Reader { conn: Some(conn), home: self.0.clone(), _turn: turn })
    }

    /// How many are in use or waiting to be, and how many are open and idle.
    pub(crate) fn used_and_idle(&self) -> (usize, usize) {
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).len();
        (self.0.max.saturating_sub(self.0.turns.available_permits()), idle)
    }

    /// Waits for those in use and closes all.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(self.0.max).unwrap_or(u32::MAX);
        let _ = tokio::time::timeout(self.0.wait, self.0.turns.acquire_many(all)).await;
        self.0.turns.close();
        let idle = std::mem::take(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for conn in idle {
            let _ = conn.close().await;
        }
    }
}

impl Reader {
    pub(crate) fn conn(&mut self) -> &mut SqliteConnection {
        match self.conn.as_mut() {
            Some(conn) => conn,
            None => unreachable!("a reader holds its connection until it is dropped"),
        }
    }
}

impl Drop for Reader {
    /// Before the turn is given back, so that whoever has a turn finds a connection.
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.home.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        }
    }
}
