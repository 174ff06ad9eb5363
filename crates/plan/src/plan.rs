//! A communication plan: what it is to achieve, for whom, with what message, by whom and when.
//! Saving checks that nobody else saved first (W3).

use crate::assessment::may_write;
use crate::{Content, SAVED, STARTED, Status};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use people::{Person, READ, WRITE};
use serde_json::json;
use thread::{Note, State, Step};
use web::{Outcome, Refusal, Stop};

/// How many plans a list shows at most.
const LIST_MAX: i64 = 200;

row! {
    /// A plan.
    #[derive(Clone, Debug)]
    pub struct Plan {
        /// Id; also the id of its thread.
        pub id: Id,
        /// The unit that it belongs to.
        pub unit_id: Id,
        /// That unit's path.
        pub unit_path: String,
        /// That unit's name.
        pub unit_name: String,
        /// Title.
        pub title: String,
        /// Goals by id.
        pub goals: Json<Vec<String>>,
        /// Target groups by id.
        pub target_groups: Json<Vec<String>>,
        /// What people should remember.
        pub main_message: String,
        /// Channels by id.
        pub channels: Json<Vec<String>>,
        /// The moment its first day begins.
        pub starts_at: Option<Timestamp>,
        /// The moment its last day begins.
        pub ends_at: Option<Timestamp>,
        /// Who answers for it.
        pub responsible_id: Id,
        /// What they are.
        pub responsible: String,
        /// What can go wrong.
        pub risks: String,
        /// The word of its status.
        pub status: String,
        /// How many times it was saved.
        pub revision: i64,
        /// The assessment that it came from.
        pub assessment_id: Option<Id>,
    }
}

row! {
    /// A plan in a list.
    #[derive(Clone, Debug)]
    pub struct ListRow {
        /// Id.
        pub id: Id,
        /// Title.
        pub title: String,
        /// The name of the unit.
        pub unit_name: String,
        /// Who answers for it.
        pub responsible: String,
        /// The word of its status.
        pub status: String,
        /// How many activities it has, cancelled ones apart.
        pub activities: i64,
        /// How many of them are done.
        pub done: i64,
        /// When the next one is due.
        pub next_due: Option<Timestamp>,
    }
}

/// What came of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is saved; this is its revision.
    Revision(i64),
    /// Somebody else saved first; nothing was overwritten, and theirs is this revision.
    Conflict(i64),
}

impl Plan {
    /// One plan, if the actor may see it: they made it, answer for it, or may read its unit.
    ///
    /// # Errors
    /// When it does not exist or is not for them; both look the same.
    pub async fn for_actor(conn: &mut impl AsConn, actor: &Actor, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Plan,
            "select p.id, p.unit_id, p.unit_path, u.name as unit_name, p.title, p.goals, p.target_groups,
               p.main_message, p.channels, p.starts_at, p.ends_at, p.responsible_id, r.function as responsible,
               p.risks, p.status, p.revision, p.assessment_id
             from plan p join unit u on u.id = p.unit_id join person r on r.id = p.responsible_id
             where p.id = $1 and (p.made_by = $2 or p.responsible_id = $2
               or exists (select 1 from {texts $3} g where substr(p.unit_path, 1, length(g.x)) = g.x))",
            [id, actor.person(), json!(actor.paths(READ)).to_string()] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// Whether the actor may change it.
    #[must_use]
    pub fn may_change(&self, actor: &Actor) -> bool {
        actor.may_at(WRITE, &self.unit_path)
    }

    /// What it says.
    #[must_use]
    pub fn content(&self) -> Content {
        Content {
            title: self.title.clone(),
            unit: self.unit_id,
            goals: self.goals.0.clone(),
            target_groups: self.target_groups.0.clone(),
            main_message: self.main_message.clone(),
            channels: self.channels.0.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            responsible: self.responsible_id,
            risks: self.risks.clone(),
            status: Status::parse(&self.status),
        }
    }
}

/// The plans that the actor may see: those under way first, then by what is due next.
///
/// # Errors
/// When the database fails.
pub async fn list_for(conn: &mut impl AsConn, actor: &Actor) -> db::Result<Vec<ListRow>> {
    run!(
        conn,
        ListRow,
        "select p.id, p.title, u.name as unit_name, r.function as responsible, p.status,
           (select count(*) from activity a where a.plan_id = p.id and a.cancelled_at is null) as activities,
           (select count(*) from activity a where a.plan_id = p.id and a.done_at is not null) as done,
           (select min(a.due_at) from activity a
             where a.plan_id = p.id and a.done_at is null and a.cancelled_at is null) as next_due
         from plan p join unit u on u.id = p.unit_id join person r on r.id = p.responsible_id
         where p.made_by = $1 or p.responsible_id = $1
           or exists (select 1 from {texts $2} g where substr(p.unit_path, 1, length(g.x)) = g.x)
         order by case p.status when 'active' then 0 when 'draft' then 1 when 'done' then 2 else 3 end,
           case when p.starts_at is null then 1 else 0 end, p.starts_at, p.id limit $3",
        [actor.person(), json!(actor.paths(READ)).to_string(), LIST_MAX] => fetch_all
    )
}

/// Begins a plan.
///
/// # Errors
/// When something in it is wrong, or the actor may not write for the unit.
pub async fn start(tx: &mut Tx, actor: &Actor, content: &Content, assessment: Option<Id>) -> Outcome<Id> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    check(tx, content).await?;
    let unit = may_write(tx, actor, content.unit).await?;
    if let Some(assessment) = assessment {
        crate::Assessment::for_actor(tx, actor, assessment).await?;
    }
    let (id, now) = (tx.new_id(), tx.now());
    thread::open(tx, id).await?;
    exec!(
        tx,
        "insert into plan (id, unit_id, unit_path, title, goals, target_groups, main_message, channels, starts_at,
           ends_at, responsible_id, risks, status, revision, assessment_id, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15, $16)",
        [
            id,
            unit.id,
            &unit.path,
            &content.title,
            Json(&content.goals),
            Json(&content.target_groups),
            &content.main_message,
            Json(&content.channels),
            content.starts_at,
            content.ends_at,
            content.responsible,
            &content.risks,
            content.status.word(),
            assessment,
            now,
            person
        ]
    )?;
    let particulars = json!({ "unit": unit.id, "assessment": assessment });
    Event { kind: STARTED, subject: id, particulars, text: None }.write(tx, actor).await?;
    note_steps(tx, actor, id, content).await?;
    Ok(id)
}

