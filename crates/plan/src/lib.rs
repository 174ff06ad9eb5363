//! Plans: the communication assessment, communication plans with their activities, and the
//! calendar over all units (W3, W4, D5). See README.md.

mod activity;
mod api;
mod assessment;
mod calendar;
mod content;
mod holidays;
mod jobs;
mod pages;
mod plan;
mod week;
mod weighing;

pub use activity::{Activity, NewActivity, cancel, complete, entries, schedule};
pub use assessment::{Assessment, Kind, NewAssessment, assess};
pub use calendar::{Day, Entry, Grid, GridRow, clashes, grid};
pub use content::{Content, MAIN_MESSAGE_MAX, RISKS_MAX, Status, TITLE_MAX};
pub use holidays::{Holiday, easter, holiday_on, holidays, is_working_day, next_working_day};
pub use pages::calendar::calendar_page;
pub use plan::{ListRow, Plan, Saved, list_for, save, start};
pub use week::Week;
pub use weighing::{Weighing, weigh};

use db::EventKind;
use people::{READ, WRITE};
use web::{Access, Nav, Object, Slice};

/// A case or decision was assessed.
pub const ASSESSED: EventKind = EventKind { slice: "plan", name: "assessment-made" };
/// A plan was begun.
pub const STARTED: EventKind = EventKind { slice: "plan", name: "plan-started" };
/// A plan was changed.
pub const SAVED: EventKind = EventKind { slice: "plan", name: "plan-saved" };
/// An activity was put in the calendar.
pub const SCHEDULED: EventKind = EventKind { slice: "plan", name: "activity-scheduled" };
/// An activity was done.
pub const COMPLETED: EventKind = EventKind { slice: "plan", name: "activity-completed" };
/// An activity was cancelled.
pub const CANCELLED: EventKind = EventKind { slice: "plan", name: "activity-cancelled" };

db::reaction!("import-applied" => "plan-units-moved");
db::reaction!("import-undone" => "plan-units-moved");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let (reader, writer) = (Access::Right(READ, Object::Some), Access::Right(WRITE, Object::Some));
            api::routes(routes)
                .get("/plans", reader, pages::list::show)
                .get("/plans/new", writer, pages::new::show)
                .post("/plans", writer, pages::new::start)
                .get("/plans/{id}", reader, pages::plan::show)
                .post("/plans/{id}", writer, pages::plan::save)
                .post("/plans/{id}/activities", writer, pages::plan::schedule)
                .post("/activities/{id}/completion", reader, pages::plan::complete)
                .post("/activities/{id}/cancellation", reader, pages::plan::cancel)
                .post("/assessments", writer, pages::assessment::assess)
                .get("/assessments/{id}", reader, pages::assessment::show)
        },
        api: api::API,
        jobs: jobs::JOBS,
        events: &[ASSESSED, STARTED, SAVED, SCHEDULED, COMPLETED, CANCELLED],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        nav: &[
            Nav { key: "plan-nav-calendar", href: "/calendar", order: 40, right: Some(READ) },
            Nav { key: "plan-nav", href: "/plans", order: 45, right: Some(READ) },
        ],
        ..Slice::empty("plan")
    }
}
