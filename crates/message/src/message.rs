//! A message: one communication through the program. Saving checks that nobody else saved first,
//! so two people never overwrite each other (requirements: bad input).

use crate::{Content, EDITION_SAVED, Edition, MESSAGE_STARTED, PLAN_JOINED, edition_media};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use people::{READ, Unit, WRITE};
use plan::Plan;
use serde_json::json;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// A save this long after the last one makes a new edition.
const NEW_EDITION_AFTER_MS: i64 = 600_000;
/// How many messages a list shows at a time.
pub const LIST_MAX: i64 = 200;

row! {
    /// A message.
    #[derive(Clone, Debug)]
    pub struct Message {
        /// Id; also the id of its thread.
        pub id: Id,
        /// The unit that sends it.
        pub unit_id: Id,
        /// That unit's path.
        pub unit_path: String,
        /// That unit's name.
        pub unit_name: String,
        /// The title as it went out; that of the latest edition while nothing is out.
        pub title: String,
        /// The role, likewise; empty for internal messages.
        pub role: String,
        /// `internal` or `external`.
        pub side: String,
        /// The latest edition.
        pub edition_id: Id,
        /// The edition that is out, where one is: whatever tells of the past tells this one.
        pub out_edition_id: Option<Id>,
        /// When the last of those who are to have it got it.
        pub all_out_at: Option<Timestamp>,
        /// Since when it is down, where it was out and was taken down.
        pub down_at: Option<Timestamp>,
        /// When it was begun.
        pub made_at: Timestamp,
        /// By whom.
        pub made_by: Id,
        /// The message that it corrects.
        pub corrects_id: Option<Id>,
        /// Whether another message corrects it, or follows on it.
        pub is_followed: bool,
        /// The plan that it belongs to.
        pub plan_id: Option<Id>,
        /// The title of that plan.
        pub plan_title: Option<String>,
    }
}

row! {
    /// A message in a list.
    #[derive(Clone, Debug)]
    pub struct ListRow {
        /// Id.
        pub id: Id,
        /// The title as it went out; that of the latest edition while nothing is out.
        pub title: String,
        /// Whether a draft lies above what is out.
        pub has_draft: bool,
        /// Whether it was out and was taken down.
        pub is_down: bool,
        /// Whether everybody who is to have it has it.
        pub is_all_out: bool,
        /// Role.
        pub role: String,
        /// Side.
        pub side: String,
        /// The name of the unit.
        pub unit_name: String,
        /// When something last happened to it.
        pub moved_at: Timestamp,
    }
}

/// What came of a save.
#[derive(Debug)]
pub enum Saved {
    /// It is saved, as this edition.
    Edition(Id),
    /// Somebody else saved first; theirs is this edition, and nothing was overwritten.
    Conflict(Box<Edition>),
}

impl Message {
    /// One message.
    ///
    /// # Errors
    /// When it does not exist.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Message,
            "select m.id, m.unit_id, m.unit_path, u.name as unit_name, m.title, m.role, m.side, m.edition_id, m.out_edition_id, m.all_out_at,
               m.down_at, m.made_at, m.made_by, m.corrects_id, m.plan_id,
               (exists (select 1 from message c where c.corrects_id = m.id)) as is_followed, p.title as plan_title
             from message m join unit u on u.id = m.unit_id left join plan p on p.id = m.plan_id where m.id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// One message, if the actor may see it: their own, or of a unit that they may read.
    ///
    /// # Errors
    /// When it does not exist or is not for them; both look the same.
    pub async fn for_actor(conn: &mut impl AsConn, actor: &Actor, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Message,
            "select m.id, m.unit_id, m.unit_path, u.name as unit_name, m.title, m.role, m.side, m.edition_id, m.out_edition_id, m.all_out_at,
               m.down_at, m.made_at, m.made_by, m.corrects_id, m.plan_id,
               (exists (select 1 from message c where c.corrects_id = m.id)) as is_followed, p.title as plan_title
             from message m join unit u on u.id = m.unit_id left join plan p on p.id = m.plan_id
             where m.id = $1 and (m.made_by = $2
               or exists (select 1 from {texts $3} g where substr(m.unit_path, 1, length(g.x)) = g.x))",
            [id, actor.person(), json!(actor.paths(READ)).to_string()] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }
}

/// Which messages a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// Only those that the actor began.
    pub only_own: bool,
    /// Only those of this plan.
    pub plan: Option<Id>,
    /// Only those that moved before this one, as a list told when it moved.
    pub before: Option<(Timestamp, Id)>,
    /// Only those that stand still.
    pub still: Option<Still>,
}

/// What stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Still {
    /// Something is in the way; of what everybody has, of its way out alone.
    Broken,
    /// Something is in the way, or it waits for somebody.
    Waiting,
}

