//! I dag: what goes out next, what waits and for whom, who is on call.

use crate::pages::restored::Restored;
use approval::{PendingReview, QueueRow, Returned, may_review, pending_reviews, queue_for, returned_to};
use askama::Template;
use db::{AsConn, Id};
use message::{ListRow, Still, Which, list_for};
use people::{Holder, holders};
use publish::{Running, running};
use release::{CrisisStop, ScheduleRow, crisis_stop, upcoming};
use std::collections::{HashMap, HashSet};
use thread::{Dots, State, Step, StepRow, dots_of, steps};
use web::{Cache, Ctx, Frame, Page, Place, Refusal, html};

/// How far ahead the page looks, in milliseconds: a week.
const AHEAD_MS: i64 = 7 * 24 * 3_600_000;
/// How long after its time something is on its way, in milliseconds; then it is held up.
const LATE_MS: i64 = 60_000;
/// How many of each list are shown.
const SHOWN: usize = 8;
/// How many messages are shown that something is in the way of.
const BROKEN_SHOWN: usize = 20;

struct Next {
    row: ScheduleRow,
    /// Whether its time has passed: something holds it.
    is_late: bool,
    dots: Dots,
}

struct Moving {
    row: ListRow,
    /// What is in its way, where something is.
    broken: Option<String>,
    dots: Dots,
}

#[derive(Template)]
#[template(path = "pages/today.html")]
struct Today {
    f: Frame,
    date: String,
    week: i8,
    next: Vec<Next>,
    moving: Vec<Moving>,
    queue: Vec<QueueRow>,
    on_call: Vec<Holder>,
    reviews: Vec<PendingReview>,
    /// The notices that the reader may not look at: their own, and of whoever they stand in for.
    not_mine: Vec<Id>,
    notices: Vec<Running>,
    may_send_urgent: bool,
    may_write: bool,
    stop: Option<CrisisStop>,
    restored: Restored,
    /// How much work stands still, for whoever runs the program.
    stands_still: i64,
    returned: Vec<Returned>,
    /// The election period that runs now, by name.
    election: Option<String>,
}

impl Today {
    /// How many texts wait for the reader's yes.
    fn waiting(&self) -> i64 {
        i64::try_from(self.queue.len()).unwrap_or(i64::MAX)
    }

    /// Whether the reader may be the second pair of eyes.
    fn may_review(&self, review: &PendingReview) -> bool {
        !self.not_mine.contains(&review.id)
    }

    /// Whether something is in the way of a message that the page shows.
    fn is_something_broken(&self) -> bool {
        self.moving.iter().any(|one| one.broken.is_some())
    }

    /// Whether nothing waits for the reader, neither a yes nor a look.
    fn is_nothing_waiting(&self) -> bool {
        self.queue.is_empty() && !self.reviews.iter().any(|review| self.may_review(review))
    }
}

/// What the thread of a message says is in its way: the last thing that broke.
fn broken(ctx: &Ctx, rows: &[StepRow], message: &ListRow) -> Option<String> {
    let is_outside = |step: &str| matches!(Step::parse(step), Some(Step::Internal | Step::Channels));
    let of_message = rows.iter().filter(|row| row.thread_id == message.id);
    let broken = of_message.filter(|row| row.state == State::Broken.word());
    let row = broken.filter(|row| !message.is_all_out || is_outside(&row.step)).max_by_key(|row| row.at)?;
    let value = |name: &str, value: &str| match (name, value.parse::<i64>()) {
        ("at", Ok(at)) => ctx.when(at).short(),
        _ => value.to_owned(),
    };
    let args: Vec<(&str, String)> =
        row.args.iter().map(|(name, text)| (name.as_str(), value(name, text))).collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Some(ctx.fill(&row.note, &args))
}

