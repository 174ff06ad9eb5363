//! When a message goes out and by which exemption, as whoever says yes must see it: a yes to a text that has a time is a
//! yes to that time. The rows are those of `release` and `dispatch`; here they
//! are only read.

use crate::clearance::is_carried;
use db::{AsConn, Id, Timestamp, Tx, row, run};
use std::fmt::Write;
use web::{Outcome, Refusal};

/// A time that a message has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// `internal` or `external`.
    pub scope: String,
    /// When.
    pub due_at: Timestamp,
}

/// An exemption or exception from telling staff first.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// `danger`, `statutory`, `open-meeting` or `exception`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Exemption {
    /// Whether somebody may come to harm.
    #[must_use]
    pub fn is_danger(&self) -> bool {
        self.kind == "danger"
    }
}

row! {
    /// A time, an exemption with the text that it is about, or how many mails wait.
    struct Row {
        kind: String,
        at: Timestamp,
        reason: String,
        is_wave: bool,
        edition_id: Option<Id>,
        latest_id: Id,
        out_id: Option<Id>,
    }
}

/// How a message goes out.
#[derive(Clone, Debug, Default)]
pub struct Going {
    /// Its times, the earliest first; none where nobody has chosen one.
    pub waves: Vec<Wave>,
    /// Why staff need not hear first, where they need not.
    pub exemption: Option<Exemption>,
    /// How many mails wait for the yes: they began to leave under an earlier one.
    pub mails: i64,
    /// Whether everybody has it already.
    pub is_out: bool,
}

impl Going {
    /// A word for all of it, the same as long as nothing of it changes: a form carries it.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut mark = String::from("plan");
        for wave in &self.waves {
            let _ = write!(mark, "-{}-{}", wave.scope, wave.due_at);
        }
        if let Some(exemption) = &self.exemption {
            let _ = write!(mark, "-{}-{}", exemption.kind, exemption.at);
        }
        if self.mails > 0 {
            mark.push_str("-mails");
        }
        mark
    }
}

/// How a message goes out.
///
/// # Errors
/// When the database fails.
pub async fn going(conn: &mut impl AsConn, message: Id) -> db::Result<Going> {
    let rows = run!(
        conn,
        Row,
        "select s.scope as kind, s.due_at as at, '' as reason, (1 = 1) as is_wave,
           null as edition_id, m.edition_id as latest_id, null as out_id
         from schedule s join message m on m.id = s.message_id where s.message_id = $1 and s.ended_at is null
         union all
         select x.kind, x.at, x.reason, (1 = 0) as is_wave, x.edition_id, m.edition_id as latest_id, m.out_edition_id as out_id
         from exemption x join message m on m.id = x.message_id where x.message_id = $1
         union all
         select 'mails' as kind, (select count(*) from delivery v join dispatch d on d.id = v.dispatch_id
             where d.message_id = $1 and v.state = 'queued') as at,
           '' as reason, (1 = 0) as is_wave, null as edition_id, m.edition_id as latest_id,
           case when m.all_out_at is null then null else m.out_edition_id end as out_id
         from message m where m.id = $1
         order by 2, 1 desc",
        [message] => fetch_all
    )?;
    let mut going = Going::default();
    for row in rows {
        if row.is_wave {
            going.waves.push(Wave { scope: row.kind, due_at: row.at });
        } else if row.kind == "mails" {
            (going.mails, going.is_out) = (row.at, row.out_id.is_some());
        } else if row.holds(conn, message).await? {
            going.exemption = Some(Exemption { kind: row.kind, reason: row.reason, at: row.at });
        }
    }
    Ok(going)
}

/// Refuses a yes to another time or exemption than the one that holds now; no mark is the mark of no time.
pub(crate) async fn check_plan(tx: &mut Tx, message: Id, seen: &str) -> Outcome<()> {
    thread::lock(tx, message).await?;
    let now = going(tx, message).await?.mark();
    match if seen.is_empty() { now == Going::default().mark() } else { now == seen } {
        true => Ok(()),
        false => Err(Refusal::conflict("approval-plan-changed").into()),
    }
}

/// The exemption of a message, if it has one. It is about the text it was asked for, with small corrections; a message
/// that was written anew has none.
///
/// # Errors
/// When the database fails.
pub async fn exemption_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Exemption>> {
    let found = run!(
        conn,
        Row,
        "select x.kind, x.at, x.reason, (1 = 0) as is_wave, x.edition_id, m.edition_id as latest_id, m.out_edition_id as out_id
         from exemption x join message m on m.id = x.message_id where x.message_id = $1",
        [message] => fetch_optional
    )?;
    let Some(row) = found else { return Ok(None) };
    let holds = row.holds(conn, message).await?;
    Ok(holds.then_some(Exemption { kind: row.kind, reason: row.reason, at: row.at }))
}

impl Row {
    /// Whether an exemption is about the latest text, or the one that is out.
    async fn holds(&self, conn: &mut impl AsConn, message: Id) -> db::Result<bool> {
        let Some(from) = self.edition_id else { return Ok(true) };
        for to in [Some(self.latest_id), self.out_id].into_iter().flatten() {
            if from == to || is_carried(conn, message, from, to).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
