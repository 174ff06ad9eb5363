//! The audit chain: one sealer numbers committed events and chains them by HMAC-SHA256
//! (RFC 2104). The key and the last head live outside the database, so a change, a removal,
//! a swap and a cut-off tail all show (invariant 12, quality bar R13); an anchor elsewhere shows a chain made anew.

mod anchor;
mod head;
mod verify;

pub use anchor::Anchor;
pub use verify::{AuditFault, AuditReport};

use crate::{
    Actor, AsConn, Db, Event, EventKind, Id, Json, Result, Timestamp, Tx, event::hex, exec, row, run,
};
use head::{Head, Noted};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

/// The file of the key that seals the log.
pub const AUDIT_KEY: &str = "audit.key";
/// The file that notes where a chain under a lost key ended.
const SINCE: &str = "audit.since";
/// A lost key was replaced.
pub const KEY_RENEWED: EventKind = EventKind { slice: "web", name: "key-renewed" };
/// Whoever runs the program took the chain as it is, though its head was gone or another.
pub const HEAD_ACCEPTED: EventKind = EventKind { slice: "web", name: "audit-head-accepted" };
/// How many events are sealed in one transaction.
const SEAL_BATCH: i64 = 500;
/// How long an act may take from its first moment to its commit; older events are sealed already.
const LATE_MS: i64 = 3_600_000;
/// How often every event is looked at all the same, for clocks that were set back.
const SWEEP_EVERY_MS: i64 = 3_600_000;

/// The sealer's key and the place where it notes the last head.
#[derive(Clone)]
pub struct Audit {
    key: Vec<u8>,
    head_file: PathBuf,
    /// The last number that was sealed under a key that is lost.
    since: i64,
    swept_at: Arc<AtomicI64>,
    /// The last number that this process knows of: the chain never ends before it.
    known: Arc<AtomicI64>,
}

row! {
    struct Sealable {
        id: Id,
        at: Timestamp,
        actor: String,
        slice: String,
        name: String,
        subject: Id,
        particulars: Json<Value>,
        text_hash: Option<String>,
        name_hash: Option<String>,
        number: Option<i64>,
        seal: Option<String>,
        salt: Option<String>,
        actor_name: Option<String>,
        text: Option<String>,
    }
}

row! {
    struct EndRow {
        number: i64,
        seal: String,
    }
}

row! {
    struct Waiting {
        number: i64,
        oldest: Option<Timestamp>,
    }
}

