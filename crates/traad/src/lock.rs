//! The lock on a data folder whose database is embedded: only one process may do its work there,
//! because SQLite has one writer and jobs that run are taken for left behind at a start.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

/// The file that is locked; it holds nothing.
pub(crate) const LOCK_FILE: &str = "traad.lock";

/// Takes the lock for as long as the file lives; the system lets go of it when the process ends,
/// however it ends.
///
/// # Errors
/// When another process holds it, or the folder cannot be written.
pub(crate) fn take(data: &Path) -> Result<File, String> {
    let path = data.join(LOCK_FILE);
    let fail = |error: &std::io::Error| format!("{}: {error}", path.display());
    let file = File::options().create(true).write(true).truncate(false).open(&path).map_err(|e| fail(&e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(format!(
            "another traad serve or traad worker is using {}; stop it first, or use PostgreSQL to run several",
            data.display()
        )),
        Err(TryLockError::Error(error)) => Err(fail(&error)),
    }
}
