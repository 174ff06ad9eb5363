//! Whatever is due and not out: looked for in the rows themselves, not in what the program thinks it has done. A row
//! that was changed by hand, a job that is gone, a worker that died: each is found within a minute, told of once to
//! those whom it concerns, and shown in the engine room until it goes on (quality bar R8).

use db::{Actor, AsConn, Event, EventKind, Id, Json, Timestamp, Tx, exec, row, run};
use message::Message;
use people::Person;
use release::Reach;
use serde_json::json;
use std::{collections::HashSet, sync::Arc};
use strategy::words::ConnectorKind;
use thread::{Note, State, Step};
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site};

/// Something is due and not out.
pub(crate) const STUCK: EventKind = EventKind { slice: "desk", name: "message-stuck" };
/// How often it is looked.
pub(crate) const EVERY_MS: i64 = 20_000;
/// How long after its time something may be out without anybody asking why.
const GRACE_MS: i64 = 600_000;
/// What the thread says of a step that is stuck.
pub(crate) const NOTE: &str = "desk-note-stuck";
/// How many alarms the engine room shows; the oldest come first.
const LOOK_MAX: i64 = 200;

row! {
    /// A message that something of is stuck.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    struct Stuck {
        message_id: Id,
        kind: String,
    }
}

row! {
    /// An alarm that stands, as the engine room shows it.
    #[derive(Clone, Debug)]
    pub(crate) struct Alarm {
        pub(crate) message_id: Id,
        pub(crate) title: String,
        pub(crate) kind: String,
        pub(crate) found_at: Timestamp,
    }
}

/// The alarms that stand, oldest first.
pub(crate) async fn alarms(conn: &mut impl AsConn) -> db::Result<Vec<Alarm>> {
    run!(
        conn,
        Alarm,
        "select a.message_id, m.title, a.kind, a.found_at from alarm a join message m on m.id = a.message_id
         where a.ended_at is null order by a.found_at limit $1",
        [LOOK_MAX] => fetch_all
    )
}

/// Looks for what is stuck, raises an alarm for what is new, and ends those of what has gone on.
pub(crate) async fn look(site: Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    if release::crisis_stop(&mut tx).await?.is_some() {
        // Held on purpose, and said on every page.
        return Ok(());
    }
    let before = tx.now() - GRACE_MS;
    if release::last_opened(&mut tx).await?.is_some_and(|at| at > before) {
        // What a stop held for hours is on its way.
        return Ok(());
    }
    let found = find(&mut tx, before).await?;
    let known: HashSet<Stuck> = open(&mut tx).await?.into_iter().collect();
    drop(tx);
    // One that cannot be told of keeps nobody else's from being told of.
    for one in found.difference(&known) {
        if let Err(stop) = raise(&site, one).await {
            tracing::error!(message = %one.message_id, ?stop, "an alarm could not be raised");
        }
    }
    for one in known.difference(&found) {
        if let Err(stop) = end(&site, one, &found).await {
            tracing::error!(message = %one.message_id, ?stop, "an alarm could not be ended");
        }
    }
    Ok(())
}

/// It has gone on, or somebody has mended it; while something else of the message is stuck, its thread goes on saying so.
async fn end(site: &Site, one: &Stuck, found: &HashSet<Stuck>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    thread::lock(&mut tx, one.message_id).await?;
    let now = tx.now();
    exec!(
        &mut tx,
        "update alarm set ended_at = $3 where message_id = $1 and kind = $2 and ended_at is null",
        [one.message_id, &one.kind, now]
    )?;
    let steps = thread::steps(&mut tx, &[one.message_id]).await?;
    let actor = Actor::system("desk");
    let is_mended = matches!(one.kind.as_str(), "mail" | "release")
        && !found.iter().any(|other| other.message_id == one.message_id && other.kind != "thread");
    for step in steps.iter().filter(|step| is_mended && step.note == NOTE) {
        let Some(step) = Step::parse(&step.step) else { continue };
        thread::set(&mut tx, &actor, one.message_id, step, State::Done, Note::new("desk-note-went-on"))
            .await?;
    }
    Ok(tx.commit().await?)
}

