//! The database of the program: one SQL text for SQLite and PostgreSQL, transactions with
//! group commit, jobs and events written in the same transaction as the act they belong to.
//! It knows no domain word: nouns, tables and rules belong to the slices.

mod actor;
mod audit;
pub mod backup;
mod clock;
mod dialect;
mod event;
mod hold;
mod id;
pub mod job;
mod key;
mod memo;
mod migrate;
pub mod node;
mod open;
mod readers;
mod statement;
mod together;
mod tx;
mod writer;

pub use actor::{Actor, Grant, Who};
pub use audit::{
    AUDIT_KEY, Anchor, Audit, AuditFault, AuditReport, HEAD_ACCEPTED, KEY_RENEWED, write_private,
};
pub use clock::{Clock, FixedClock, SystemClock, TIME_ZONE, Timestamp};
pub use dialect::{Dialect, expand};
pub use event::{Event, EventKind, EventRow, Reaction};
pub use hold::Hold;
pub use id::{Id, IdFault};
pub use key::{key, renew_key};
pub use memo::Memo;
pub use migrate::Migration;
pub use open::{Db, Options, Pool};
pub use readers::Reader;
pub use statement::{
    AsConn, Checked, Conn, ConnMut, RowCheck, Sql, SqlEntry, Wanted, check_columns, check_statements,
    count_one as statement_count, counted,
};
pub use tx::Tx;

#[doc(hidden)]
pub use inventory;
#[doc(hidden)]
pub use sqlx;
pub use sqlx::types::Json;

/// What the database could not do; a fault, never something a user can mend.
pub type Error = sqlx::Error;
/// The result of a database call.
pub type Result<T> = std::result::Result<T, Error>;
