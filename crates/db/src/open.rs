//! Opening a database: SQLite in a file or PostgreSQL at an address, with the settings that were
//! measured (decisions/0002). Nothing else in the program knows which of the two it is.

use crate::{
    Clock, Conn, Dialect, Id, Memo, Result, Timestamp, Tx,
    readers::Readers,
    together::Together,
    tx::Kind,
    writer::{self, Writer},
};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;

/// How many readers SQLite serves at once.
const SQLITE_READERS: usize = 4;
/// How long a busy SQLite file is waited for.
const BUSY_WAIT: Duration = Duration::from_secs(10);
/// How long a transaction on PostgreSQL may do nothing, in milliseconds: a process that was stopped
/// inside one would hold the rows that the others take over.
const IDLE_MAX_MS: &str = "20000";
/// How long a connection from a pool is waited for.
const POOL_WAIT: Duration = Duration::from_secs(10);

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://...`.
    pub url: String,
    /// Connections to PostgreSQL at most.
    pub connections_max: u32,
}

/// How the connections of this process are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Open connections; on SQLite those that read.
    pub open: u32,
    /// Those of them that nobody uses.
    pub idle: u32,
    /// Acts that wait for the one connection that writes; always none on PostgreSQL.
    pub waiting: u32,
}

/// The database, cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    store: Store,
    /// The file of an embedded database, and which file it was when it was opened.
    place: Option<(PathBuf, (u64, u64))>,
    clock: Arc<dyn Clock>,
    memo: Memo,
    together: Together,
    wake: Notify,
    acts: AtomicU64,
    node: Mutex<Id>,
    stopping: AtomicBool,
}

enum Store {
    Sqlite { readers: Readers, writer: Writer },
    Postgres(PgPool),
}

fn place_of(url: &str, store: &Store) -> Option<(PathBuf, (u64, u64))> {
    let Store::Sqlite { .. } = store else { return None };
    let path = SqliteConnectOptions::from_str(url).ok()?.get_filename().to_path_buf();
    which_file(&path).map(|file| (path, file))
}

/// Which file stands at a path: its device and number; where there are none, that there is one.
fn which_file(path: &Path) -> Option<(u64, u64)> {
    let found = std::fs::metadata(path).ok()?;
    #[cfg(unix)]
    let file = {
        use std::os::unix::fs::MetadataExt;
        (found.dev(), found.ino())
    };
    #[cfg(not(unix))]
    let file = (found.len().min(1), 0);
    Some(file)
}

impl Db {
    /// Opens the database; `migrate` must run before anything else does.
    ///
    /// # Errors
    /// When the file cannot be opened or the server cannot be reached.
    pub async fn open(options: &Options, clock: Arc<dyn Clock>) -> Result<Self> {
        let store = if options.url.starts_with("postgres") {
            Store::Postgres(
                PgPoolOptions::new()
                    .max_connections(options.connections_max)
                    .acquire_timeout(POOL_WAIT)
                    .connect_with(
                        PgConnectOptions::from_str(&options.url)?
                            .options([("idle_in_transaction_session_timeout", IDLE_MAX_MS)]),
                    )
                    .await?,
            )
        } else {
            open_sqlite(&options.url).await?
        };
        let node = Mutex::new(Id::at(clock.now()));
        Ok(Self(Arc::new(Inner {
            place: place_of(&options.url, &store),
            store,
            clock,
            memo: Memo::default(),
            together: Together::default(),
            wake: Notify::new(),
            acts: AtomicU64::new(0),
            node,
            stopping: AtomicBool::new(false),
        })))
    }