async fn open(conn: &mut impl AsConn) -> db::Result<Vec<Stuck>> {
    run!(conn, Stuck, "select message_id, kind from alarm where ended_at is null", [] => fetch_all)
}

/// All that is stuck now. What is not among it has gone on, so nothing may be left out: only what nobody was told of is
/// looked for among the latest alone, and what has an alarm is looked at until it goes on.
async fn find(tx: &mut Tx, before: Timestamp) -> Outcome<HashSet<Stuck>> {
    let mut found = plans(tx, before).await?;
    found.extend(surfaces(tx, before).await?);
    found.extend(mails(tx, before).await?);
    found.extend(threads(tx, before).await?);
    Ok(found.into_iter().collect())
}

/// Plans whose time has passed and nothing was said of, and those that have ended as if they went, or without a word,
/// and did not.
async fn plans(tx: &mut Tx, before: Timestamp) -> Outcome<Vec<Stuck>> {
    let mut found = run!(
        tx,
        Stuck,
        "select s.message_id, 'plan' as kind from schedule s
         where s.ended_at is null and s.due_at < $1 and s.set_at < $1
           and not exists (select 1 from schedule o
             where o.message_id = s.message_id and o.ended_at is null and o.told_at is not null)
         union
         select s.message_id, 'plan-lost' as kind from schedule s
         where s.id in (select l.id from schedule l where l.ended_at < $1 and l.ended_at > $1 - 86400000
             union select k.id from schedule k where k.message_id in (
               select a.message_id from alarm a where a.kind = 'plan-lost' and a.ended_at is null))
           and s.ended_at < $1 and coalesce(s.outcome, 'released') = 'released'
           and not exists (select 1 from release r where r.message_id = s.message_id and r.scope = s.scope)
           and not exists (select 1 from schedule o
             where o.message_id = s.message_id and o.scope = s.scope and o.set_at > s.ended_at)",
        [before] => fetch_all
    )?;
    let mut late = Vec::new();
    for one in found.drain(..) {
        // Staff are reading: readers' part waits for the lead time, and that is the plan.
        let waits = one.kind == "plan" && release::waits_for_staff(tx, one.message_id).await?;
        late.extend((!waits).then_some(one));
    }
    Ok(late)
}

row! {
    /// A release, and what came of it.
    struct Came {
        message_id: Id,
        reach: Json<Reach>,
        has_article: bool,
        has_post: bool,
        mails: i64,
    }
}

/// Releases of which a page, post or dispatch is missing, and those that are said to be taken down and never were.
async fn surfaces(tx: &mut Tx, before: Timestamp) -> Outcome<Vec<Stuck>> {
    let rows = run!(
        tx,
        Came,
        "select r.message_id, r.reach,
           exists (select 1 from article a where a.message_id = r.message_id and a.retracted_at is null) as has_article,
           exists (select 1 from staff_post p where p.message_id = r.message_id and p.retracted_at is null) as has_post,
           (select count(*) from dispatch d where d.release_id = r.id) as mails
         from release r where r.retracted_at is null and r.at < $1 and r.id in (
           select l.id from release l where l.at < $1 and l.at > $1 - 86400000
           union select k.id from release k where k.message_id in (
             select a.message_id from alarm a where a.kind = 'release' and a.ended_at is null))",
        [before] => fetch_all
    )?;
    let db = tx.db().clone();
    let strategy = strategy::in_force(tx, db.memo()).await?.strategy;
    let is_missing = |row: &Came| {
        let mut mails = 0;
        for channel in row.reach.channels.iter().filter_map(|id| strategy.channel(id)) {
            match channel.kind {
                ConnectorKind::Newsroom if !row.has_article => return true,
                ConnectorKind::StaffFeed if !row.has_post => return true,
                ConnectorKind::Email => mails += 1,
                _ => {}
            }
        }
        row.mails < mails
    };
    let missing = rows.into_iter().filter(is_missing);
    let mut found: Vec<Stuck> =
        missing.map(|row| Stuck { message_id: row.message_id, kind: "release".to_owned() }).collect();
    // Called back by nobody: the act writes both in one transaction.
    found.extend(run!(
        tx,
        Stuck,
        "select r.message_id, 'release' as kind from release r where r.retracted_at is not null
           and not exists (select 1 from retraction t where t.message_id = r.message_id and t.at = r.retracted_at)
         union
         select r.message_id, 'release' as kind from release r
         where r.retracted_at is null and r.at < $1 and r.at > $1 - 86400000
           and not exists (select 1 from thread_step t where t.thread_id = r.message_id and t.state <> 'missing'
             and t.step = case r.scope when 'internal' then 'internal' else 'channels' end)",
        [before] => fetch_all
    )?);
    Ok(found)
}

