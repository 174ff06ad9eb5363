//! A transaction: what an act writes, all of it or nothing. Its time is one moment, and new ids
//! are made from it. No transaction is held over an outside call (invariant 6).

use crate::{AsConn, ConnMut, Db, Id, Memo, Result, Timestamp, writer::Turn};
use sqlx::{Postgres, Transaction};

/// An open transaction; dropped without `commit`, it never happened.
pub struct Tx {
    pub(crate) kind: Kind,
    db: Db,
    now: Timestamp,
    wakes_worker: bool,
    is_act: bool,
    is_urgent: bool,
}

pub(crate) enum Kind {
    Sqlite(Turn),
    Postgres(Transaction<'static, Postgres>),
}

impl AsConn for Tx {
    fn conn(&mut self) -> ConnMut<'_> {
        match &mut self.kind {
            Kind::Sqlite(turn) => ConnMut::Sqlite(turn.conn()),
            Kind::Postgres(tx) => ConnMut::Postgres(tx),
        }
    }
}

impl Tx {
    pub(crate) fn new(kind: Kind, db: Db) -> Self {
        let now = db.now();
        Self { kind, db, now, wakes_worker: false, is_act: false, is_urgent: crate::job::is_urgent() }
    }

    /// The moment of the act, in milliseconds UTC; the same throughout.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id of this moment.
    #[must_use]
    pub fn new_id(&self) -> Id {
        Id::at(self.now)
    }

    /// What the program remembers of immutable things.
    #[must_use]
    pub fn memo(&self) -> &Memo {
        self.db.memo()
    }

    /// The database that the transaction runs in.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Says whether the jobs that are written from here on go before all that are not urgent: what
    /// is sent because of danger. What an urgent job's work begins is urgent from the start.
    pub fn set_urgent(&mut self, is_urgent: bool) {
        self.is_urgent = is_urgent;
    }

    /// Whether the jobs that are written now are urgent.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.is_urgent
    }

    /// Tells the worker, once committed, that a job may be waiting.
    pub(crate) fn wake_worker(&mut self) {
        self.wakes_worker = true;
    }

    /// An event was written: what pages show may be another thing once it is committed.
    pub(crate) fn note_act(&mut self) {
        self.is_act = true;
    }

    /// Makes the act stand.
    ///
    /// # Errors
    /// When the database could not commit; then nothing of the act happened.
    pub async fn commit(self) -> Result<()> {
        let Self { kind, db, wakes_worker, is_act, .. } = self;
        match kind {
            Kind::Sqlite(turn) => turn.commit().await?,
            Kind::Postgres(tx) => tx.commit().await?,
        }
        if is_act {
            db.count_act();
        }
        if wakes_worker {
            db.wake().notify_one();
        }
        Ok(())
    }
}
