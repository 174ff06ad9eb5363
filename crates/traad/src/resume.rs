//! `traad resume`: after a restore an operator says what became of the work that was under way
//! when the copy was made, and lets the program go on (decisions/0030, quality bar R10).

use db::{Actor, AsConn, Event, EventKind, Hold, Timestamp, run};
use serde_json::json;
use web::{Outcome, Site};

/// Work goes on after a restore.
pub(crate) const RESUMED: EventKind = EventKind { slice: "web", name: "resumed" };
/// Mail is sent by this job; it runs in any case, and finds what may still be sent.
const SENDS: &str = "dispatch-send";

/// What an operator says of the work that was under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The old installation may have gone on after the copy: nothing is done again by itself.
    Unknown,
    /// The old installation did nothing after the copy: everything goes on where it was.
    Unsent,
}

/// What was under way when the copy was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// Mails that waited or were being sent.
    pub deliveries: i64,
    /// Other jobs.
    pub jobs: i64,
    /// Releases with a time.
    pub schedules: i64,
}

/// The hold and what stands under it, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn held(conn: &mut impl AsConn) -> db::Result<Option<(Hold, UnderWay)>> {
    let Some(hold) = Hold::find(conn).await? else { return Ok(None) };
    let under_way = UnderWay {
        deliveries: count_deliveries(conn, hold.since).await?,
        jobs: run!(
            conn,
            scalar i64,
            "select count(*) from job where state in ('waiting', 'running') and kind <> 'dispatch-send' and id < $1",
            [db::Id::first(hold.since)] => fetch_one
        )?,
        schedules: run!(
            conn,
            scalar i64,
            "select count(*) from schedule where ended_at is null and set_at < $1",
            [hold.since] => fetch_one
        )?,
    };
    Ok(Some((hold, under_way)))
}

async fn count_deliveries(conn: &mut impl AsConn, since: Timestamp) -> db::Result<i64> {
    run!(
        conn,
        scalar i64,
        "select count(*) from delivery where state in ('queued', 'held', 'attempting') and moved_at < $1",
        [since] => fetch_one
    )
}

/// Lifts the hold; gives what was under way, or nothing when nothing was held.
///
/// # Errors
/// When the database fails.
pub async fn resume(site: &Site, choice: Choice) -> Outcome<Option<UnderWay>> {
    let mut tx = site.db.begin().await?;
    let Some((hold, under_way)) = held(&mut tx).await? else { return Ok(None) };
    let actor = Actor::system("command-line");
    if choice == Choice::Unknown {
        dispatch::doubt(&mut tx, hold.since).await?;
        release::lapse(&mut tx, &actor, hold.since).await?;
        let why = site.texts.get(web::Lang::Da, "web-job-doubted");
        db::job::doubt(&mut tx, hold.since, SENDS, &why).await?;
    }
    Hold::lift(&mut tx).await?;
    let word = if choice == Choice::Unknown { "unknown" } else { "unsent" };
    let particulars = json!({ "as": word, "deliveries": under_way.deliveries, "jobs": under_way.jobs, "schedules": under_way.schedules });
    let subject = tx.new_id();
    Event { kind: RESUMED, subject, particulars, text: None }.write(&mut tx, &actor).await?;
    tx.commit().await?;
    Ok(Some(under_way))
}
