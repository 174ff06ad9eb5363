//! One dispatch: how many mails stand where, and those that did not arrive, with what the other
//! side said. Colleagues are shown by function, readers by the end of their address only.

use crate::delivery::{Counts, counts};
use crate::{dispatch::DispatchRow, ended::is_lost};
use askama::Template;
use db::{AsConn, Id, Timestamp, row, run};
use message::Message;
use strategy::Strategy;
use web::axum::extract::Path;
use web::{Cache, Ctx, Frame, Page, Place, html};

/// How many mails that did not arrive are shown.
const SHOWN_MAX: i64 = 200;

row! {
    struct Row {
        address: String,
        function: Option<String>,
        state: String,
        attempts: i64,
        moved_at: Timestamp,
        problem: Option<String>,
    }
}

/// A mail that did not arrive.
struct Line {
    who: String,
    state: String,
    attempts: i64,
    moved_at: Timestamp,
    problem: String,
}

#[derive(Template)]
#[template(path = "pages/deliveries.html")]
struct Deliveries {
    f: Frame,
    message: Message,
    dispatch: DispatchRow,
    counts: Vec<Counts>,
    lines: Vec<Line>,
    max: i64,
    may_resend: bool,
}

impl Deliveries {
    fn grouped(&self, number: &i64) -> String {
        web::grouped(*number, self.f.lang())
    }

    /// Whether mails may be sent again that stand so.
    fn is_lost(&self, count: &Counts) -> bool {
        self.message.down_at.is_none() && is_lost(&self.counts, count)
    }

    /// Whether there is something to choose about.
    fn has_lost(&self) -> bool {
        self.counts.iter().any(|count| self.is_lost(count))
    }

    /// Whether every mail was taken by the mail server; what became of it then nobody here knows.
    fn is_handed_over(&self) -> bool {
        !self.counts.is_empty() && self.counts.iter().all(|count| count.state == "accepted")
    }
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let dispatch = DispatchRow::get(&mut conn, id).await?;
    let message = Message::for_actor(&mut conn, ctx.actor(), dispatch.message_id).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let view = Deliveries {
        f: ctx.frame(Place::Desk, channel_name(&strategy, &dispatch.channel)),
        counts: counts(&mut conn, id).await?,
        lines: not_arrived(&mut conn, id).await?.into_iter().map(Line::of).collect(),
        max: SHOWN_MAX,
        may_resend: ctx.actor().may(people::OPERATE)
            || ctx.actor().may_at(people::RELEASE, &message.unit_path),
        message,
        dispatch,
    };
    html(Cache::Never, &view)
}

fn channel_name(strategy: &Strategy, id: &str) -> String {
    strategy.channel(id).map_or_else(|| id.to_owned(), |channel| channel.name.clone())
}

async fn not_arrived(conn: &mut impl AsConn, dispatch: Id) -> db::Result<Vec<Row>> {
    run!(
        conn,
        Row,
        "select v.address, p.function, v.state, v.attempts, v.moved_at, v.problem
         from delivery v left join person p on p.id = v.recipient_id
         where v.dispatch_id = $1 and (v.state in ('failed', 'unknown', 'expired') or (v.state = 'queued' and v.attempts > 0))
         order by v.state, v.id limit $2",
        [dispatch, SHOWN_MAX] => fetch_all
    )
}

impl Line {
    fn of(row: Row) -> Self {
        let host = row.address.rsplit_once('@').map_or("", |(_, host)| host);
        Self {
            who: row.function.unwrap_or_else(|| match host {
                // Forgotten, as the reader has left.
                "" => "…".to_owned(),
                host => format!("…@{host}"),
            }),
            state: row.state,
            attempts: row.attempts,
            moved_at: row.moved_at,
            problem: match row.address.as_str() {
                "" => row.problem.unwrap_or_default(),
                address => row.problem.unwrap_or_default().replace(address, "…"),
            },
        }
    }
}
