//! The judge of the record, for random lives: it reads rows, mails and nothing else.

use crate::house::House;
use db::{Id, Json, Timestamp};
use std::collections::HashMap;

/// How long after its time something may be out.
const GRACE_MS: i64 = 600_000;

db::row! {
    struct Plan { message_id: Id, scope: String, due_at: Timestamp, ended_at: Option<i64>, outcome: Option<String> }
}
db::row! {
    struct Out { message_id: Id, scope: String }
}
db::row! {
    struct Step { thread_id: Id, step: String, state: String }
}
db::row! {
    struct Happened { subject: Id, name: String, particulars: Json<serde_json::Value> }
}
db::row! {
    struct Shown { message_id: Id, edition_id: Id }
}
db::row! {
    struct Carry { from_edition_id: Id, to_edition_id: Id }
}
db::row! {
    struct Told { id: Id, title: String, sent: String }
}

/// What the record says that is not so.
pub(crate) async fn judge(house: &House) -> Vec<String> {
    let mut wrong = forgotten(house).await;
    wrong.extend(changed(house).await);
    wrong.extend(mistold(house).await);
    wrong
}

/// Plans that are neither out, nor ended with a word to somebody, nor shown as broken.
async fn forgotten(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let plans = db::run!(&mut conn, Plan, "select message_id, scope, due_at, ended_at, outcome from schedule", [] => fetch_all);
    let out = db::run!(&mut conn, Out, "select message_id, scope from release", [] => fetch_all).unwrap();
    let steps =
        db::run!(&mut conn, Step, "select thread_id, step, state from thread_step", [] => fetch_all).unwrap();
    let mails = house.mails.all();
    let is_told = |id: Id| {
        let address = format!("/messages/{id}");
        mails
            .iter()
            .any(|mail| mail.subject.contains("går ikke ud som planlagt") && mail.text.contains(&address))
    };
    let is_broken = |id: Id, scope: &str| {
        let step = if scope == "internal" { "internal" } else { "channels" };
        steps.iter().any(|row| row.thread_id == id && row.step == step && row.state == "broken")
    };
    let now = house.now();
    let is_fine = |plan: &&Plan| match plan.outcome.as_deref() {
        Some("replaced" | "cancelled") => true,
        Some("released") => {
            out.iter().any(|row| row.message_id == plan.message_id && row.scope == plan.scope)
        }
        Some(_) => is_told(plan.message_id),
        None if plan.ended_at.is_some() => false,
        None if plan.due_at > now - GRACE_MS => true,
        None => is_told(plan.message_id) && is_broken(plan.message_id, &plan.scope) || waits(&out, plan),
    };
    let lost: Vec<Plan> = plans.unwrap().into_iter().filter(|plan| !is_fine(&plan)).collect();
    lost.iter()
        .map(|plan| format!("{} {}: the plan is forgotten ({:?})", plan.scope, plan.message_id, plan.outcome))
        .collect()
}

/// Readers' part waits behind staff's, of which somebody was told.
fn waits(out: &[Out], plan: &Plan) -> bool {
    plan.scope == "external"
        && !out.iter().any(|row| row.message_id == plan.message_id && row.scope == "internal")
}

/// Public pages whose words changed otherwise than by a small correction or after they were taken down.
async fn changed(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let happened = db::run!(
        &mut conn,
        Happened,
        "select subject, name, particulars from event
         where name in ('article-published', 'article-changed', 'release-retracted') order by at, id",
        [] => fetch_all
    );
    let carries =
        db::run!(&mut conn, Carry, "select from_edition_id, to_edition_id from carry", [] => fetch_all)
            .unwrap();
    let shown = db::run!(&mut conn, Shown, "select message_id, edition_id from article where retracted_at is null", [] => fetch_all);
    let is_carried = |from: Id, to: Id| {
        let mut at = from;
        while let Some(next) = carries.iter().find(|carry| carry.from_edition_id == at) {
            at = next.to_edition_id;
            if at == to {
                return true;
            }
        }
        from == to
    };
    let mut wrong = Vec::new();
    let mut last: HashMap<Id, Id> = HashMap::new();
    for event in happened.unwrap() {
        if event.name == "release-retracted" {
            last.remove(&event.subject);
            continue;
        }
        let edition: Id = event.particulars["edition"].as_str().unwrap().parse().unwrap();
        if last.insert(event.subject, edition).is_some_and(|before| !is_carried(before, edition)) {
            wrong.push(format!("{}: the public words changed without a correction", event.subject));
        }
    }
    for row in shown.unwrap() {
        if last.get(&row.message_id) != Some(&row.edition_id) {
            wrong.push(format!(
                "{}: the public page shows another edition than was published",
                row.message_id
            ));
        }
    }
    wrong
}

/// Messages whose title in lists is another than the one that was sent.
async fn mistold(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let rows = db::run!(
        &mut conn,
        Told,
        "select m.id, m.title, e.content ->> 'title' as sent from message m join edition e on e.id = m.out_edition_id",
        [] => fetch_all
    );
    let wrong = rows.unwrap().into_iter().filter(|row| row.title != row.sent);
    wrong.map(|row| format!("{}: lists tell »{}«, and »{}« was sent", row.id, row.title, row.sent)).collect()
}