/// Mails that wait, or are said to be on the wire, with nobody to send them; those that wait for a time that is farther
/// away than any pause between two tries; and those of which most are tried in vain: the mail server takes none.
async fn mails(conn: &mut impl AsConn, before: Timestamp) -> db::Result<Vec<Stuck>> {
    run!(
        conn,
        Stuck,
        "select d.message_id, 'mail' as kind from dispatch d
         where d.id in (select l.id from dispatch l where l.made_at > $1 - 604800000
             union select k.id from dispatch k where k.message_id in (
               select a.message_id from alarm a where a.kind = 'mail' and a.ended_at is null))
           and exists (select 1 from delivery v where v.dispatch_id = d.id and v.state in ('queued', 'held', 'attempting')
             and (v.next_at < $1 or v.next_at > $1 + $2) and v.moved_at < $1)
           and not exists (select 1 from delivery v where v.dispatch_id = d.id and v.moved_at >= $1)
           and not exists (select 1 from thread_step t where t.thread_id = d.message_id and t.note like 'dispatch-note-waits%')
         union
         select d.message_id, 'mail' as kind from dispatch d
         where d.made_at > $1 - 604800000 and d.made_at < $1
           and exists (select 1 from (select v.attempts from delivery v
             where v.dispatch_id = d.id and v.state = 'queued' order by v.next_at desc limit 1) l where l.attempts > 0)
           and not exists (select 1 from delivery v
             where v.dispatch_id = d.id and v.state = 'accepted' and v.moved_at >= $1)
           and (select count(*) from delivery v
             where v.dispatch_id = d.id and v.state in ('queued', 'held', 'attempting')) * 2 > d.total
           and not exists (select 1 from thread_step t where t.thread_id = d.message_id and t.note like 'dispatch-note-waits%')",
        [before, GRACE_MS + db::job::PAUSE_MAX_MS + GRACE_MS] => fetch_all
    )
}

/// Threads that say something waits where nothing does, and questions that stand open where the thread says none.
async fn threads(conn: &mut impl AsConn, before: Timestamp) -> db::Result<Vec<Stuck>> {
    run!(
        conn,
        Stuck,
        "select t.thread_id as message_id, 'thread' as kind from (
             select w.thread_id, w.step from thread_step w where w.state = 'waiting' and w.at < $1
             union select k.thread_id, k.step from thread_step k where k.note = 'desk-note-stuck' and k.thread_id in (
               select a.message_id from alarm a where a.kind = 'thread' and a.ended_at is null)) t
           join message m on m.id = t.thread_id
         where (
           (t.step = 'internal' and not exists (select 1 from schedule s
             where s.message_id = t.thread_id and s.scope = 'internal' and s.ended_at is null))
           or (t.step = 'channels' and not exists (select 1 from schedule s
             where s.message_id = t.thread_id and s.scope = 'external' and s.ended_at is null))
           or (t.step = 'approval'
             and not exists (select 1 from approval_request q
               where q.message_id = t.thread_id and q.ended_at is null and q.void_at is null)
             and not exists (select 1 from emergency e
               where e.message_id = t.thread_id and e.reviewed_at is null and e.void_at is null)))
         union
         select q.message_id, 'question' as kind from approval_request q
           join thread_step p on p.thread_id = q.message_id and p.step = 'approval'
         where q.ended_at is null and q.asked_at < $1
           and not exists (select 1 from emergency e where e.message_id = q.message_id)
           and (q.void_at is not null or p.note = 'desk-note-stuck'
             or (p.at < $1 and p.state not in ('waiting', 'broken')))",
        [before] => fetch_all
    )
}