/// The messages that the actor may see, those that moved last first.
///
/// # Errors
/// When the database fails.
pub async fn list_for(conn: &mut impl AsConn, actor: &Actor, which: Which) -> db::Result<Vec<ListRow>> {
    let (before, before_id) = which.before.unwrap_or((Timestamp::MAX, Id::first(0)));
    let still = match which.still {
        None => "",
        Some(Still::Broken) => "broken",
        Some(Still::Waiting) => "waiting",
    };
    run!(
        conn,
        ListRow,
        "select m.id, m.title, m.role, m.side, u.name as unit_name, t.moved_at,
           (m.out_edition_id is not null and m.edition_id <> m.out_edition_id) as has_draft, (m.down_at is not null) as is_down,
           (m.all_out_at is not null) as is_all_out
         from message m join thread t on t.id = m.id join unit u on u.id = m.unit_id
         where (m.made_by = $1 or (not $3
           and exists (select 1 from {texts $2} g where substr(m.unit_path, 1, length(g.x)) = g.x)))
           and (m.plan_id = $4 or $4 is null) and (t.moved_at < $6 or (t.moved_at = $6 and m.id < $7))
           and ($8 = '' or exists (select 1 from thread_step s where s.thread_id = m.id
             and (m.all_out_at is null or s.step in ('internal', 'channels'))
             and (s.state = 'broken' or (s.state = 'waiting' and $8 = 'waiting' and m.all_out_at is null))))
         order by t.moved_at desc, m.id desc limit $5",
        [
            actor.person(),
            json!(actor.paths(READ)).to_string(),
            which.only_own,
            which.plan,
            LIST_MAX,
            before,
            before_id,
            still
        ] => fetch_all
    )
}

/// Puts a message in a plan, or takes it out of the one it is in. What it says does not change,
/// so a yes stands.
///
/// # Errors
/// When the actor may not write for the unit or may not see the plan.
pub async fn join_plan(tx: &mut Tx, actor: &Actor, id: Id, plan: Option<Id>) -> Outcome<()> {
    if !thread::lock(tx, id).await? {
        return Err(Refusal::not_found().into());
    }
    let message = Message::for_actor(tx, actor, id).await?;
    if !actor.may_at(WRITE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let note = match plan {
        Some(plan) => {
            let plan = Plan::for_actor(tx, actor, plan).await?;
            (State::Done, Note::new("message-note-plan").with("title", plan.title).because("planning"))
        }
        None => (State::Missing, Note::new("message-note-no-plan")),
    };
    exec!(tx, "update message set plan_id = $2 where id = $1", [id, plan])?;
    let particulars = json!({ "plan": plan });
    Event { kind: PLAN_JOINED, subject: id, particulars, text: None }.write(tx, actor).await?;
    Ok(thread::set(tx, actor, id, Step::Plan, note.0, note.1).await?)
}

/// Begins a message.
///
/// # Errors
/// When the actor may not write for the unit.
pub async fn start(tx: &mut Tx, actor: &Actor, content: &Content, corrects: Option<Id>) -> Outcome<Id> {
    let author = actor.person().ok_or_else(Refusal::forbidden)?;
    let unit = may_write(tx, actor, content).await?;
    let (id, edition, now) = (tx.new_id(), tx.new_id(), tx.now());
    thread::open(tx, id).await?;
    exec!(
        tx,
        "insert into message (id, unit_id, unit_path, title, role, side, edition_id, made_at, made_by, corrects_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            id,
            unit.id,
            &unit.path,
            &content.title,
            content.role.as_deref().unwrap_or_default(),
            content.side.word(),
            edition,
            now,
            author,
            corrects
        ]
    )?;
    insert_edition(tx, edition, id, 1, content, author).await?;
    let particulars = json!({ "edition": edition, "unit": unit.id });
    Event { kind: MESSAGE_STARTED, subject: id, particulars, text: None }.write(tx, actor).await?;
    note_steps(tx, actor, id, 1, content).await?;
    Ok(id)
}

