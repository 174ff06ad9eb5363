//! Checking the whole chain: every event against its seal, names and texts against their hashes, the end against the head
//! that is noted outside, and all of it against anchors.

use super::{Anchor, Audit, Head, KEY_RENEWED, Noted, SEAL_BATCH, Sealable};
use crate::{Db, Result, run};
use std::collections::HashMap;

/// What `audit verify` found.
#[derive(Debug, Default)]
pub struct AuditReport {
    /// Events that hold.
    pub sealed: i64,
    /// Events sealed under a key that is lost: nobody can say whether they hold.
    pub unknown: i64,
    /// Events that are committed and not yet sealed.
    pub unsealed: i64,
    /// Texts that were erased: their hash stands, and nobody can say what they were.
    pub erased: i64,
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
    /// The name that the actor of the event at this number had then is gone or another.
    NameChanged(i64),
    /// Nothing is noted outside the database: nobody can say whether the last are gone.
    HeadGone {
        /// The last number in the database.
        found: i64,
    },
    /// What is noted outside was not written with this key, or the event there has another seal.
    HeadForeign {
        /// The last number in the database.
        found: i64,
    },
    /// `audit.since` says that events up to this number were sealed under a lost key, and the chain does not say so.
    SinceForeign(i64),
    /// The event at the number of an anchor has another seal: the chain was made anew.
    AnchorDiffers(i64),
    /// The chain ends before the head that was noted outside the database.
    Truncated {
        /// The number noted outside.
        noted: i64,
        /// The last number in the database.
        found: i64,
    },
}

/// What is remembered on the way through the chain.
struct Walk<'a> {
    number: i64,
    seal: String,
    /// Seals that anchors and head are held against.
    wanted: HashMap<i64, Option<String>>,
    /// Whether the chain says that it began anew where `audit.since` says so.
    is_renewed: bool,
    report: &'a mut AuditReport,
}

impl Audit {
    /// Checks the whole chain against the key, the noted head and anchors.
    ///
    /// # Errors
    /// When the database fails or the head cannot be read.
    pub async fn verify(&self, db: &Db, anchors: &[Anchor]) -> Result<AuditReport> {
        let mut conn = db.read().await?;
        let mut report = AuditReport::default();
        let noted = Head::read(&self.head_file, &self.key).map_err(crate::Error::Io)?;
        let mut wanted: HashMap<i64, Option<String>> =
            anchors.iter().map(|anchor| (anchor.number, None)).collect();
        if let Noted::Head(head) = &noted {
            wanted.insert(head.number, None);
        }
        let mut walk =
            Walk { number: 0, seal: String::new(), wanted, is_renewed: self.since == 0, report: &mut report };
        loop {
            let rows = run!(
                &mut conn,
                Sealable,
                "select e.id, e.at, e.actor, e.slice, e.name, e.subject, e.particulars, e.text_hash, e.name_hash,
                   s.number, s.seal, t.salt, t.actor_name, t.text
                 from event_seal s join event e on e.id = s.event_id left join event_text t on t.event_id = e.id
                 where s.number > $1 order by s.number limit $2",
                [walk.number, SEAL_BATCH] => fetch_all
            )?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                self.verify_one(&row, &mut walk);
            }
        }
        self.verify_end(walk, &noted, anchors);
        report.unsealed = run!(
            &mut conn,
            scalar i64,
            "select count(*) from event e left join event_seal s on s.event_id = e.id where s.event_id is null",
            [] => fetch_one
        )?;
        Ok(report)
    }

    fn verify_one(&self, row: &Sealable, walk: &mut Walk<'_>) {
        let number = row.number.unwrap_or(0);
        walk.report.faults.extend((walk.number + 1..number).map(AuditFault::Missing));
        let stored = row.seal.clone().unwrap_or_default();
        if number <= self.since {
            walk.report.unknown += 1;
        } else if self.seal_of(row, number, &walk.seal) == stored {
            walk.report.sealed += 1;
            walk.is_renewed |= row.name == KEY_RENEWED.name && row.particulars.0["last"] == self.since;
        } else {
            walk.report.faults.push(AuditFault::Changed(number));
        }
        verify_words(row, number, walk.report);
        if let Some(wanted) = walk.wanted.get_mut(&number) {
            *wanted = Some(stored.clone());
        }
        (walk.number, walk.seal) = (number, stored);
    }

    fn verify_end(&self, walk: Walk<'_>, noted: &Noted, anchors: &[Anchor]) {
        let (found, faults) = (walk.number, &mut walk.report.faults);
        let seal_at = |number: i64| walk.wanted.get(&number).cloned().flatten().unwrap_or_default();
        match noted {
            Noted::Nothing => faults.push(AuditFault::HeadGone { found }),
            Noted::Head(head) if head.number > found => {
                faults.push(AuditFault::Truncated { noted: head.number, found });
            }
            Noted::Head(head) if seal_at(head.number) == head.seal => {}
            Noted::Foreign | Noted::Head(_) => faults.push(AuditFault::HeadForeign { found }),
        }
        if !walk.is_renewed {
            faults.push(AuditFault::SinceForeign(self.since));
        }
        for anchor in anchors {
            if anchor.number > found {
                faults.push(AuditFault::Truncated { noted: anchor.number, found });
            } else if anchor.number > 0 && seal_at(anchor.number) != anchor.seal {
                faults.push(AuditFault::AnchorDiffers(anchor.number));
            }
        }
    }
}

/// Holds the name and the text that people are shown against their hashes. A text may be erased; a name is not.
fn verify_words(row: &Sealable, number: i64, report: &mut AuditReport) {
    let salt = row.salt.as_deref().unwrap_or_default();
    let is_of = |word: &Option<String>, hash: &String| {
        word.as_ref().is_some_and(|word| crate::event::hash(salt, word) == *hash)
    };
    match (&row.text, &row.text_hash) {
        (Some(_), Some(hash)) if !is_of(&row.text, hash) => {
            report.faults.push(AuditFault::TextChanged(number))
        }
        (Some(text), None) if !text.is_empty() => report.faults.push(AuditFault::TextChanged(number)),
        (None, Some(_)) => report.erased += 1,
        _ => {}
    }
    if row.name_hash.as_ref().is_some_and(|hash| !is_of(&row.actor_name, hash)) {
        report.faults.push(AuditFault::NameChanged(number));
    }
}
