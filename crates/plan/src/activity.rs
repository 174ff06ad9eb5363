//! An activity of a plan: something on a channel at a time, with somebody who answers for it.
//! It stands in the calendar until it is done or cancelled (W3, D5).

use crate::content::title_fault;
use crate::{CANCELLED, COMPLETED, Entry, Plan, SCHEDULED};
use db::{Actor, AsConn, Event, EventKind, Id, Json, Timestamp, Tx, exec, row, run};
use people::{Person, READ};
use serde_json::json;
use strategy::Strategy;
use strategy::words::Audience;
use web::{Outcome, Refusal, Stop};

/// How many activities a plan shows at most.
const LIST_MAX: i64 = 500;
/// How many entries a calendar week shows at most.
const WEEK_MAX: i64 = 1_000;
/// The longest reason for a cancellation, in characters.
const REASON_MAX: usize = 500;

row! {
    /// An activity.
    #[derive(Clone, Debug)]
    pub struct Activity {
        /// Id.
        pub id: Id,
        /// The plan that it belongs to.
        pub plan_id: Id,
        /// What is done.
        pub title: String,
        /// The channel by id.
        pub channel: String,
        /// When it is due.
        pub due_at: Timestamp,
        /// Who answers for it.
        pub responsible_id: Id,
        /// What they are.
        pub responsible: String,
        /// When it was done.
        pub done_at: Option<Timestamp>,
        /// When it was cancelled.
        pub cancelled_at: Option<Timestamp>,
        /// Why it was cancelled.
        pub reason: String,
    }
}

row! {
    struct EntryRow {
        plan_id: Id,
        title: String,
        channel: String,
        due_at: Timestamp,
        unit_name: String,
        target_groups: Json<Vec<String>>,
        done_at: Option<Timestamp>,
    }
}

/// What is needed to put an activity in the calendar.
#[derive(Clone, Debug)]
pub struct NewActivity {
    /// What is done.
    pub title: String,
    /// The channel by id.
    pub channel: String,
    /// When it is due.
    pub due_at: Timestamp,
    /// Who answers for it.
    pub responsible: Id,
}

impl NewActivity {
    /// Everything that is wrong, each with its field.
    #[must_use]
    pub fn faults(&self, strategy: &Strategy) -> Vec<Refusal> {
        let mut faults: Vec<Refusal> =
            title_fault(&self.title).map(|fault| fault.at("activity_title")).into_iter().collect();
        if strategy.channel(&self.channel).is_none() {
            faults.push(Refusal::new("plan-channel-missing").at("activity_channel"));
        }
        faults
    }
}

impl Activity {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done_at.is_none() && self.cancelled_at.is_none()
    }

    /// The activities of a plan, in the order they are due. The caller has checked the plan.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_plan(conn: &mut impl AsConn, plan: Id) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Activity,
            "select a.id, a.plan_id, a.title, a.channel, a.due_at, a.responsible_id, r.function as responsible,
               a.done_at, a.cancelled_at, a.reason
             from activity a join person r on r.id = a.responsible_id
             where a.plan_id = $1 order by a.due_at, a.id limit $2",
            [plan, LIST_MAX] => fetch_all
        )
    }

    async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Activity,
            "select a.id, a.plan_id, a.title, a.channel, a.due_at, a.responsible_id, r.function as responsible,
               a.done_at, a.cancelled_at, a.reason
             from activity a join person r on r.id = a.responsible_id where a.id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }
}

