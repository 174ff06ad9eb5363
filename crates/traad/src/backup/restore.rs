//! Bringing a copy back: every hash first, an empty target, the audit chain, and a hold over
//! everything that was under way, because some of it may have been sent since the copy was made.

use super::{FILES, Manifest, must_be_empty, told};
use crate::{Settings, lock};
use db::{Actor, Audit, AuditReport, Clock, Db, Event, EventKind, Hold, Options};
use serde_json::json;
use std::{
    path::{Component, Path},
    sync::Arc,
};

/// A copy was brought back.
pub(crate) const RESTORED: EventKind = EventKind { slice: "web", name: "restored" };

/// What a restore found.
#[derive(Debug)]
pub struct Restored {
    /// What the copy says of itself.
    pub manifest: Manifest,
    /// The audit chain as it came back.
    pub audit: AuditReport,
}

/// Brings a copy back into an empty data folder and an empty database.
///
/// # Errors
/// A sentence that says what is wrong with the copy or the target; nothing was written then,
/// unless the disk or the database failed half-way.
pub async fn restore(settings: &Settings, folder: &Path, clock: Arc<dyn Clock>) -> Result<Restored, String> {
    let manifest = Manifest::read_checked(folder)?;
    let (data, url) = (settings.data(), settings.database_url());
    let wanted = if url.starts_with("postgres") { "postgres" } else { "sqlite" };
    if manifest.database.database != wanted {
        return Err(format!(
            "the copy is of a {} database and the settings name a {wanted} one",
            manifest.database.database
        ));
    }
    must_be_empty(&data)?;
    crate::app::make_private(&data)?;
    let _lock = lock::take(&data)?;
    let fail = |error: db::Error| format!("the database: {error}");
    if !db::backup::is_empty(&url).await.map_err(fail)? {
        return Err("the database is not empty; choose an empty one".to_owned());
    }
    bring_files(&manifest, folder, &data)?;
    let database = folder.join(super::DATABASE);
    if wanted == "postgres" {
        let applied = &manifest.database.migrations;
        let then: Vec<_> = schema::MIGRATIONS
            .iter()
            .filter(|one| applied.iter().any(|name| name == one.name))
            .copied()
            .collect();
        let db = open(&url, clock.clone()).await?;
        db.migrate(&then).await.map_err(fail)?;
        db.close().await;
    }
    db::backup::load(&url, &database, &manifest.database).await.map_err(fail)?;
    let db = open(&url, clock).await?;
    db.migrate(schema::MIGRATIONS).await.map_err(fail)?;
    // Before anything that may fail: nothing goes on by itself in a folder that is half brought back.
    hold(&db, &manifest).await.map_err(fail)?;
    let audit = Audit::open(&db, &data).await.map_err(|error| format!("audit.key: {error}"))?;
    let report = audit.verify(&db, &[]).await.map_err(fail)?;
    db.close().await;
    Ok(Restored { manifest, audit: report })
}

async fn open(url: &str, clock: Arc<dyn Clock>) -> Result<Db, String> {
    Db::open(&Options { url: url.to_owned(), connections_max: 4 }, clock)
        .await
        .map_err(|error| format!("the database: {error}"))
}

fn bring_files(manifest: &Manifest, folder: &Path, data: &Path) -> Result<(), String> {
    for file in &manifest.files {
        let Ok(inner) = file.path.strip_prefix(FILES) else { continue };
        if !inner.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("{} leads out of the copy", file.path.display()));
        }
        let target = data.join(inner);
        if let Some(parent) = target.parent() {
            crate::app::make_private(parent)?;
        }
        std::fs::copy(folder.join(&file.path), &target).map_err(|error| told(&target, &error))?;
    }
    Ok(())
}

async fn hold(db: &Db, manifest: &Manifest) -> db::Result<()> {
    let mut tx = db.begin().await?;
    let hold = Hold { copied_at: manifest.made_at, since: tx.now() };
    hold.set(&mut tx).await?;
    let subject = tx.new_id();
    let particulars = json!({ "copied_at": manifest.made_at, "version": manifest.version });
    let actor = Actor::system("command-line");
    Event { kind: RESTORED, subject, particulars, text: None }.write(&mut tx, &actor).await?;
    tx.commit().await
}
