//! A waiver: somebody's word, with a reason, that a finding may stand. Only findings that the
//! strategy leaves to judgement can be waived.

use crate::{WAIVED, latest};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use message::Message;
use people::WRITE;
use serde_json::json;
use web::{Outcome, Refusal};

/// The shortest reason, in characters: one that says something.
const REASON_MIN: usize = 10;
/// The longest reason, in characters.
const REASON_MAX: usize = 1_000;

row! {
    /// A waiver.
    #[derive(Clone, Debug)]
    pub struct Waiver {
        /// Which rule.
        pub rule: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Timestamp,
        /// By whom.
        pub by_id: Id,
    }
}

/// The waivers of a message.
///
/// # Errors
/// When the database fails.
pub async fn waivers(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Waiver>> {
    run!(
        conn,
        Waiver,
        "select rule, reason, at, by_id from waiver where message_id = $1 order by at",
        [message] => fetch_all
    )
}

/// Says that what a rule found in the latest edition may stand.
///
/// # Errors
/// When the actor may not write for the unit, the rule found nothing, it cannot be waived, or the
/// reason says nothing.
pub async fn waive(tx: &mut Tx, actor: &Actor, message: Id, rule: &str, reason: &str) -> Outcome<Waiver> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    thread::lock(tx, message).await?;
    let row = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(WRITE, &row.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let run = latest(tx, row.edition_id).await?;
    let findings = run.map(|run| run.findings.0).unwrap_or_default();
    let finding = findings.into_iter().find(|finding| finding.rule == rule);
    let finding = finding.ok_or_else(|| Refusal::new("check-nothing-to-waive").at("rule"))?;
    if !finding.waivable {
        return Err(Refusal::new("check-not-waivable").because(finding.item).at("rule").into());
    }
    let reason = reason.trim();
    if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count()) {
        return Err(Refusal::new("check-reason-length").at("reason").into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into waiver (id, message_id, rule, reason, at, by_id) values ($1, $2, $3, $4, $5, $6)
         on conflict (message_id, rule) do update set reason = excluded.reason, at = excluded.at, by_id = excluded.by_id",
        [id, message, &finding.rule, reason, now, by]
    )?;
    let particulars = json!({ "rule": finding.rule });
    Event { kind: WAIVED, subject: message, particulars, text: Some(reason) }.write(tx, actor).await?;
    Ok(Waiver { rule: finding.rule, reason: reason.to_owned(), at: now, by_id: by })
}
