//! Kalender: one week over all units, channels down and days across (D5). The desk shows it with
//! what is released and scheduled besides the activities of plans.

use crate::{Entry, Grid, Week, activity, clashes, grid};
use askama::Template;
use web::{Cache, Ctx, Frame, Page, Place, html};

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct Calendar {
    f: Frame,
    week: Week,
    before: Week,
    after: Week,
    is_this_week: bool,
    grid: Grid,
    days: Vec<String>,
    clashes: Vec<(Entry, Entry)>,
}

/// The page of a week with the activities that the reader may see, and more entries besides.
///
/// # Errors
/// When no strategy is in force or the database fails.
pub async fn calendar_page(ctx: &Ctx, week: Week, more: Vec<Entry>) -> Page {
    let mut conn = ctx.db().read().await?;
    let now = strategy::in_force(&mut conn, ctx.db().memo()).await?;
    let mut entries = activity::entries(&mut conn, ctx.actor(), &now.strategy, week.bounds()).await?;
    entries.extend(more);
    let grid = grid(week, ctx.now(), &now.strategy, &entries);
    let title = ctx.fill(
        "plan-calendar-title",
        &[("week", &week.number().to_string()), ("year", &week.year().to_string())],
    );
    let view = Calendar {
        f: ctx.frame(Place::Desk, title),
        week,
        before: week.before(),
        after: week.after(),
        is_this_week: week == Week::at(ctx.now()),
        days: grid.days.iter().map(|day| day_name(ctx, day.date)).collect(),
        clashes: clashes(&entries),
        grid,
    };
    html(Cache::Never, &view)
}

/// "ons 6", or "tor 14 · Kristi himmelfart".
fn day_name(ctx: &Ctx, day: jiff::civil::Date) -> String {
    let name = ctx.t(&format!("plan-day-{}", day.weekday().to_monday_one_offset()));
    match crate::holiday_on(day) {
        Some(holiday) => {
            format!("{name} {} · {}", day.day(), ctx.t(&format!("plan-holiday-{}", holiday.name)))
        }
        None => format!("{name} {}", day.day()),
    }
}
