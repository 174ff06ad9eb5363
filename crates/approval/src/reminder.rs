//! Reminders: when the strategy's time for an answer has run out, those who are asked get one mail
//! more, and so do deputies (strategy: approval rules, `time_limit_hours`). Whoever can no longer
//! answer is not reminded: the question moves first (`moved.rs`).

use crate::{moved::move_question, request::Request, review, standing};
use db::{Event, EventKind, Id, Timestamp, Tx, exec, run};
use serde_json::{Value, json};
use std::sync::Arc;
use web::{Outcome, Site, Stop};

/// Somebody who was asked was reminded.
pub const REMINDED: EventKind = EventKind { slice: "approval", name: "approval-reminded" };
/// How often late answers are looked for: every five minutes.
pub(crate) const EVERY_MS: i64 = 300_000;
/// How many open requests are read at a time; all of them are looked at.
const LOOK_MAX: i64 = 500;
const HOUR_MS: i64 = 3_600_000;

/// Reminds those who have not answered in time; each request in a transaction of its own.
pub(crate) async fn remind(site: Arc<Site>) -> Outcome<()> {
    if let Err(stop) = review::call_again(&site).await {
        tracing::error!(?stop, "notices that nobody looked at could not be called for again");
    }
    let mut last = Id::first(0);
    loop {
        let open = run!(
            &mut site.db.read().await?,
            scalar Id,
            "select id from approval_request where ended_at is null and id > $1 order by id limit $2",
            [last, LOOK_MAX] => fetch_all
        )?;
        let Some(end) = open.last() else { return Ok(()) };
        last = *end;
        for id in open {
            // One that cannot be read keeps nobody else's from being moved or reminded of.
            if let Err(stop) = look_at(&site, id).await {
                tracing::error!(request = %id, ?stop, "a request could not be looked at");
            }
        }
    }
}

/// Asks others at once where somebody has just lost a duty, is away or has left, in each question that was put to them.
pub(crate) async fn move_from(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let person = payload["subject"].as_str().and_then(|text| text.parse::<Id>().ok());
    let person = person.ok_or_else(|| Stop::fault("a job without its person"))?;
    let open = run!(
        &mut site.db.read().await?,
        scalar Id,
        "select distinct r.id from approval_need n join approval_request r on r.id = n.request_id
         where n.person_id = $1 and r.ended_at is null",
        [person] => fetch_all
    )?;
    for id in open {
        let mut tx = site.db.begin().await?;
        if move_question(&mut tx, id).await? {
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn look_at(site: &Site, id: Id) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let has_moved = move_question(&mut tx, id).await?;
    // Whoever was asked just now is not told in the same breath that the time is up.
    if has_moved || remind_about(&mut tx, id).await? {
        tx.commit().await?;
    }
    Ok(())
}

async fn remind_about(tx: &mut Tx, id: Id) -> Outcome<bool> {
    let request = Request::get(tx, id).await?;
    thread::lock(tx, request.message_id).await?;
    let Some(standing) = standing(tx, request.message_id).await? else { return Ok(false) };
    if standing.request.id != id || standing.request.ended_at.is_some() {
        return Ok(false);
    }
    let now = tx.now();
    let mut any = false;
    let late: Vec<String> = standing
        .open_needs()
        .iter()
        .filter(|need| is_late(need.time_limit_hours, standing.open_since(), now))
        .map(|need| need.rule.clone())
        .collect();
    for rule in late {
        let is_first = exec!(
            tx,
            "insert into approval_reminder (request_id, rule, at) values ($1, $2, $3) on conflict do nothing",
            [id, &rule, now]
        )? > 0;
        any |= is_first;
    }
    if any {
        let particulars = json!({ "request": id });
        let actor = db::Actor::system("approval-reminders");
        Event { kind: REMINDED, subject: request.message_id, particulars, text: None }
            .write(tx, &actor)
            .await?;
        db::job::enqueue(tx, "approval-reminder", &json!({ "request": id })).await?;
    }
    Ok(any)
}

fn is_late(limit_hours: Option<u32>, since: Timestamp, now: Timestamp) -> bool {
    limit_hours.is_some_and(|hours| now >= since + i64::from(hours) * HOUR_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_late_when_its_hours_have_passed() {
        for (limit, hours, late) in
            [(None, 1_000, false), (Some(8), 7, false), (Some(8), 8, true), (Some(0), 0, true)]
        {
            assert_eq!(is_late(limit, 5, 5 + hours * HOUR_MS), late, "{limit:?} after {hours} h");
        }
    }
}
