//! Throw-away databases: a SQLite file in a temporary folder, always; and one on the PostgreSQL
//! server named by TRAAD_TEST_POSTGRES, when it is there. With TRAAD_PARTS=required its absence
//! is a failure, not a skip.

use sqlx::{Connection, Executor, PgConnection};
use std::path::Path;
use tempfile::TempDir;

/// A database of one test.
pub struct TestDatabase {
    /// `sqlite` or `postgres`, for messages.
    pub name: &'static str,
    /// Its address.
    pub url: String,
    folder: TempDir,
    server: Option<(String, String)>,
}

impl TestDatabase {
    /// The test's own folder for keys and files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Removes what is on the server.
    ///
    /// # Panics
    /// When the server does not let go of it.
    pub async fn remove(self) {
        if let Some((server, name)) = &self.server {
            let mut conn = PgConnection::connect(server).await.expect("the server answers");
            let drop = sqlx::AssertSqlSafe(format!("drop database if exists {name} with (force)"));
            conn.execute(sqlx::raw_sql(drop)).await.expect("the database can be removed");
        }
    }
}

/// The databases that a test runs on.
///
/// # Panics
/// When PostgreSQL is required and not there.
pub async fn databases() -> Vec<TestDatabase> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("traad.db").display());
    let mut all = vec![TestDatabase { name: "sqlite", url, folder, server: None }];
    match std::env::var("TRAAD_TEST_POSTGRES") {
        Ok(server) => all.push(postgres(&server).await),
        Err(_) if std::env::var("TRAAD_PARTS").as_deref() == Ok("required") => {
            panic!("TRAAD_TEST_POSTGRES is not set and parts are required")
        }
        Err(_) => {}
    }
    all
}

async fn postgres(server: &str) -> TestDatabase {
    let name = format!("t_{}", db::Id::at(0).hex());
    let mut conn = PgConnection::connect(server).await.expect("the server answers");
    let create = sqlx::AssertSqlSafe(format!("create database {name}"));
    conn.execute(sqlx::raw_sql(create)).await.expect("a database can be made");
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    let url = format!("{base}/{name}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    TestDatabase { name: "postgres", url, folder, server: Some((server.to_owned(), name)) }
}
