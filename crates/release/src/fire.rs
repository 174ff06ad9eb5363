//! What time brings: each plan that is due is read again in a transaction of its own, staff before readers.
//! What is in the way is written on the thread, and whoever planned and wrote it is told at once;
//! after a day it is missed (invariant 5). Nothing here stops quietly.

use crate::{
    MISSED, Scope, release,
    schedule::{ScheduleRow, check_late, end, open_schedules},
    trouble,
};
use db::{Actor, Event, Timestamp, Tx, exec, run};
use serde_json::json;
use std::sync::Arc;
use thread::{Note, State, Step};
use web::{Outcome, Refusal, Site, Stop};

/// How many plans are read at once.
const READ_MAX: i64 = 50;
/// How soon a plan that something is in the way of is looked at again.
const LOOK_AGAIN_MS: i64 = 1_500;
/// How soon the same may be told again of a plan: four hours, longer than most lead times.
const TELL_AGAIN_MS: i64 = 4 * 3_600_000;

/// Fires all that is due, however much of it is held up.
pub(crate) async fn fire(site: Arc<Site>) -> Outcome<()> {
    loop {
        let now = site.db.now();
        let due = run!(
            &mut site.db.read().await?,
            ScheduleRow,
            "select s.id, s.message_id, m.title, s.scope, s.due_at, s.not_after, s.set_by
             from schedule s join message m on m.id = s.message_id
             where s.ended_at is null and s.due_at <= $1 and s.look_at <= $1 order by s.due_at, s.scope desc limit $2",
            [now, READ_MAX] => fetch_all
        )?;
        for row in &due {
            if let Err(stop) = fire_one(&site, row).await {
                tracing::error!(schedule = %row.id, ?stop, "a plan could not be fired");
                look_again(&site, row).await?;
            }
        }
        if due.len() < usize::try_from(READ_MAX).unwrap_or(usize::MAX) {
            return Ok(());
        }
    }
}

async fn look_again(site: &Site, row: &ScheduleRow) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    put_off(&mut tx, row).await?;
    Ok(tx.commit().await?)
}

async fn put_off(tx: &mut Tx, row: &ScheduleRow) -> db::Result<()> {
    let next = tx.now() + LOOK_AGAIN_MS;
    exec!(tx, "update schedule set look_at = $2 where id = $1", [row.id, next]).map(drop)
}

async fn fire_one(site: &Site, row: &ScheduleRow) -> Outcome<()> {
    let actor = Actor::system("schedule");
    let mut tx = site.db.begin().await?;
    thread::lock(&mut tx, row.message_id).await?;
    // Read again under the lock: it may have been moved or taken away.
    let open = open_schedules(&mut tx, row.message_id).await?;
    let Some(row) = open.into_iter().find(|open| open.id == row.id && open.due_at <= tx.now()) else {
        return Ok(());
    };
    let scope = Scope::parse(&row.scope).ok_or_else(|| Stop::fault("a schedule without a scope"))?;
    if tx.now() > row.not_after {
        miss(&mut tx, &actor, &row, scope, "release-note-missed").await?;
        return Ok(tx.commit().await?);
    }
    let released = match check_late(&mut tx, &row, scope).await {
        Ok(()) => release::release(&mut tx, &actor, row.message_id, scope).await.map(drop),
        Err(stop) => Err(stop),
    };
    match released {
        Ok(()) => {
            end(&mut tx, row.id, "released").await?;
            Ok(tx.commit().await?)
        }
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            hold(site, &actor, &row, scope, &refusal).await
        }
        Err(fault) => Err(fault),
    }
}

/// The time has come and something is in the way: it stays due, the thread says what, and those whom it
/// concerns are told.
async fn hold(site: &Site, actor: &Actor, row: &ScheduleRow, scope: Scope, why: &Refusal) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    thread::lock(&mut tx, row.message_id).await?;
    put_off(&mut tx, row).await?;
    // Staff are about to read: that is the plan, and nothing to tell of.
    let is_waiting = matches!(why.key, "release-lead-time" | "release-internal-first");
    if !is_waiting && !is_told(&mut tx, row, scope, why.key).await? {
        let note = why.args.iter().fold(Note::new(why.key), |note, (name, value)| note.with(name, value));
        thread::set(&mut tx, actor, row.message_id, scope.step(), State::Broken, note).await?;
        tell(&mut tx, row, why.key, &why.args).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether the thread says already what is in the way, or that the ground is gone: then the plan is about to end.
async fn is_told(tx: &mut Tx, row: &ScheduleRow, scope: Scope, why: &str) -> db::Result<bool> {
    let known = thread::steps(tx, &[row.message_id]).await?;
    Ok(known.iter().any(|known| {
        known.step == scope.step().word()
            && known.state == State::Broken.word()
            && (known.note == why || known.note.starts_with(trouble::LOST))
    }))
}

/// Writes the mails, unless they were told the same a short while ago, of either wave of the plan. Another reason is
/// told of for itself, and so is a plan that somebody made since.
async fn tell(tx: &mut Tx, row: &ScheduleRow, why: &str, args: &[(&'static str, String)]) -> Outcome<()> {
    let now = tx.now();
    let told = run!(
        tx,
        scalar String,
        "select o.told_why from schedule o join schedule s on s.message_id = o.message_id and s.set_at = o.set_at
         where s.id = $1 and o.told_at > $2",
        [row.id, now - TELL_AGAIN_MS] => fetch_all
    )?;
    if told.iter().any(|told| told.split(' ').any(|word| word == why)) {
        return Ok(());
    }
    let words: Vec<&str> = told.iter().map(String::as_str).chain([why]).collect();
    exec!(
        tx,
        "update schedule set told_at = $2, told_why = $3 where id = $1",
        [row.id, now, words.join(" ").trim()]
    )?;
    trouble::tell(tx, row, why, args).await
}

/// After a restore: what had a time when the copy was made may be out already, so the time ends
/// and a person sets a new one.
///
/// # Errors
/// When the database fails.
pub async fn lapse(tx: &mut Tx, actor: &Actor, before: Timestamp) -> Outcome<()> {
    let open = run!(
        tx,
        ScheduleRow,
        "select s.id, s.message_id, m.title, s.scope, s.due_at, s.not_after, s.set_by
         from schedule s join message m on m.id = s.message_id
         where s.ended_at is null and s.set_at < $1 order by s.message_id",
        [before] => fetch_all
    )?;
    for row in open {
        thread::lock(tx, row.message_id).await?;
        let scope = Scope::parse(&row.scope).ok_or_else(|| Stop::fault("a schedule without a scope"))?;
        miss(tx, actor, &row, scope, "release-note-restored").await?;
    }
    Ok(())
}

/// The time ends without a release.
async fn miss(
    tx: &mut Tx,
    actor: &Actor,
    row: &ScheduleRow,
    scope: Scope,
    note: &'static str,
) -> Outcome<()> {
    end(tx, row.id, "missed").await?;
    thread::set(tx, actor, row.message_id, scope.step(), State::Broken, Note::new(note)).await?;
    let particulars = json!({ "scope": scope.word(), "due": row.due_at });
    Event { kind: MISSED, subject: row.message_id, particulars, text: None }.write(tx, actor).await?;
    trouble::tell_of_both(tx, row, note).await
}

/// The step of the thread that a scope moves.
impl Scope {
    pub(crate) fn step(self) -> Step {
        match self {
            Scope::Internal => Step::Internal,
            Scope::External => Step::Channels,
        }
    }
}
