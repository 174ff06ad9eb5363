//! The audit chain: one sealer numbers committed events and chains them by HMAC-SHA256
//! (RFC 2104). The key and the last head live outside the database, so a change, a removal,
//! a swap and a cut-off tail all show (invariant 12, quality bar R13).

use crate::{AsConn, Db, Id, Json, Result, Timestamp, Tx, event::hex, exec, row, run};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
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
}

/// What `audit verify` found.
#[derive(Debug, Default)]
pub struct AuditReport {
    /// Events that hold.
    pub sealed: i64,
    /// Events sealed under a key that is lost: nobody can say whether they hold.
    pub unknown: i64,
    /// Events that are committed and not yet sealed.
    pub unsealed: i64,
    /// What is wrong, one line each.
    pub faults: Vec<AuditFault>,
}

/// One thing that is wrong in the chain.
#[derive(Debug, PartialEq, Eq)]
pub enum AuditFault {
    /// The event at this number does not match its seal.
    Changed(i64),
    /// The number is missing.
    Missing(i64),
    /// The text of the event at this number does not match its hash.
    TextChanged(i64),
    /// Nothing is noted outside the database, though events are sealed: nobody can say whether the last are gone.
    HeadGone {
        /// The last number in the database.
        found: i64,
    },
    /// The chain ends before the head that was noted outside the database.
    Truncated {
        /// The number noted outside.
        noted: i64,
        /// The last number in the database.
        found: i64,
    },
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
        number: Option<i64>,
        seal: Option<String>,
        salt: Option<String>,
        text: Option<String>,
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
        let key = crate::key(db, folder, AUDIT_KEY).await?;
        let since = number_in(&folder.join("audit.since")).unwrap_or(0);
        Ok(Self { key, head_file, since, swept_at: Arc::new(AtomicI64::new(0)) })
    }

    /// Begins a chain of its own under a new key, because the old one is lost; what was sealed before cannot be checked
    /// any more, and the number of the last such event is noted beside the key.
    ///
    /// # Errors
    /// When the old key is there, or the folder cannot be written.
    pub async fn renew(tx: &mut Tx, folder: &Path) -> std::io::Result<i64> {
        let last = run!(&mut *tx, scalar Option<i64>, "select max(number) from event_seal", [] => fetch_one);
        let last = last.map_err(|error| std::io::Error::other(error.to_string()))?.unwrap_or(0);
        crate::renew_key(tx, folder, AUDIT_KEY).await?;
        write_private(&folder.join("audit.since"), last.to_string().as_bytes())?;
        Ok(last)
    }

    /// Seals what is committed and not sealed yet; returns how many events that were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seal(&self, db: &Db) -> Result<usize> {
        let mut total = 0;
        loop {
            let mut tx = db.begin().await?;
            let (number, sealed) = self.seal_batch(&mut tx).await?;
            tx.commit().await?;
            if sealed == 0 {
                return Ok(total);
            }
            self.note_head(number).map_err(crate::Error::Io)?;
            total += sealed;
        }
    }

    async fn seal_batch(&self, tx: &mut Tx) -> Result<(i64, usize)> {
        let now = tx.now();
        exec!(tx, "update audit_turn set at = $1", [now])?;
        let last = run!(
            tx,
            Sealable,
            "select e.id, e.at, e.actor, e.slice, e.name, e.subject, e.particulars, e.text_hash, s.number, s.seal, null as salt, null as text
             from event_seal s join event e on e.id = s.event_id order by s.number desc limit 1",
            [] => fetch_optional
        )?;
        // Events before the floor are sealed, so the table is not read from its beginning each second.
        let sweeps = now - self.swept_at.load(Ordering::Relaxed) >= SWEEP_EVERY_MS;
        let floor = last.as_ref().filter(|_| !sweeps).map_or(0, |row| row.at - LATE_MS);
        let (mut number, mut seal) =
            last.map_or((0, String::new()), |row| (row.number.unwrap_or(0), row.seal.unwrap_or_default()));
        let rows = run!(
            tx,
            Sealable,
            "select e.id, e.at, e.actor, e.slice, e.name, e.subject, e.particulars, e.text_hash, s.number, s.seal, null as salt, null as text
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
        Ok((number, rows.len()))
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

    /// Checks the whole chain against the key and the noted head.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify(&self, db: &Db) -> Result<AuditReport> {
        let mut conn = db.read().await?;
        let mut report = AuditReport::default();
        let (mut number, mut seal) = (0, String::new());
        loop {
            let rows = run!(
                &mut conn,
                Sealable,
                "select e.id, e.at, e.actor, e.slice, e.name, e.subject, e.particulars, e.text_hash, s.number, s.seal, t.salt, t.text
                 from event_seal s join event e on e.id = s.event_id left join event_text t on t.event_id = e.id
                 where s.number > $1 order by s.number limit $2",
                [number, SEAL_BATCH] => fetch_all
            )?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                (number, seal) = self.verify_one(&row, number, &seal, &mut report);
            }
        }
        match number_in(&self.head_file) {
            Some(noted) if noted > number => {
                report.faults.push(AuditFault::Truncated { noted, found: number });
            }
            None if number > self.since => report.faults.push(AuditFault::HeadGone { found: number }),
            _ => {}
        }
        report.unsealed = run!(
            &mut conn,
            scalar i64,
            "select count(*) from event e left join event_seal s on s.event_id = e.id where s.event_id is null",
            [] => fetch_one
        )?;
        Ok(report)
    }

    fn verify_one(&self, row: &Sealable, before: i64, seal: &str, report: &mut AuditReport) -> (i64, String) {
        let number = row.number.unwrap_or(0);
        report.faults.extend((before + 1..number).map(AuditFault::Missing));
        let stored = row.seal.clone().unwrap_or_default();
        if number <= self.since {
            report.unknown += 1;
        } else if self.seal_of(row, number, seal) == stored {
            report.sealed += 1;
        } else {
            report.faults.push(AuditFault::Changed(number));
        }
        if let (Some(salt), Some(text), Some(hash)) = (&row.salt, &row.text, &row.text_hash)
            && crate::event::hash(salt, text) != *hash
        {
            report.faults.push(AuditFault::TextChanged(number));
        }
        (number, stored)
    }

    fn seal_of(&self, row: &Sealable, number: i64, before: &str) -> String {
        let fields = serde_json::json!([
            number,
            before,
            row.id,
            row.at,
            row.actor,
            row.slice,
            row.name,
            row.subject,
            row.particulars.0,
            row.text_hash
        ]);
        match Hmac::<Sha256>::new_from_slice(&self.key) {
            Ok(mut mac) => {
                mac.update(fields.to_string().as_bytes());
                hex(&mac.finalize().into_bytes())
            }
            Err(_) => unreachable!("HMAC takes a key of any length"),
        }
    }

    fn note_head(&self, number: i64) -> std::io::Result<()> {
        let next = self.head_file.with_extension("next");
        write_private(&next, number.to_string().as_bytes())?;
        fs::rename(next, &self.head_file)
    }
}

/// Refuses a database without any event beside a note of some: it was moved or removed, and a new one made in its place
/// would be taken for it.
async fn check_not_lost(db: &Db, head_file: &Path) -> std::io::Result<()> {
    let Some(noted) = number_in(head_file).filter(|noted| *noted > 0) else { return Ok(()) };
    let fault = |error: crate::Error| std::io::Error::other(error.to_string());
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

fn number_in(file: &Path) -> Option<i64> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
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
