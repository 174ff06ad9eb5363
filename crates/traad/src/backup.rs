//! `traad backup` and `traad restore`: a folder with the database as it stood at one moment, every
//! file of the data folder, and a manifest with the hash of each (decisions/0030, quality bar R10).
//! The folder holds keys and people: it is as secret as the installation itself.

mod manifest;
mod restore;

pub use manifest::Manifest;
pub(crate) use restore::RESTORED;
pub use restore::{Restored, restore};

use crate::{Settings, lock::LOCK_FILE};
use manifest::FileEntry;
use std::path::{Path, PathBuf};

/// The folder of a copy that holds the files of the data folder.
const FILES: &str = "files";
/// The folder of a copy that holds the database.
const DATABASE: &str = "database";
/// What the data folder holds that is not copied as a file: the embedded database and the lock.
const NOT_COPIED: &[&str] = &["traad.db", "traad.db-wal", "traad.db-shm", "traad.db-journal", LOCK_FILE];

/// Refuses a copy that could not be used: its database would ask for a key that is not in it.
async fn check_keys(settings: &Settings) -> Result<(), String> {
    let options = db::Options { url: settings.database_url(), connections_max: 2 };
    let fail = |error: db::Error| format!("the database: {error}");
    let db = db::Db::open(&options, std::sync::Arc::new(db::SystemClock)).await.map_err(fail)?;
    let data = settings.data();
    db::key(&db, &data, web::LINK_KEY).await.map_err(|error| format!("{}: {error}", web::LINK_KEY))?;
    // With the key comes the head: a copy without one would be taken for a log whose end is gone.
    db::Audit::open(&db, &data).await.map_err(|error| format!("{}: {error}", db::AUDIT_KEY))?;
    db.close().await;
    Ok(())
}

/// Makes a copy of the installation in a folder that must be empty; the program may be running.
///
/// # Errors
/// A sentence that says what could not be copied.
pub async fn backup(settings: &Settings, folder: &Path, now: db::Timestamp) -> Result<Manifest, String> {
    must_be_empty(folder)?;
    check_keys(settings).await?;
    let (files, database) = (folder.join(FILES), folder.join(DATABASE));
    crate::app::make_private(folder)?;
    crate::app::make_private(&files)?;
    crate::app::make_private(&database)?;
    // Files come first: the noted head of the audit chain must not be newer than the database.
    let data = settings.data();
    for path in below(&data, Path::new(""))? {
        let target = files.join(&path);
        if let Some(parent) = target.parent() {
            crate::app::make_private(parent)?;
        }
        match std::fs::copy(data.join(&path), &target) {
            Ok(_) => {}
            // A mail that is just being written has another name a moment later.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(told(&data.join(&path), &error)),
        }
    }
    let dump = db::backup::dump(&settings.database_url(), &database)
        .await
        .map_err(|error| format!("the database could not be copied: {error}"))?;
    let mut entries = Vec::new();
    for path in below(folder, Path::new(""))? {
        entries.push(FileEntry::of(folder, &path)?);
    }
    let manifest = Manifest::new(now, dump, entries);
    manifest.write(folder)?;
    Ok(manifest)
}

/// Every file below a folder, by its path from there, sorted; what is not copied is left out.
fn below(root: &Path, inner: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = root.join(inner);
    let mut out = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|error| told(&folder, &error))? {
        let entry = entry.map_err(|error| told(&folder, &error))?;
        let path = inner.join(entry.file_name());
        let kind = entry.file_type().map_err(|error| told(&folder, &error))?;
        let named = |names: &[&str]| names.iter().any(|name| path == Path::new(name));
        if kind.is_dir() {
            out.extend(below(root, &path)?);
        } else if kind.is_file()
            && !named(NOT_COPIED)
            && path.extension().is_none_or(|ending| ending != "part")
        {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

/// Nothing is ever written over: the folder is missing or holds nothing but a lock.
fn must_be_empty(folder: &Path) -> Result<(), String> {
    match std::fs::read_dir(folder) {
        Ok(entries) => match entries.flatten().find(|entry| entry.file_name() != LOCK_FILE) {
            Some(_) => {
                Err(format!("{} is not empty; choose a folder that is empty or new", folder.display()))
            }
            None => Ok(()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(told(folder, &error)),
    }
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
