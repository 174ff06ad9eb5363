//! The keys of an installation: files beside the database, which knows each by a mark. A key made anew beside a database
//! that was used with another would break what the first one sealed and nobody would notice; so it is refused, and a
//! process that shares the database says which file it must have.

use crate::{AsConn, Db, Json, Tx, event::hex, exec, run, write_private};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{fs, io, path::Path};

/// How long a key is, in bytes.
const KEY_BYTES: usize = 32;
/// What is said of a key that the database was not used with, and of one that is not there.
const BRING_BACK: &str = "bring it back from the last backup, or from the data folder of another process on this database; \
     if it is lost for good, `traad key renew` makes a new one and says what that costs";

/// The key in a file of a folder, such as `link.key`; made where neither the folder nor the database has one.
///
/// # Errors
/// When the file cannot be read or written, when it is missing though the database knows it, and when it is another's.
pub async fn key(db: &Db, folder: &Path, file: &str) -> io::Result<Vec<u8>> {
    let path = folder.join(file);
    let known = known(&mut db.read().await.map_err(fault)?, file).await.map_err(fault)?;
    let key = match (fs::read(&path), &known) {
        (Ok(key), _) if key.len() < KEY_BYTES => {
            return Err(io::Error::other(format!("it is shorter than {KEY_BYTES} bytes; {BRING_BACK}")));
        }
        (Ok(key), _) => key,
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => make(&path)?,
        (Err(error), Some(_)) if error.kind() == io::ErrorKind::NotFound => {
            return Err(io::Error::other(format!(
                "it is missing, and the database was used with it; {BRING_BACK}"
            )));
        }
        (Err(error), _) => return Err(error),
    };
    let known = match known {
        Some(mark) => mark,
        None => remember(db, file, &mark(&key)).await.map_err(fault)?,
    };
    match known == mark(&key) {
        true => Ok(key),
        false => {
            Err(io::Error::other(format!("it is not the one that the database was used with; {BRING_BACK}")))
        }
    }
}

/// Puts a new key in the place of one that is lost, and gives it; the file must not be there.
///
/// # Errors
/// When the file is there or cannot be written.
pub async fn renew_key(tx: &mut Tx, folder: &Path, file: &str) -> io::Result<Vec<u8>> {
    let path = folder.join(file);
    if path.exists() {
        return Err(io::Error::other("it is there; move it away first if it is not the right one"));
    }
    let key = make(&path)?;
    let mark = mark(&key);
    let now = tx.now();
    let done = exec!(
        tx,
        "insert into setting (name, value, changed_at) values ($1, $2, $3)
         on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at",
        [name(file), Json(mark), now]
    );
    done.map_err(fault)?;
    Ok(key)
}

fn make(path: &Path) -> io::Result<Vec<u8>> {
    let mut key = vec![0_u8; KEY_BYTES];
    rand::fill(&mut key[..]);
    write_private(path, &key)?;
    Ok(key)
}

/// The mark that the database has of a key.
async fn known(conn: &mut impl AsConn, file: &str) -> crate::Result<Option<String>> {
    let value = run!(conn, scalar Json<String>, "select value from setting where name = $1", [name(file)] => fetch_optional)?;
    Ok(value.map(|value| value.0))
}

/// Notes the mark of a key; gives the one that stands, which may be that of a process that was earlier.
async fn remember(db: &Db, file: &str, mark: &str) -> crate::Result<String> {
    let mut tx = db.begin().await?;
    let now = tx.now();
    exec!(
        &mut tx,
        "insert into setting (name, value, changed_at) values ($1, $2, $3) on conflict (name) do nothing",
        [name(file), Json(mark), now]
    )?;
    let stands = known(&mut tx, file).await?;
    tx.commit().await?;
    Ok(stands.unwrap_or_default())
}

fn name(file: &str) -> String {
    format!("mark:{file}")
}

/// What tells a key from others and says nothing of it.
fn mark(key: &[u8]) -> String {
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(b"traad: the mark of a key");
            hex(&mac.finalize().into_bytes()[..16])
        }
        Err(_) => unreachable!("HMAC takes a key of any length"),
    }
}

fn fault(error: crate::Error) -> io::Error {
    io::Error::other(error.to_string())
}
