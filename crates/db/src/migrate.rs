//! Migrations: one folder of SQL texts for both databases, forward only, each in a transaction
//! of its own. What has been applied stands in the table `migration`.

use crate::{AsConn, ConnMut, Db, Result, expand};
use sqlx::AssertSqlSafe;
use std::collections::HashSet;

/// One migration: its file name without the ending, and its text with tokens.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `YYYYMMDDHHMM_slice_what`.
    pub name: &'static str,
    /// SQL with the tokens of `dialect.rs`.
    pub text: &'static str,
}

impl Db {
    /// Applies what has not been applied; returns how many migrations that were.
    ///
    /// # Errors
    /// When a migration fails; it is undone, those before it stand.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize> {
        let mut tx = self.begin().await?;
        if let ConnMut::Postgres(conn) = tx.conn() {
            sqlx::query("select pg_advisory_xact_lock(7214301)").execute(conn).await?;
        }
        let create =
            "create table if not exists migration (name text primary key, at {int} not null) {strict}";
        raw(&mut tx, &expand(create, self.dialect())).await?;
        let applied: HashSet<String> =
            crate::run!(&mut tx, scalar String, "select name from migration", [] => fetch_all)?
                .into_iter()
                .collect();
        let mut number = 0;
        for migration in migrations.iter().filter(|migration| !applied.contains(migration.name)) {
            raw(&mut tx, &expand(migration.text, self.dialect())).await?;
            let now = tx.now();
            crate::exec!(&mut tx, "insert into migration (name, at) values ($1, $2)", [migration.name, now])?;
            number += 1;
        }
        tx.commit().await?;
        Ok(number)
    }
}

async fn raw(tx: &mut crate::Tx, text: &str) -> Result<()> {
    let text = AssertSqlSafe(text.to_owned());
    match tx.conn() {
        ConnMut::Sqlite(conn) => sqlx::raw_sql(text).execute(conn).await.map(drop),
        ConnMut::Postgres(conn) => sqlx::raw_sql(text).execute(conn).await.map(drop),
    }
}