    /// Whether the file of an embedded database is still the one that was opened. One that was moved or removed takes what
    /// is written and loses it with the process, and nothing else would tell.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        self.0.place.as_ref().is_none_or(|(path, opened)| which_file(path).as_ref() == Some(opened))
    }

    /// Which database it is.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self.0.store {
            Store::Sqlite { .. } => Dialect::Sqlite,
            Store::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Now, in milliseconds UTC.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// What the program remembers of immutable things.
    #[must_use]
    pub fn memo(&self) -> &Memo {
        &self.0.memo
    }

    /// The bell that wakes the worker.
    pub(crate) fn wake(&self) -> &Notify {
        &self.0.wake
    }

    /// Under which id this process works now (`node.rs`).
    #[must_use]
    pub fn node(&self) -> Id {
        *self.0.node.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes on under another id.
    pub(crate) fn become_node(&self, id: Id) {
        *self.0.node.lock().unwrap_or_else(PoisonError::into_inner) = id;
    }

    /// Whether the worker is coming to a stop: long work ends as soon as it may.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::SeqCst)
    }

    pub(crate) fn set_stopping(&self, is_stopping: bool) {
        self.0.stopping.store(is_stopping, Ordering::SeqCst);
    }

    /// How many acts this process has committed; an act is what leaves an event.
    #[must_use]
    pub fn acts(&self) -> u64 {
        self.0.acts.load(Ordering::SeqCst)
    }

    /// Counts an act that stands.
    pub(crate) fn count_act(&self) {
        self.0.acts.fetch_add(1, Ordering::SeqCst);
    }

    /// Another process acted: what pages show may be another thing from now on.
    pub fn note_act_elsewhere(&self) {
        self.count_act();
    }

    /// How the connections are used now.
    #[must_use]
    pub fn pool(&self) -> Pool {
        let number = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        match &self.0.store {
            Store::Sqlite { readers, writer } => {
                let (used, idle) = readers.used_and_idle();
                Pool { open: number(used + idle), idle: number(idle), waiting: number(writer.waiting()) }
            }
            Store::Postgres(pool) => Pool { open: pool.size(), idle: number(pool.num_idle()), waiting: 0 },
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none is free in time.
    pub async fn read(&self) -> Result<Conn> {
        Ok(match &self.0.store {
            Store::Sqlite { readers, .. } => Conn::Sqlite(readers.acquire().await?),
            Store::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// Reads once for all who ask at the same moment, and never what was read before they asked.
    /// The type says which read it is: each read that is shared has a type of its own.
    ///
    /// # Errors
    /// When the read fails.
    pub async fn read_together<T: Send + Sync + 'static>(
        &self,
        read: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        self.0.together.get(read).await
    }

    /// A transaction for an act.
    ///
    /// # Errors
    /// When the database cannot begin one.
    pub async fn begin(&self) -> Result<Tx> {
        let kind = match &self.0.store {
            Store::Sqlite { writer, .. } => Kind::Sqlite(writer.begin().await?),
            Store::Postgres(pool) => Kind::Postgres(pool.begin().await?),
        };
        Ok(Tx::new(kind, self.clone()))
    }

    /// After this nothing that was erased is left in the files of the embedded database: free pages were overwritten,
    /// and the log of changes is emptied. PostgreSQL leaves it to its own vacuum.
    ///
    /// # Errors
    /// When somebody reads an older state for longer than a lock is waited for; trying again helps.
    pub async fn forget_erased(&self) -> Result<()> {
        match &self.0.store {
            Store::Sqlite { writer, .. } => writer.empty_log().await,
            Store::Postgres(_) => Ok(()),
        }
    }

    /// Commits what is open and closes every connection.
    pub async fn close(&self) {
        match &self.0.store {
            Store::Sqlite { readers, writer } => {
                writer.flush().await;
                readers.close().await;
            }
            Store::Postgres(pool) => pool.close().await,
        }
    }
}

/// Makes the file for its owner alone, also in a folder that others can read; its log becomes as private as it.
fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

async fn open_sqlite(url: &str) -> Result<Store> {
    let base = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_WAIT)
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "memory")
        // What is erased must not stay readable in free pages (quality bar S8).
        .pragma("secure_delete", "on")
        .statement_cache_capacity(256);
    make_private(base.get_filename()).map_err(crate::Error::Io)?;
    let writer = writer::connect(&base).await?;
    let readers = Readers::new(base.read_only(true), SQLITE_READERS, POOL_WAIT);
    Ok(Store::Sqlite { readers, writer })
}
