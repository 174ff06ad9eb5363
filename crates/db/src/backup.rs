//! A consistent copy of a whole database, taken while others write, and bringing it back into an
//! empty one (decisions/0030). SQLite copies itself with `VACUUM INTO`; PostgreSQL is read table
//! by table with COPY inside one repeatable-read transaction, which needs no tool of its version.

use crate::{Error, Result};
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use sqlx::{
    AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection, raw_sql,
    sqlite::SqliteConnectOptions,
};
use std::{path::Path, str::FromStr};
use tokio::io::AsyncWriteExt;

/// The file of a copied SQLite database.
const SQLITE_FILE: &str = "database.sqlite";

/// What a copied database holds, as the manifest tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dump {
    /// `sqlite` or `postgres`.
    pub database: String,
    /// Names of the migrations that had been applied.
    pub migrations: Vec<String>,
    /// The tables, where each is a file of its own.
    pub tables: Vec<TableDump>,
}

/// One copied table of PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDump {
    /// Its name.
    pub name: String,
    /// Its columns, in the order they were copied.
    pub columns: Vec<String>,
}

impl TableDump {
    fn file(&self) -> String {
        format!("{}.copy", self.name)
    }

    fn columns(&self) -> String {
        self.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
    }
}

/// Copies the database at an address into a folder, as it stands at one moment.
///
/// # Errors
/// When the database or the folder cannot be used.
pub async fn dump(url: &str, folder: &Path) -> Result<Dump> {
    if url.starts_with("postgres") {
        dump_postgres(url, folder).await
    } else {
        dump_sqlite(url, folder).await
    }
}

/// Whether the database at an address holds anything, so that nothing is ever overwritten.
///
/// # Errors
/// When the database cannot be reached.
pub async fn is_empty(url: &str) -> Result<bool> {
    if !url.starts_with("postgres") {
        let options = SqliteConnectOptions::from_str(url)?;
        return Ok(!options.get_filename().exists());
    }
    let mut conn = PgConnection::connect(url).await?;
    let tables: i64 = sqlx::query_scalar(
        "select count(*) from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace",
    )
    .fetch_one(&mut conn)
    .await?;
    conn.close().await?;
    Ok(tables == 0)
}

/// Brings a copy back into an empty database. On PostgreSQL the tables must be there as the
/// copy's migrations made them; on SQLite the file must not exist.
///
/// # Errors
/// When the database or the folder cannot be used, or a row does not fit.
pub async fn load(url: &str, folder: &Path, dump: &Dump) -> Result<()> {
    if dump.database == "postgres" {
        load_postgres(url, folder, dump).await
    } else {
        let target = SqliteConnectOptions::from_str(url)?.get_filename().to_path_buf();
        tokio::fs::copy(folder.join(SQLITE_FILE), &target).await?;
        tokio::fs::File::open(&target).await?.sync_all().await?;
        Ok(())
    }
}

async fn dump_sqlite(url: &str, folder: &Path) -> Result<Dump> {
    let options = SqliteConnectOptions::from_str(url)?.create_if_missing(false);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let file = folder.join(SQLITE_FILE);
    let path = file.to_str().ok_or_else(|| Error::Protocol("the folder's name is not UTF-8".to_owned()))?;
    sqlx::query("vacuum into $1").bind(path).execute(&mut conn).await?;
    conn.close().await?;
    tokio::fs::File::open(&file).await?.sync_all().await?;
    // What was applied is read from the copy: between the two an upgrade may have come.
    let copied = SqliteConnectOptions::new().filename(&file).read_only(true);
    let mut conn = SqliteConnection::connect_with(&copied).await?;
    let migrations =
        sqlx::query_scalar("select name from migration order by name").fetch_all(&mut conn).await?;
    conn.close().await?;
    Ok(Dump { database: "sqlite".to_owned(), migrations, tables: Vec::new() })
}

async fn dump_postgres(url: &str, folder: &Path) -> Result<Dump> {
    let mut conn = PgConnection::connect(url).await?;
    conn.execute(raw_sql("begin isolation level repeatable read, read only")).await?;
    let migrations =
        sqlx::query_scalar("select name from migration order by name").fetch_all(&mut conn).await?;
    let names: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1",
    )
    .fetch_all(&mut conn)
    .await?;
    let mut tables = Vec::new();
    for name in names {
        let columns = sqlx::query_scalar(
            "select attname::text from pg_attribute
             where attrelid = quote_ident($1)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
             order by attnum",
        )
        .bind(&name)
        .fetch_all(&mut conn)
        .await?;
        let table = TableDump { name, columns };
        let mut file = tokio::fs::File::create(folder.join(table.file())).await?;
        let statement = format!("copy \"{}\" ({}) to stdout", table.name, table.columns());
        let mut rows = conn.copy_out_raw(&statement).await?;
        while let Some(bytes) = rows.try_next().await? {
            file.write_all(&bytes).await?;
        }
        drop(rows);
        file.sync_all().await?;
        tables.push(table);
    }
    conn.execute(raw_sql("commit")).await?;
    conn.close().await?;
    Ok(Dump { database: "postgres".to_owned(), migrations, tables })
}

/// Tables refer to one another in circles, so the references are taken away while rows come in
/// and are put back, and with that checked, before the commit.
async fn load_postgres(url: &str, folder: &Path, dump: &Dump) -> Result<()> {
    let mut conn = PgConnection::connect(url).await?;
    conn.execute(raw_sql("begin")).await?;
    let references: Vec<(String, String, String)> = sqlx::query_as(
        "select quote_ident(t.relname), quote_ident(c.conname), pg_get_constraintdef(c.oid)
         from pg_constraint c join pg_class t on t.oid = c.conrelid
         where c.contype = 'f' and t.relnamespace = current_schema()::regnamespace order by 1, 2",
    )
    .fetch_all(&mut conn)
    .await?;
    for (table, name, _) in &references {
        run_text(&mut conn, format!("alter table {table} drop constraint {name}")).await?;
    }
    for table in &dump.tables {
        run_text(&mut conn, format!("delete from \"{}\"", table.name)).await?;
        let file = tokio::fs::File::open(folder.join(table.file())).await?;
        let statement = format!("copy \"{}\" ({}) from stdin", table.name, table.columns());
        let mut copy = conn.copy_in_raw(&statement).await?;
        copy.read_from(file).await?;
        copy.finish().await?;
    }
    for (table, name, definition) in &references {
        run_text(&mut conn, format!("alter table {table} add constraint {name} {definition}")).await?;
    }
    conn.execute(raw_sql("commit")).await?;
    conn.close().await
}

async fn run_text(conn: &mut PgConnection, text: String) -> Result<()> {
    conn.execute(raw_sql(AssertSqlSafe(text))).await.map(drop)
}