/// The notices that the reader may not look at. Whose deputies somebody was is asked once for each who sent.
async fn not_mine(ctx: &Ctx, conn: &mut impl AsConn, reviews: &[PendingReview]) -> db::Result<Vec<Id>> {
    let mut known: HashMap<Id, bool> = HashMap::new();
    let mut not_mine = Vec::new();
    let mut oldest: Vec<&PendingReview> = reviews.iter().collect();
    oldest.sort_by_key(|review| review.at);
    for review in oldest {
        let may = review.is_for(ctx.actor())
            && match known.get(&review.by_id) {
                Some(may) => *may,
                None => may_review(conn, ctx.actor(), review, ctx.now()).await?,
            };
        if review.is_for(ctx.actor()) {
            known.insert(review.by_id, may);
        }
        not_mine.extend((!may).then_some(review.id));
    }
    Ok(not_mine)
}

/// The messages that the reader may see. Those that something is in the way of come first, however long it has been;
/// their number is given too. They leave room for the others.
async fn messages(ctx: &Ctx, conn: &mut impl AsConn) -> db::Result<(Vec<ListRow>, usize)> {
    let still = Which { still: Some(Still::Broken), ..Which::default() };
    let mut messages = list_for(conn, ctx.actor(), still).await?;
    let broken: HashSet<Id> = messages.iter().map(|row| row.id).collect();
    let others = list_for(conn, ctx.actor(), Which::default()).await?;
    messages.truncate(BROKEN_SHOWN);
    let number = messages.len();
    messages.extend(others.into_iter().filter(|row| !broken.contains(&row.id)));
    Ok((messages, number))
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let person = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    let now = ctx.now();
    let mut conn = ctx.db().read().await?;
    let schedules = upcoming(&mut conn, ctx.actor(), now + AHEAD_MS).await?;
    let today_end = web::day_start(now) + 24 * 3_600_000;
    // A message has two waves and goes out once.
    let today = schedules.iter().filter(|row| row.due_at < today_end).map(|row| row.message_id);
    let today = today.collect::<HashSet<Id>>().len();
    let (messages, broken_number) = messages(&ctx, &mut conn).await?;
    let ids: Vec<Id> =
        schedules.iter().map(|row| row.message_id).chain(messages.iter().map(|row| row.id)).collect();
    let rows = steps(&mut conn, &ids).await?;
    let dots = dots_of(&rows);
    let dots_for = |id: Id| dots.get(&id).cloned().unwrap_or_default();
    let queue = queue_for(&mut conn, person, now).await?;
    let on_call = holders(&mut conn, "communications-on-call", now).await?;
    let reviews =
        if ctx.actor().may(people::APPROVE) { pending_reviews(&mut conn).await? } else { Vec::new() };
    let not_mine = not_mine(&ctx, &mut conn, &reviews).await?;
    let stop = crisis_stop(&mut conn).await?;
    let restored = Restored::find(&ctx, &mut conn).await?;
    let stands_still = match ctx.actor().may(people::OPERATE) {
        true => db::job::failed(&mut conn).await?,
        false => 0,
    };
    let notices = running(&mut conn).await?;
    let returned = returned_to(&mut conn, person).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let election = strategy.election_period(web::copenhagen(now).date()).map(|period| period.name.clone());
    drop(conn);
    let next = schedules
        .into_iter()
        .take(SHOWN)
        .map(|row| Next { dots: dots_for(row.message_id), is_late: row.due_at < now - LATE_MS, row })
        .collect();
    let moving = messages
        .into_iter()
        .filter(|row| {
            let dots = dots_for(row.id);
            if row.is_all_out { dots.broken_outside() } else { dots.current() }.is_some()
        })
        .take(broken_number + SHOWN)
        .map(|row| Moving { dots: dots_for(row.id), broken: broken(&ctx, &rows, &row), row })
        .collect();
    let when = ctx.when(now);
    let title = ctx.count("desk-today-title", i64::try_from(today).unwrap_or(0));
    let view = Today {
        f: ctx.frame(Place::Desk, title),
        date: when.long_date(),
        week: when.week(),
        next,
        moving,
        queue,
        reviews,
        notices,
        not_mine,
        may_send_urgent: on_call.iter().any(|holder| holder.person_id == person),
        may_write: ctx.actor().may(people::WRITE),
        stop,
        restored,
        stands_still,
        returned,
        election,
        on_call,
    };
    html(Cache::Never, &view)
}