impl Audit {
    /// Reads the key from a folder, or makes one there that only the owner can read.
    ///
    /// # Errors
    /// When the folder cannot be read or written, and when the database was sealed by another key.
    pub async fn open(db: &Db, folder: &Path) -> std::io::Result<Self> {
        let head_file = folder.join("audit.head");
        check_not_lost(db, &head_file).await?;
        let is_new = !folder.join(AUDIT_KEY).exists();
        let key = crate::key(db, folder, AUDIT_KEY).await?;
        if is_new {
            // From the first moment there is a head, so that one that is gone was taken away.
            Head::default().write(&head_file, &key)?;
        }
        let known = match Head::read(&head_file, &key)? {
            Noted::Head(head) => head.number,
            Noted::Nothing | Noted::Foreign => 0,
        };
        let (swept_at, known) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicI64::new(known)));
        Ok(Self { key, head_file, since: since(folder), swept_at, known })
    }

    /// Refuses to go on beside a head that is gone, another's, or further on than the database: what is sealed next would
    /// cover that up.
    ///
    /// # Errors
    /// A sentence that says what is so and what to do.
    pub async fn check_head(&self, db: &Db) -> std::io::Result<()> {
        let last = last_of(&mut db.read().await.map_err(fault)?).await.map_err(fault)?;
        let wrong = match Head::read(&self.head_file, &self.key)? {
            Noted::Nothing => "it is missing, though events are sealed".to_owned(),
            Noted::Foreign => "it is not one that was written with audit.key".to_owned(),
            Noted::Head(head) if head.number > last.number => {
                format!("it knows of {} events, and the database ends at {}", head.number, last.number)
            }
            Noted::Head(head) => match self.seal_at(db, head.number).await.map_err(fault)? == head.seal {
                true => return Ok(()),
                false => format!("event {} in the database has another seal", head.number),
            },
        };
        Err(std::io::Error::other(format!(
            "{wrong}; run `traad audit verify`, and bring file or database back from where they are right; if what is \
             there is to stand, `traad audit accept` notes that and goes on"
        )))
    }

    async fn seal_at(&self, db: &Db, number: i64) -> Result<String> {
        let found = run!(
            &mut db.read().await?,
            scalar String,
            "select seal from event_seal where number = $1",
            [number] => fetch_optional
        )?;
        Ok(found.unwrap_or_default())
    }

    /// Takes the chain as it is in the database, and writes down that it was taken so.
    ///
    /// # Errors
    /// When the database fails or the head cannot be written.
    pub async fn accept(&self, db: &Db) -> Result<i64> {
        let noted = Head::number_in(&self.head_file);
        let mut tx = db.begin().await?;
        let last = last_of(&mut tx).await?;
        let subject = tx.new_id();
        let particulars = json!({ "noted": noted, "found": last.number });
        Event { kind: HEAD_ACCEPTED, subject, particulars, text: None }
            .write(&mut tx, &Actor::system("command-line"))
            .await?;
        tx.commit().await?;
        last.write(&self.head_file, &self.key).map_err(crate::Error::Io)?;
        self.known.store(last.number, Ordering::Relaxed);
        Ok(last.number)
    }

    /// The head as it is now, for a place outside.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn anchor(&self, db: &Db) -> Result<Anchor> {
        self.seal(db).await?;
        let last = last_of(&mut db.read().await?).await?;
        Ok(Anchor { number: last.number, seal: last.seal })
    }

    /// Begins a chain of its own under a new key, because the old one is lost; what was sealed before cannot be checked
    /// any more, and the number of the last such event is noted beside the key.
    ///
    /// # Errors
    /// When the old key is there, or the folder cannot be written.
    pub async fn renew(tx: &mut Tx, folder: &Path) -> std::io::Result<i64> {
        let last = last_of(tx).await.map_err(fault)?;
        let key = crate::renew_key(tx, folder, AUDIT_KEY).await?;
        last.write(&folder.join("audit.head"), &key)?;
        write_private(&folder.join(SINCE), last.number.to_string().as_bytes())?;
        Ok(last.number)
    }

    /// Seals what is committed and not sealed yet; returns how many events that were.
    ///
    /// # Errors
    /// When the database fails, and when the chain ends before what this process knows of: its end was cut off, and a
    /// seal would cover that up.
    pub async fn seal(&self, db: &Db) -> Result<usize> {
        let mut total = 0;
        loop {
            let mut tx = db.begin().await?;
            let (head, sealed) = self.seal_batch(&mut tx).await?;
            tx.commit().await?;
            if sealed == 0 {
                return Ok(total);
            }
            head.write(&self.head_file, &self.key).map_err(crate::Error::Io)?;
            self.known.store(head.number, Ordering::Relaxed);
            total += sealed;
        }
    }

    async fn seal_batch(&self, tx: &mut Tx) -> Result<(Head, usize)> {
        let now = tx.now();
        exec!(tx, "update audit_turn set at = $1", [now])?;
        let last = run!(
            tx,
            Sealable,
            "select e.id, e.at, e.actor, e.slice, e.name, e.subject, e.particulars, e.text_hash, e.name_hash, s.number, s.seal,
               null as salt, null as actor_name, null as text
             from event_seal s join event e on e.id = s.event_id order by s.number desc limit 1",
            [] => fetch_optional
        )?;
        // Events before the floor are sealed, so the table is not read from its beginning each second.
        let sweeps = now - self.swept_at.load(Ordering::Relaxed) >= SWEEP_EVERY_MS;
        let floor = last.as_ref().filter(|_| !sweeps).map_or(0, |row| row.at - LATE_MS);
        let (mut number, mut seal) =
            last.map_or((0, String::new()), |row| (row.number.unwrap_or(0), row.seal.unwrap_or_default()));
        let known = self.known.load(Ordering::Relaxed);
        if number < known {
            let text =
                format!("the log ends at {number}, and event {known} was sealed: see `traad audit verify`");
            return Err(crate::Error::Io(std::io::Error::other(text)));
        }
        let rows = run!(
            tx,
            Sealable,
            "select e.id, e.at, e.actor, e.slice, e.name, e.subject, e.particulars, e.text_hash, e.name_hash, s.number, s.seal,
               null as salt, null as actor_name, null as text
             from event e left join event_seal s on s.event_id = e.id
             where s.event_id is null and e.id >= $2 order by e.id limit $1",
            [SEAL_BATCH, Id::first(floor)] => fetch_all
        )?;
        if sweeps && rows.is_empty() {
            self.swept_at.store(now, Ordering::Relaxed);
        }
        for row in &rows {
            number += 1;
            seal = self.seal_of(row, number, &seal);
            exec!(
                tx,
                "insert into event_seal (number, event_id, seal) values ($1, $2, $3)",
                [number, row.id, &seal]
            )?;
        }
        Ok((Head { number, seal }, rows.len()))
    }

    /// How many events wait for their seal, and when the first of them was written, milliseconds
    /// UTC; for monitoring, so what is older than the last seal by an hour is not looked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting(conn: &mut impl AsConn) -> Result<(i64, Option<Timestamp>)> {
        let last = run!(
            conn,
            scalar i64,
            "select e.at from event_seal s join event e on e.id = s.event_id order by s.number desc limit 1",
            [] => fetch_optional
        )?;
        let floor = Id::first(last.map_or(0, |at| at - LATE_MS));
        let found = run!(
            conn,
            Waiting,
            "select count(*) as number, min(e.at) as oldest from event e
             where e.id >= $1 and not exists (select 1 from event_seal s where s.event_id = e.id)",
            [floor] => fetch_one
        )?;
        Ok((found.number, found.oldest))
    }

    fn seal_of(&self, row: &Sealable, number: i64, before: &str) -> String {
        let mut fields = vec![
            json!(number),
            json!(before),
            json!(row.id),
            json!(row.at),
            json!(row.actor),
            json!(row.slice),
            json!(row.name),
            json!(row.subject),
            row.particulars.0.clone(),
            json!(row.text_hash),
        ];
        // Events from before names were sealed have none.
        fields.extend(row.name_hash.as_ref().map(|hash| json!(hash)));
        match Hmac::<Sha256>::new_from_slice(&self.key) {
            Ok(mut mac) => {
                mac.update(Value::Array(fields).to_string().as_bytes());
                hex(&mac.finalize().into_bytes())
            }
            Err(_) => unreachable!("HMAC takes a key of any length"),
        }
    }
}

