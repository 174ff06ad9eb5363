//! A waiver: somebody's word, with a reason, that a finding may stand; at one place, or wherever the rule finds
//! something in the message. Only findings that the strategy leaves to judgement can be waived.

use crate::{Finding, WAIVED, latest};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use message::Message;
use people::WRITE;
use serde_json::json;
use web::{Outcome, Refusal};

/// The shortest reason, in characters: one that says something.
const REASON_MIN: usize = 10;
/// The longest reason, in characters.
const REASON_MAX: usize = 1_000;
/// How much of what stands at a place is kept for people to read, in characters.
const FOUND_MAX: usize = 120;

row! {
    /// A waiver.
    #[derive(Clone, Debug)]
    pub struct Waiver {
        /// Which rule.
        pub rule: String,
        /// The fingerprint of what stands at the place it is for; empty where it is for the whole rule.
        pub place: String,
        /// The beginning of what stands there.
        pub found: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Timestamp,
        /// By whom.
        pub by_id: Id,
    }
}

impl Waiver {
    /// Whether it lets a finding stand. What stands at the place must be the same, letter by letter, wherever in
    /// the message it is.
    #[must_use]
    pub fn covers(&self, finding: &Finding) -> bool {
        finding.waivable
            && finding.rule == self.rule
            && (self.place.is_empty() || Some(&self.place) == finding.fingerprint().as_ref())
    }
}

/// What a waiver is for.
#[derive(Clone, Copy, Debug)]
pub struct Waived<'a> {
    /// Which rule.
    pub rule: &'a str,
    /// What stands at the place, where it is for one place.
    pub found: Option<&'a str>,
}

/// The waivers of a message.
///
/// # Errors
/// When the database fails.
pub async fn waivers(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Waiver>> {
    run!(
        conn,
        Waiver,
        "select rule, place, found, reason, at, by_id from waiver where message_id = $1 order by at, id",
        [message] => fetch_all
    )
}

/// The waivers of the message that an edition belongs to.
///
/// # Errors
/// When the database fails.
pub async fn waivers_of_edition(conn: &mut impl AsConn, edition: Id) -> db::Result<Vec<Waiver>> {
    run!(
        conn,
        Waiver,
        "select w.rule, w.place, w.found, w.reason, w.at, w.by_id
         from waiver w join edition e on e.message_id = w.message_id where e.id = $1 order by w.at, w.id",
        [edition] => fetch_all
    )
}

/// Says that what a rule found in the latest edition may stand.
///
/// # Errors
/// When the actor may not write for the unit, the rule found nothing there, it cannot be waived, or the
/// reason says nothing.
pub async fn waive(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    what: Waived<'_>,
    reason: &str,
) -> Outcome<Waiver> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    thread::lock(tx, message).await?;
    let row = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(WRITE, &row.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let run = latest(tx, row.edition_id).await?;
    let findings = run.map(|run| run.findings.0).unwrap_or_default();
    let finding = findings.into_iter().find(|finding| {
        finding.rule == what.rule && what.found.is_none_or(|found| finding.found() == Some(found))
    });
    let finding = finding.ok_or_else(|| Refusal::new("check-nothing-to-waive").at("rule"))?;
    if !finding.waivable {
        return Err(Refusal::new("check-not-waivable").because(finding.item).at("rule").into());
    }
    let reason = reason.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("check-reason-length").at("reason").into());
    }
    web::no_cpr(reason, "reason")?;
    let waiver = Waiver {
        place: what.found.and_then(|_| finding.fingerprint()).unwrap_or_default(),
        found: what.found.unwrap_or_default().chars().take(FOUND_MAX).collect(),
        rule: finding.rule,
        reason: reason.to_owned(),
        at: tx.now(),
        by_id: by,
    };
    let id = tx.new_id();
    exec!(
        tx,
        "insert into waiver (id, message_id, rule, place, found, reason, at, by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (message_id, rule, place)
         do update set reason = excluded.reason, at = excluded.at, by_id = excluded.by_id",
        [id, message, &waiver.rule, &waiver.place, &waiver.found, reason, waiver.at, by]
    )?;
    let particulars = json!({ "rule": waiver.rule, "is_one_place": what.found.is_some() });
    Event { kind: WAIVED, subject: message, particulars, text: Some(reason) }.write(tx, actor).await?;
    Ok(waiver)
}
