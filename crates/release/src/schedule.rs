//! Schedules: an intention with a time, in Europe/Copenhagen. Nothing is decided when it is set;
//! the row is read again when it fires, and what is not cleared then waits or is missed, never
//! sent (invariant 5).

use crate::family::is_corrected;
use crate::{
    CANCELLED, Quiet, Reach, SCHEDULED, Scope, is_exempt, loads, quiet, release, release::strategy_of,
    times::times,
};
use crate::{
    publisher::check_publisher,
    told::{Done, tell_of_move, tell_of_plan},
};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use message::{Content, Edition, Message};
use people::RELEASE;
use serde_json::json;
use strategy::{Strategy, words::Force};
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

/// How long after its time a release may still come, by default: a day.
const NOT_AFTER_MS: i64 = 24 * 3_600_000;
/// How late a release may be and still be the one that was chosen: a program that starts again takes that long.
const LATE_MS: i64 = 5 * 60_000;
/// The refusal of what would come late, in hours that nobody chose.
const LATE_QUIET: &str = "release-late-quiet";

row! {
    /// A schedule that is open.
    #[derive(Clone, Debug)]
    pub struct ScheduleRow {
        /// Id.
        pub id: Id,
        /// Of which message.
        pub message_id: Id,
        /// Its title.
        pub title: String,
        /// `internal` or `external`.
        pub scope: String,
        /// When it is due.
        pub due_at: Timestamp,
        /// When it is too late.
        pub not_after: Timestamp,
        /// Who chose it.
        pub set_by: Id,
    }
}

