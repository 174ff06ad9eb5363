//! Statements: every SQL text of the program is registered, so that one test can prepare them
//! all on both databases and compare column types with the Rust rows that read them.

use crate::{Db, Dialect, Reader, Result, expand};
use sqlx::{PgConnection, Postgres, SqliteConnection};
use std::{cell::Cell, sync::OnceLock};

/// One SQL text with tokens, and its two expansions.
pub struct Sql {
    /// The text as written.
    pub text: &'static str,
    sqlite: OnceLock<&'static str>,
    postgres: OnceLock<&'static str>,
}

impl Sql {
    /// A statement; only the `sql!` macro calls this.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// The text for one database, expanded once for the life of the program.
    pub fn for_dialect(&self, dialect: Dialect) -> &'static str {
        let slot = if dialect == Dialect::Sqlite { &self.sqlite } else { &self.postgres };
        slot.get_or_init(|| {
            if self.text.contains('{') {
                Box::leak(expand(self.text, dialect).into_boxed_str())
            } else {
                self.text
            }
        })
    }
}

/// A registered statement: where it stands and which row reads it.
pub struct SqlEntry {
    /// Source file.
    pub file: &'static str,
    /// Source line.
    pub line: u32,
    /// The statement.
    pub sql: &'static Sql,
    /// The check of its columns, where a row struct reads it.
    pub row: Option<RowCheck>,
}

inventory::collect!(SqlEntry);

/// Compares the columns of a prepared statement with a row struct, on each database.
#[derive(Clone, Copy)]
pub struct RowCheck {
    /// The check on SQLite.
    pub sqlite: fn(&[sqlx::sqlite::SqliteColumn]) -> Vec<String>,
    /// The check on PostgreSQL.
    pub postgres: fn(&[sqlx::postgres::PgColumn]) -> Vec<String>,
}

/// A row struct that can be checked against columns.
pub trait Checked {
    /// Its check.
    const CHECK: RowCheck;
}

/// A column that a row wants, and whether its Rust type decodes a column type.
pub type Wanted<'a, DB> = (&'a str, fn(&<DB as sqlx::Database>::TypeInfo) -> bool);

/// Says which of the wanted columns are missing or cannot be decoded.
pub fn check_columns<DB: sqlx::Database>(columns: &[DB::Column], wanted: &[Wanted<'_, DB>]) -> Vec<String> {
    use sqlx::{Column, TypeInfo};
    let mut wrong = Vec::new();
    for (name, decodes) in wanted {
        match columns.iter().find(|column| column.name() == *name) {
            None => wrong.push(format!("column {name} is missing")),
            Some(column) if !column.type_info().is_null() && !decodes(column.type_info()) => {
                wrong.push(format!("column {name} has type {}", column.type_info().name()));
            }
            Some(_) => {}
        }
    }
    wrong
}

/// A connection of either kind, borrowed.
pub enum ConnMut<'a> {
    /// SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Something that statements run on: a read connection or a transaction.
pub trait AsConn: Send {
    /// The connection.
    fn conn(&mut self) -> ConnMut<'_>;
}

/// A connection for reading.
pub enum Conn {
    /// SQLite, read-only.
    Sqlite(Reader),
    /// PostgreSQL.
    Postgres(sqlx::pool::PoolConnection<Postgres>),
}

impl AsConn for Conn {
    fn conn(&mut self) -> ConnMut<'_> {
        match self {
            Conn::Sqlite(reader) => ConnMut::Sqlite(reader.conn()),
            Conn::Postgres(conn) => ConnMut::Postgres(conn),
        }
    }
}

tokio::task_local! {
    static COUNT: Cell<u32>;
}

/// Runs a future and counts the statements it ran (quality bar Q3).
pub async fn counted<T>(future: impl Future<Output = T>) -> (T, u32) {
    COUNT
        .scope(Cell::new(0), async {
            let value = future.await;
            (value, COUNT.with(Cell::get))
        })
        .await
}

#[doc(hidden)]
pub fn count_one() {
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}

/// Prepares every registered statement; returns what is wrong, one line each.
///
/// # Errors
/// When the database cannot be reached.
pub async fn check_statements(db: &Db) -> Result<Vec<String>> {
    use sqlx::{Executor, SqlStr, Statement};
    let mut wrong = Vec::new();
    let mut number = 0_u32;
    for entry in inventory::iter::<SqlEntry> {
        number += 1;
        let mut tx = db.begin().await?;
        let checked = match tx.conn() {
            ConnMut::Sqlite(conn) => conn
                .prepare(SqlStr::from_static(entry.sql.for_dialect(Dialect::Sqlite)))
                .await
                .map(|statement| entry.row.map(|row| (row.sqlite)(statement.columns())).unwrap_or_default()),
            ConnMut::Postgres(conn) => {
                conn.prepare(SqlStr::from_static(entry.sql.for_dialect(Dialect::Postgres))).await.map(
                    |statement| entry.row.map(|row| (row.postgres)(statement.columns())).unwrap_or_default(),
                )
            }
        };
        let place = format!("{}:{}", entry.file, entry.line);
        match checked {
            Err(error) => wrong.push(format!("{place}: {error}")),
            Ok(faults) => wrong.extend(faults.into_iter().map(|fault| format!("{place}: {fault}"))),
        }
    }
    if number == 0 {
        wrong.push("no statement is registered".to_owned());
    }
    Ok(wrong)
}