/// Saves what somebody wrote on top of the revision they saw.
///
/// # Errors
/// When something in it is wrong, or the actor may not write for the unit it has or gets.
pub async fn save(tx: &mut Tx, actor: &Actor, id: Id, revision: i64, content: &Content) -> Outcome<Saved> {
    if !thread::lock(tx, id).await? {
        return Err(Refusal::not_found().into());
    }
    let plan = Plan::for_actor(tx, actor, id).await?;
    may_write(tx, actor, plan.unit_id).await?;
    // It says so already, whoever wrote it: also where the button was pressed twice.
    if plan.content() == *content {
        return Ok(Saved::Revision(plan.revision));
    }
    if plan.revision != revision {
        return Ok(Saved::Conflict(plan.revision));
    }
    check(tx, content).await?;
    let unit = may_write(tx, actor, content.unit).await?;
    exec!(
        tx,
        "update plan set unit_id = $2, unit_path = $3, title = $4, goals = $5, target_groups = $6, main_message = $7,
           channels = $8, starts_at = $9, ends_at = $10, responsible_id = $11, risks = $12, status = $13,
           revision = revision + 1 where id = $1",
        [
            id,
            unit.id,
            &unit.path,
            &content.title,
            Json(&content.goals),
            Json(&content.target_groups),
            &content.main_message,
            Json(&content.channels),
            content.starts_at,
            content.ends_at,
            content.responsible,
            &content.risks,
            content.status.word()
        ]
    )?;
    let particulars = json!({ "revision": revision + 1, "status": content.status.word() });
    Event { kind: SAVED, subject: id, particulars, text: None }.write(tx, actor).await?;
    note_steps(tx, actor, id, content).await?;
    Ok(Saved::Revision(revision + 1))
}

/// The first fault is the refusal; the page has shown them all before.
async fn check(tx: &mut Tx, content: &Content) -> Outcome<()> {
    let db = tx.db().clone();
    let in_force = strategy::in_force(tx, db.memo()).await?;
    if let Some(fault) = content.faults(&in_force.strategy).into_iter().next() {
        return Err(fault.into());
    }
    match Person::get(tx, content.responsible).await {
        Ok(_) => Ok(()),
        Err(Stop::Refusal(_)) => Err(Refusal::new("plan-responsible-missing").at("responsible").into()),
        Err(fault) => Err(fault),
    }
}

async fn note_steps(tx: &mut Tx, actor: &Actor, id: Id, content: &Content) -> db::Result<()> {
    let goal = content.goals.first().map(|goal| format!("goal.{goal}")).unwrap_or_default();
    thread::set(tx, actor, id, Step::Goal, State::Done, Note::new("plan-note-goal").because(goal)).await?;
    let state = match content.status {
        Status::Draft | Status::Active => State::Waiting,
        Status::Done => State::Done,
        Status::Dropped => State::Skipped,
    };
    let key = match content.status {
        Status::Draft => "plan-note-draft",
        Status::Active => "plan-note-active",
        Status::Done => "plan-note-done",
        Status::Dropped => "plan-note-dropped",
    };
    thread::set(tx, actor, id, Step::Plan, state, Note::new(key).because("planning")).await
}