/// Refuses a database without any event beside a note of some: it was moved or removed, and a new one made in its place
/// would be taken for it.
async fn check_not_lost(db: &Db, head_file: &Path) -> std::io::Result<()> {
    let Some(noted) = Head::number_in(head_file).filter(|noted| *noted > 0) else { return Ok(()) };
    let mut conn = db.read().await.map_err(fault)?;
    let found = run!(&mut conn, scalar Id, "select id from event limit 1", [] => fetch_optional);
    match found.map_err(fault)? {
        Some(_) => Ok(()),
        None => Err(std::io::Error::other(format!(
            "the folder knows of {noted} events, and the database has none: it was moved or removed; bring it back from \
             where it is, or from the last backup (`traad restore`); to begin anew, choose an empty data folder"
        ))),
    }
}

/// The last number that was sealed under a key that is lost; nothing where none was.
fn since(folder: &Path) -> i64 {
    Head::number_in(&folder.join(SINCE)).unwrap_or(0)
}

/// The end of the chain in the database.
async fn last_of(conn: &mut impl AsConn) -> Result<Head> {
    let found = run!(
        conn,
        EndRow,
        "select number, seal from event_seal order by number desc limit 1",
        [] => fetch_optional
    )?;
    Ok(found.map(|row| Head { number: row.number, seal: row.seal }).unwrap_or_default())
}

fn fault(error: crate::Error) -> std::io::Error {
    std::io::Error::other(error.to_string())
}

/// Writes a file that only the program's own user may read: a key, or what is sealed with one.
///
/// # Errors
/// When it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