/// Declares a row struct that decodes from both databases and can be checked against them.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])* $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),* }
        impl<'r> $crate::sqlx::FromRow<'r, $crate::sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &'r $crate::sqlx::sqlite::SqliteRow) -> $crate::Result<Self> {
                use $crate::sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
        impl<'r> $crate::sqlx::FromRow<'r, $crate::sqlx::postgres::PgRow> for $name {
            fn from_row(row: &'r $crate::sqlx::postgres::PgRow) -> $crate::Result<Self> {
                use $crate::sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
        impl $crate::Checked for $name {
            const CHECK: $crate::RowCheck = $crate::RowCheck {
                sqlite: |columns| $crate::check_columns::<$crate::sqlx::Sqlite>(columns, &[$((
                    stringify!($field),
                    <$type as $crate::sqlx::Type<$crate::sqlx::Sqlite>>::compatible as fn(&_) -> bool,
                )),*]),
                postgres: |columns| $crate::check_columns::<$crate::sqlx::Postgres>(columns, &[$((
                    stringify!($field),
                    <$type as $crate::sqlx::Type<$crate::sqlx::Postgres>>::compatible as fn(&_) -> bool,
                )),*]),
            };
        }
    };
}

/// Registers one SQL text; with a row type its columns are checked too.
#[macro_export]
macro_rules! sql {
    ($row:ty; $text:literal) => { $crate::sql!(@ Some(<$row as $crate::Checked>::CHECK), $text) };
    ($text:literal) => { $crate::sql!(@ None, $text) };
    (@ $check:expr, $text:literal) => {{
        static SQL: $crate::Sql = $crate::Sql::new($text);
        $crate::inventory::submit! { $crate::SqlEntry { file: file!(), line: line!(), sql: &SQL, row: $check } }
        &SQL
    }};
}

/// Reads: `run!(conn, Row, "select ...", [a, b] => fetch_all)`; `scalar T` for one column.
#[macro_export]
macro_rules! run {
    ($conn:expr, scalar $type:ty, $text:literal, [$($bind:expr),* $(,)?] => $fetch:ident) => {{
        let sql = $crate::sql!($text);
        $crate::statement_count();
        match $crate::AsConn::conn($conn) {
            $crate::ConnMut::Sqlite(conn) => $crate::sqlx::query_scalar::<_, $type>(sql.for_dialect($crate::Dialect::Sqlite))$(.bind($bind))*.$fetch(conn).await,
            $crate::ConnMut::Postgres(conn) => $crate::sqlx::query_scalar::<_, $type>(sql.for_dialect($crate::Dialect::Postgres))$(.bind($bind))*.$fetch(conn).await,
        }
    }};
    ($conn:expr, $row:ty, $text:literal, [$($bind:expr),* $(,)?] => $fetch:ident) => {{
        let sql = $crate::sql!($row; $text);
        $crate::statement_count();
        match $crate::AsConn::conn($conn) {
            $crate::ConnMut::Sqlite(conn) => $crate::sqlx::query_as::<_, $row>(sql.for_dialect($crate::Dialect::Sqlite))$(.bind($bind))*.$fetch(conn).await,
            $crate::ConnMut::Postgres(conn) => $crate::sqlx::query_as::<_, $row>(sql.for_dialect($crate::Dialect::Postgres))$(.bind($bind))*.$fetch(conn).await,
        }
    }};
}

/// Writes: `exec!(tx, "insert ...", [a, b])` gives the number of rows touched.
#[macro_export]
macro_rules! exec {
    ($conn:expr, $text:literal, [$($bind:expr),* $(,)?]) => {{
        let sql = $crate::sql!($text);
        $crate::statement_count();
        match $crate::AsConn::conn($conn) {
            $crate::ConnMut::Sqlite(conn) => $crate::sqlx::query(sql.for_dialect($crate::Dialect::Sqlite))$(.bind($bind))*.execute(conn).await.map(|done| done.rows_affected()),
            $crate::ConnMut::Postgres(conn) => $crate::sqlx::query(sql.for_dialect($crate::Dialect::Postgres))$(.bind($bind))*.execute(conn).await.map(|done| done.rows_affected()),
        }
    }};
}