/// Saves what somebody wrote on top of the edition they saw (`base`, with its hash).
///
/// # Errors
/// When the actor may not write for the unit.
pub async fn save(tx: &mut Tx, actor: &Actor, id: Id, base: (Id, &str), content: &Content) -> Outcome<Saved> {
    let author = actor.person().ok_or_else(Refusal::forbidden)?;
    if !thread::lock(tx, id).await? {
        return Err(Refusal::not_found().into());
    }
    let message = Message::for_actor(tx, actor, id).await?;
    // Both the unit that it belongs to and the one it is to belong to.
    let unit = may_write(tx, actor, content).await?;
    if !actor.may_at(WRITE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let latest = Edition::get(tx, message.edition_id).await?;
    let hash = content.hash();
    // It says so already, whoever wrote it: also where the button was pressed twice. Not the noted hash: of an edition
    // that was erased it is that of the words that are gone.
    if hash == latest.content.0.hash() {
        return Ok(Saved::Edition(latest.id));
    }
    if (latest.id, latest.hash.as_str()) != base {
        if crate::erase::is_before(tx, id, base.0).await? {
            return Err(Refusal::conflict("message-erased-meanwhile").at("title").into());
        }
        return Ok(Saved::Conflict(Box::new(latest)));
    }
    let now = tx.now();
    let is_new = latest.frozen_at.is_some()
        || latest.saved_by != author
        || now - latest.saved_at > NEW_EDITION_AFTER_MS;
    let (edition, number) =
        if is_new { (tx.new_id(), latest.number + 1) } else { (latest.id, latest.number) };
    if is_new {
        insert_edition(tx, edition, id, number, content, author).await?;
    } else {
        exec!(
            tx,
            "update edition set content = $2, hash = $3, saved_at = $4 where id = $1 and frozen_at is null",
            [edition, Json(content), &hash, now]
        )?;
        edition_media::note(tx, edition, content).await?;
    }
    exec!(tx, "update message set edition_id = $2 where id = $1", [id, edition])?;
    // What is out is told as it was sent, whatever lies above it.
    if message.out_edition_id.is_none() {
        tell(tx, id, content, &unit).await?;
    }
    let particulars = json!({ "edition": edition, "number": number });
    Event { kind: EDITION_SAVED, subject: id, particulars, text: None }.write(tx, actor).await?;
    note_steps(tx, actor, id, number, content).await?;
    Ok(Saved::Edition(edition))
}

/// What lists tell of a message.
async fn tell(tx: &mut Tx, id: Id, content: &Content, unit: &Unit) -> db::Result<()> {
    exec!(
        tx,
        "update message set title = $2, role = $3, side = $4, unit_id = $5, unit_path = $6 where id = $1",
        [
            id,
            &content.title,
            content.role.as_deref().unwrap_or_default(),
            content.side.word(),
            unit.id,
            &unit.path
        ]
    )
    .map(drop)
}

/// Notes which edition is out, or that it was taken down; lists tell that one from now on, or the latest. `to_all` says
/// that the last of those who are to have it have it now.
///
/// # Errors
/// When there is no such message or edition.
pub async fn note_out(tx: &mut Tx, id: Id, out: Option<Id>, to_all: bool) -> Outcome<()> {
    let now = Some(tx.now());
    let (all_out_at, down_at) = (now.filter(|_| to_all), now.filter(|_| out.is_none()));
    exec!(
        tx,
        "update message set out_edition_id = $2, all_out_at = $3, down_at = $4 where id = $1",
        [id, out, all_out_at, down_at]
    )?;
    tell_latest(tx, id).await
}

/// Lets lists tell the edition that is out, or the latest where none is.
pub(crate) async fn tell_latest(tx: &mut Tx, id: Id) -> Outcome<()> {
    let message = Message::get(tx, id).await?;
    let content = Edition::get(tx, message.out_edition_id.unwrap_or(message.edition_id)).await?.content.0;
    let unit = Unit::get(tx, content.unit).await?;
    Ok(tell(tx, id, &content, &unit).await?)
}

async fn may_write(tx: &mut Tx, actor: &Actor, content: &Content) -> Outcome<Unit> {
    let unit = Unit::get(tx, content.unit).await?;
    if actor.may_at(WRITE, &unit.path) {
        Ok(unit)
    } else {
        Err(Refusal { status: 403, ..Refusal::new("message-not-your-unit") }
            .with("unit", &unit.name)
            .at("unit")
            .into())
    }
}

async fn insert_edition(
    tx: &mut Tx,
    id: Id,
    message: Id,
    number: i64,
    content: &Content,
    author: Id,
) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "insert into edition (id, message_id, number, content, hash, saved_at, saved_by, saved_function)
         values ($1, $2, $3, $4, $5, $6, $7, (select function from person where id = $7))",
        [id, message, number, Json(content), content.hash(), now, author]
    )?;
    edition_media::note(tx, id, content).await
}

async fn note_steps(tx: &mut Tx, actor: &Actor, id: Id, number: i64, content: &Content) -> db::Result<()> {
    let goal = match &content.goal {
        Some(goal) => (State::Done, Note::new("message-note-goal").because(format!("goal.{goal}"))),
        None => (State::Missing, Note::new("message-note-no-goal")),
    };
    thread::set(tx, actor, id, Step::Goal, goal.0, goal.1).await?;
    let note =
        Note::new("message-note-edition").with("number", number).with("channels", content.channels.len());
    thread::set(tx, actor, id, Step::Message, State::Done, note).await
}