async fn raise(site: &Site, one: &Stuck) -> Outcome<()> {
    let actor = Actor::system("desk");
    let mut tx = site.db.begin().await?;
    thread::lock(&mut tx, one.message_id).await?;
    let (id, now) = (tx.new_id(), tx.now());
    let is_new = exec!(
        &mut tx,
        "insert into alarm (id, message_id, kind, found_at) values ($1, $2, $3, $4) on conflict do nothing",
        [id, one.message_id, &one.kind, now]
    )?;
    if is_new == 0 {
        return Ok(());
    }
    for step in steps_of(&mut tx, one).await? {
        let note = Note::new(NOTE).with("kind", &one.kind);
        thread::set(&mut tx, &actor, one.message_id, step, State::Broken, note).await?;
    }
    let particulars = json!({ "kind": one.kind });
    Event { kind: STUCK, subject: one.message_id, particulars, text: None }.write(&mut tx, &actor).await?;
    tell(&mut tx, site, one.message_id).await?;
    Ok(tx.commit().await?)
}

/// The steps that cannot be as the thread says.
async fn steps_of(tx: &mut Tx, one: &Stuck) -> Outcome<Vec<Step>> {
    if one.kind == "question" {
        return Ok(vec![Step::Approval]);
    }
    if one.kind == "thread" {
        let rows = thread::steps(tx, &[one.message_id]).await?;
        let waiting = rows.iter().filter(|row| row.state == State::Waiting.word());
        return Ok(waiting.filter_map(|row| Step::parse(&row.step)).collect());
    }
    let now = tx.now();
    let scopes = run!(
        tx,
        scalar String,
        "select s.scope from schedule s where $2 = 'plan' and s.message_id = $1 and s.ended_at is null and s.due_at < $3
         union select s.scope from schedule s where $2 = 'plan-lost' and s.message_id = $1 and s.ended_at is not null
           and not exists (select 1 from release r where r.message_id = s.message_id and r.scope = s.scope)
         union select r.scope from dispatch d join release r on r.id = d.release_id
           where $2 = 'mail' and d.message_id = $1 and exists (select 1 from delivery v
             where v.dispatch_id = d.id and v.state in ('queued', 'held', 'attempting'))
         union select r.scope from release r where $2 = 'release' and r.message_id = $1
           and r.at = (select max(l.at) from release l where l.message_id = $1)",
        [one.message_id, &one.kind, now] => fetch_all
    )?;
    let step = |scope: &str| if scope == "internal" { Step::Internal } else { Step::Channels };
    match scopes.is_empty() {
        true => Ok(vec![step(&Message::get(tx, one.message_id).await?.side)]),
        false => Ok(scopes.iter().map(|scope| step(scope)).collect()),
    }
}

/// Tells the author and the communications department on call, who can look into the engine room.
async fn tell(tx: &mut Tx, site: &Site, message: Id) -> Outcome<()> {
    let message = Message::get(tx, message).await?;
    let now = tx.now();
    let author = Person::find(tx, message.made_by).await?;
    let mut emails: Vec<String> = author.and_then(|author| author.email).into_iter().collect();
    emails.extend(
        people::holders(tx, "communications-on-call", now)
            .await?
            .into_iter()
            .filter_map(|holder| holder.email),
    );
    emails.sort();
    emails.dedup();
    for email in &emails {
        notice::send(tx, &mail(site, email, &message.title, message.id)).await?;
    }
    Ok(())
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn mail(site: &Site, to: &str, title: &str, message: Id) -> Notice {
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &[("title", title.into())]);
    Notice {
        to: to.to_owned(),
        subject: fill("desk-mail-stuck-subject"),
        paragraphs: vec![fill("desk-mail-stuck-text"), fill("desk-mail-stuck-next")],
        action: Some((fill("desk-mail-stuck-open"), format!("{}/messages/{message}", site.config.base_url))),
        why: fill("desk-mail-stuck-why"),
        english: false,
    }
}
