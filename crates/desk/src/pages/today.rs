//! I dag: what goes out next, what waits and for whom, who is on call.

use approval::{PendingReview, QueueRow, Returned, pending_reviews, queue_for, returned_to};
use askama::Template;
use db::Id;
use message::{ListRow, Which, list_for};
use people::{Holder, holders};
use publish::{Running, running};
use release::{CrisisStop, ScheduleRow, crisis_stop, upcoming};
use thread::{Dots, dots_of, steps};
use web::{Cache, Ctx, Frame, Page, Place, Refusal, html};

/// How far ahead the page looks, in milliseconds: a week.
const AHEAD_MS: i64 = 7 * 24 * 3_600_000;
/// How many of each list are shown.
const SHOWN: usize = 8;

struct Next {
    row: ScheduleRow,
    dots: Dots,
}

struct Moving {
    row: ListRow,
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
    notices: Vec<Running>,
    me: Id,
    may_send_urgent: bool,
    may_write: bool,
    stop: Option<CrisisStop>,
    returned: Vec<Returned>,
    /// The election period that runs now, by name.
    election: Option<String>,
}

impl Today {
    /// Whether the reader published it, and so cannot be the second pair of eyes.
    fn is_mine(&self, review: &PendingReview) -> bool {
        review.by_id == self.me
    }
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let person = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    let now = ctx.now();
    let mut conn = ctx.db().read().await?;
    let schedules = upcoming(&mut conn, ctx.actor(), now + AHEAD_MS).await?;
    let today_end = web::day_start(now) + 24 * 3_600_000;
    let today = schedules.iter().filter(|row| row.due_at < today_end).count();
    let messages = list_for(&mut conn, ctx.actor(), Which::default()).await?;
    let ids: Vec<Id> =
        schedules.iter().map(|row| row.message_id).chain(messages.iter().map(|row| row.id)).collect();
    let dots = dots_of(&steps(&mut conn, &ids).await?);
    let dots_for = |id: Id| dots.get(&id).cloned().unwrap_or_default();
    let queue = queue_for(&mut conn, person, now).await?;
    let on_call = holders(&mut conn, "communications-on-call", now).await?;
    let reviews =
        if ctx.actor().may(people::APPROVE) { pending_reviews(&mut conn).await? } else { Vec::new() };
    let stop = crisis_stop(&mut conn).await?;
    let notices = running(&mut conn).await?;
    let returned = returned_to(&mut conn, person).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let election = strategy.election_period(web::copenhagen(now).date()).map(|period| period.name.clone());
    drop(conn);
    let next =
        schedules.into_iter().take(SHOWN).map(|row| Next { dots: dots_for(row.message_id), row }).collect();
    let moving = messages
        .into_iter()
        .filter(|row| dots_for(row.id).current().is_some())
        .take(SHOWN)
        .map(|row| Moving { dots: dots_for(row.id), row })
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
        me: person,
        may_send_urgent: on_call.iter().any(|holder| holder.person_id == person),
        may_write: ctx.actor().may(people::WRITE),
        stop,
        returned,
        election,
        on_call,
    };
    html(Cache::Never, &view)
}