/// The open schedules of a message.
///
/// # Errors
/// When the database fails.
pub async fn open_schedules(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<ScheduleRow>> {
    run!(
        conn,
        ScheduleRow,
        "select s.id, s.message_id, m.title, s.scope, s.due_at, s.not_after, s.set_by
         from schedule s join message m on m.id = s.message_id
         where s.message_id = $1 and s.ended_at is null order by s.due_at",
        [message] => fetch_all
    )
}

/// What is due and not out, oldest first: while everything is stopped, what goes out as soon as it is opened.
///
/// # Errors
/// When the database fails.
pub async fn due(conn: &mut impl AsConn, now: Timestamp) -> db::Result<Vec<ScheduleRow>> {
    run!(
        conn,
        ScheduleRow,
        "select s.id, s.message_id, m.title, s.scope, s.due_at, s.not_after, s.set_by
         from schedule s join message m on m.id = s.message_id
         where s.ended_at is null and s.due_at <= $1 order by s.due_at, s.scope desc limit 200",
        [now] => fetch_all
    )
}

/// What goes out next, over all units that the actor may read.
///
/// # Errors
/// When the database fails.
pub async fn upcoming(
    conn: &mut impl AsConn,
    actor: &Actor,
    until: Timestamp,
) -> db::Result<Vec<ScheduleRow>> {
    run!(
        conn,
        ScheduleRow,
        "select s.id, s.message_id, m.title, s.scope, s.due_at, s.not_after, s.set_by
         from schedule s join message m on m.id = s.message_id
         where s.ended_at is null and s.due_at < $2
           and exists (select 1 from {texts $1} g where substr(m.unit_path, 1, length(g.x)) = g.x)
         order by s.due_at limit 200",
        [json!(actor.paths(people::READ)).to_string(), until] => fetch_all
    )
}

/// Plans the release: staff at once (or the lead time before), readers at `at` or as soon as the
/// lead time allows. An internal message has only the internal side.
///
/// # Errors
/// When the actor may not release for the unit or the time cannot be kept.
pub async fn plan(tx: &mut Tx, actor: &Actor, message: Id, at: Option<Timestamp>) -> Outcome<()> {
    let by = actor.person().ok_or_else(Refusal::forbidden)?;
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(RELEASE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    if message.all_out_at.is_some() {
        return Err(Refusal::conflict("release-is-out").into());
    }
    if is_corrected(tx, message.id).await? {
        return Err(Refusal::conflict("release-corrected").into());
    }
    let edition = Edition::get(tx, message.edition_id).await?;
    let strategy = strategy_of(tx, message.id).await?;
    let now = tx.now();
    let times = times(tx, (&strategy, &edition.content), message.id, (at, now)).await?;
    approval::check_confirmed(tx, message.id).await?;
    approval::check_reach(tx, &strategy, &edition).await?;
    check_publisher(tx, actor, &strategy, &edition.content.channels, (&message.unit_path, now)).await?;
    let exempt_from_load = is_exempt(tx, &strategy, message.id).await?;
    let before = last_due(tx, message.id).await?;
    let waves = [(Scope::Internal, times.internal), (Scope::External, times.external)];
    for (scope, at) in waves.into_iter().filter_map(|(scope, at)| Some((scope, at?))) {
        if !exempt_from_load {
            check_time(tx, &strategy, &edition.content, &message, scope, at).await?;
        }
        let reach = Reach::of(&edition.content, &release::channels_of(&strategy, &edition.content, scope));
        set(tx, actor, by, message.id, (scope, at, reach)).await?;
    }
    let particulars = json!({ "chosen": at, "internal": times.internal, "external": times.external });
    Event { kind: SCHEDULED, subject: message.id, particulars, text: None }.write(tx, actor).await?;
    match (before, last_due(tx, message.id).await?) {
        (Some(before), Some(due)) if before != due => tell_of_move(tx, actor, message.id, due).await,
        _ => Ok(()),
    }
}

/// When the last of the readers or staff were to have a message by its latest plan, also one that was stopped, where
/// somebody has said yes to it meanwhile: they said yes to that time.
async fn last_due(tx: &mut Tx, message: Id) -> Outcome<Option<Timestamp>> {
    let standing = approval::standing(tx, message).await?;
    if !standing.is_some_and(|standing| standing.is_live() && !standing.yeses.is_empty()) {
        return Ok(None);
    }
    Ok(run!(
        tx,
        scalar Option<i64>,
        "select max(s.due_at) from schedule s where s.message_id = $1 and s.set_at =
           (select max(l.set_at) from schedule l where l.message_id = $1 and l.scope = s.scope)
           and (s.ended_at is null or s.outcome = 'cancelled')",
        [message] => fetch_one
    )?)
}

/// Sets the times of a message again, as far as it has any: what they follow from has changed.
pub(crate) async fn plan_again(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    let now = tx.now();
    match open_schedules(tx, message).await?.iter().map(|row| row.due_at).max() {
        Some(due) => plan(tx, actor, message, Some(due).filter(|due| *due > now)).await,
        None => Ok(()),
    }
}

/// Refuses to let a plan go in hours that nobody chose: it comes later than it was to, because the yes did or because
/// something was in the way, and then the hours and the ceilings are asked again. An hour that somebody chose in spite
/// of advice stands.
pub(crate) async fn check_late(tx: &mut Tx, row: &ScheduleRow, scope: Scope) -> Outcome<()> {
    let now = tx.now();
    if now <= row.due_at + LATE_MS {
        return Ok(());
    }
    let message = Message::get(tx, row.message_id).await?;
    let edition = Edition::get(tx, message.edition_id).await?;
    let strategy = strategy_of(tx, message.id).await?;
    if is_exempt(tx, &strategy, message.id).await? || approval::is_emergency(tx, message.id).await? {
        return Ok(());
    }
    let channels = release::channels_of(&strategy, &edition.content, scope);
    let quiet_at = |at| quiet(&strategy, &channels, scope.audience(), at);
    let chosen = quiet_at(row.due_at);
    // The same night was chosen, in spite of advice; another one was not.
    let is_chosen = |quiet: &Quiet| chosen.as_ref().is_some_and(|chosen| chosen.until == quiet.until);
    if let Some(quiet) = quiet_at(now).filter(|quiet| !is_chosen(quiet)) {
        return Err(Refusal::new(LATE_QUIET).with("until", until(&quiet)).because(quiet.item).into());
    }
    check_time(tx, &strategy, &edition.content, &message, scope, now).await
}

fn until(quiet: &Quiet) -> String {
    web::copenhagen(quiet.until).strftime("%d.%m. kl. %H.%M").to_string()
}

/// Refuses a time that the strategy rules out; what it only advises is shown before.
async fn check_time(
    tx: &mut Tx,
    strategy: &Strategy,
    content: &Content,
    message: &Message,
    scope: Scope,
    at: Timestamp,
) -> Outcome<()> {
    let channels = release::channels_of(strategy, content, scope);
    if let Some(quiet) =
        quiet(strategy, &channels, scope.audience(), at).filter(|quiet| quiet.force == Force::Must)
    {
        let until = until(&quiet);
        return Err(Refusal::new("release-quiet").with("until", until).because(quiet.item).at("at").into());
    }
    let loads = loads(tx, strategy, content, &message.unit_path, Some(message.id), at).await?;
    let full = loads
        .into_iter()
        .find(|load| load.is_full && load.force == Force::Must && load.audience == scope.audience());
    match full {
        Some(load) => Err(Refusal::new("release-load-full")
            .with("max", load.max)
            .with("days", load.days)
            .because(load.item)
            .at("at")
            .into()),
        None => Ok(()),
    }
}

async fn set(
    tx: &mut Tx,
    actor: &Actor,
    by: Id,
    message: Id,
    (scope, due, reach): (Scope, Timestamp, Reach),
) -> Outcome<()> {
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "update schedule set ended_at = $3, outcome = 'replaced' where message_id = $1 and scope = $2 and ended_at is null",
        [message, scope.word(), now]
    )?;
    exec!(
        tx,
        "insert into schedule (id, message_id, scope, due_at, not_after, set_at, set_by, reach)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [id, message, scope.word(), due, due + NOT_AFTER_MS, now, by, Json(reach)]
    )?;
    let (step, key) = match scope {
        Scope::Internal => (Step::Internal, "release-note-internal-due"),
        Scope::External => (Step::Channels, "release-note-external-due"),
    };
    let note = Note::new(key).with("at", due);
    let note = if scope == Scope::Internal { note.because("internal-first") } else { note };
    Ok(thread::set(tx, actor, message, step, State::Waiting, note).await?)
}

/// Takes the open times of a message away.
///
/// # Errors
/// When the actor may not release for the unit.
pub async fn cancel(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(RELEASE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let ended = cancel_all(tx, message.id).await?;
    // Pressed twice, or ended by somebody else: nothing happened, and nothing is said to have.
    let Some(last) = ended.last() else { return Err(Refusal::conflict("release-not-planned").into()) };
    for row in &ended {
        let step = if row.scope == "internal" { Step::Internal } else { Step::Channels };
        thread::set(tx, actor, message.id, step, State::Missing, Note::new("release-note-cancelled")).await?;
    }
    tell_of_plan(tx, actor, last, Done::Cancelled).await?;
    Event { kind: CANCELLED, subject: message.id, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Ends the times of a message whose correction comes instead: of all that waits, or of one scope.
///
/// # Errors
/// When the database fails.
pub async fn supersede(tx: &mut Tx, actor: &Actor, message: Id, only: Option<Scope>) -> Outcome<()> {
    let open = open_schedules(tx, message).await?;
    for row in open.iter().filter(|row| only.is_none_or(|scope| row.scope == scope.word())) {
        end(tx, row.id, "superseded").await?;
        let step = if row.scope == "internal" { Step::Internal } else { Step::Channels };
        thread::set(tx, actor, message, step, State::Broken, Note::new("release-note-superseded")).await?;
        let particulars = json!({ "scope": row.scope, "due": row.due_at });
        Event { kind: CANCELLED, subject: message, particulars, text: None }.write(tx, actor).await?;
        tell_of_plan(tx, actor, row, Done::Superseded).await?;
    }
    Ok(())
}

/// Ends every open time of a message; gives those that it ended.
pub(crate) async fn cancel_all(tx: &mut Tx, message: Id) -> db::Result<Vec<ScheduleRow>> {
    let open = open_schedules(tx, message).await?;
    for row in &open {
        end(tx, row.id, "cancelled").await?;
    }
    Ok(open)
}

/// Ends a time, and says how: `released`, `replaced`, `cancelled`, `missed`, `ground-lost` or `superseded`.
pub(crate) async fn end(tx: &mut Tx, id: Id, outcome: &str) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update schedule set ended_at = $2, outcome = $3 where id = $1 and ended_at is null",
        [id, now, outcome]
    )
    .map(drop)
}