/// Puts an activity in the calendar.
///
/// # Errors
/// When something in it is wrong, or the actor may not change the plan.
pub async fn schedule(tx: &mut Tx, actor: &Actor, plan: Id, new: &NewActivity) -> Outcome<Id> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    if !thread::lock(tx, plan).await? {
        return Err(Refusal::not_found().into());
    }
    if !Plan::for_actor(tx, actor, plan).await?.may_change(actor) {
        return Err(Refusal::forbidden().into());
    }
    let db = tx.db().clone();
    let in_force = strategy::in_force(tx, db.memo()).await?;
    if let Some(fault) = new.faults(&in_force.strategy).into_iter().next() {
        return Err(fault.into());
    }
    match Person::get(tx, new.responsible).await {
        Ok(_) => {}
        Err(Stop::Refusal(_)) => {
            return Err(Refusal::new("plan-responsible-missing").at("activity_responsible").into());
        }
        Err(fault) => return Err(fault),
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into activity (id, plan_id, title, channel, due_at, responsible_id, made_at, made_by, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, '')",
        [id, plan, &new.title, &new.channel, new.due_at, new.responsible, now, person]
    )?;
    let particulars = json!({ "activity": id, "channel": new.channel, "due": new.due_at });
    Event { kind: SCHEDULED, subject: plan, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

/// Notes that an activity is done; gives the plan.
///
/// # Errors
/// When it has ended already, or is neither the actor's nor of a unit they may write for.
pub async fn complete(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<Id> {
    end(tx, actor, id, None).await
}

/// Takes an activity out of the calendar, with a reason; gives the plan.
///
/// # Errors
/// When there is no reason, it has ended already, or is neither the actor's nor of a unit they may
/// write for.
pub async fn cancel(tx: &mut Tx, actor: &Actor, id: Id, reason: &str) -> Outcome<Id> {
    if reason.is_empty() || reason.chars().count() > REASON_MAX {
        return Err(Refusal::new("plan-reason-missing").with("n", REASON_MAX).at("reason").into());
    }
    web::no_cpr(reason, "reason")?;
    end(tx, actor, id, Some(reason)).await
}

async fn end(tx: &mut Tx, actor: &Actor, id: Id, reason: Option<&str>) -> Outcome<Id> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    let plan_id = Activity::get(tx, id).await?.plan_id;
    thread::lock(tx, plan_id).await?;
    let activity = Activity::get(tx, id).await?;
    if activity.responsible_id != person && !Plan::for_actor(tx, actor, plan_id).await?.may_change(actor) {
        return Err(Refusal::forbidden().into());
    }
    if !activity.is_open() {
        return Err(Refusal::conflict("plan-activity-ended").into());
    }
    let now = tx.now();
    let (done_at, cancelled_at) = if reason.is_none() { (Some(now), None) } else { (None, Some(now)) };
    exec!(
        tx,
        "update activity set done_at = $2, cancelled_at = $3, ended_by = $4, reason = $5 where id = $1",
        [id, done_at, cancelled_at, person, reason.unwrap_or_default()]
    )?;
    let kind: EventKind = if reason.is_none() { COMPLETED } else { CANCELLED };
    let particulars = json!({ "activity": id });
    Event { kind, subject: plan_id, particulars, text: reason }.write(tx, actor).await?;
    Ok(plan_id)
}

/// The activities that the actor may see between two moments, as entries of the calendar;
/// cancelled ones are out of it.
///
/// # Errors
/// When the database fails.
pub async fn entries(
    conn: &mut impl AsConn,
    actor: &Actor,
    strategy: &Strategy,
    (from, to): (Timestamp, Timestamp),
) -> db::Result<Vec<Entry>> {
    let rows = run!(
        conn,
        EntryRow,
        "select a.plan_id, a.title, a.channel, a.due_at, u.name as unit_name, p.target_groups, a.done_at
         from activity a join plan p on p.id = a.plan_id join unit u on u.id = p.unit_id
         where a.due_at >= $1 and a.due_at < $2 and a.cancelled_at is null
           and (a.responsible_id = $3 or p.made_by = $3 or p.responsible_id = $3
             or exists (select 1 from {texts $4} g where substr(p.unit_path, 1, length(g.x)) = g.x))
         order by a.due_at, a.id limit $5",
        [from, to, actor.person(), json!(actor.paths(READ)).to_string(), WEEK_MAX] => fetch_all
    )?;
    let internal =
        |channel: &str| strategy.channel(channel).is_some_and(|one| one.audience == Audience::Internal);
    let entry = |row: EntryRow| Entry {
        at: row.due_at,
        is_internal: internal(&row.channel),
        channel: row.channel,
        title: row.title,
        unit: row.unit_name,
        href: format!("/plans/{}", row.plan_id),
        target_groups: row.target_groups.0,
        is_done: row.done_at.is_some(),
        is_down: false,
        is_late: false,
        is_by_hand: false,
    };
    Ok(rows.into_iter().map(entry).collect())
}
