//! What is released or scheduled between two moments, for the calendar (D5).

use db::{Actor, AsConn, Id, Json, Timestamp, row, run};
use message::Content;
use serde_json::json;

/// How many rows a calendar shows at most.
const ROWS_MAX: i64 = 500;

row! {
    /// A release that has been or is to come.
    #[derive(Clone, Debug)]
    pub struct Outing {
        /// The message.
        pub message_id: Id,
        /// The unit that sends.
        pub unit_name: String,
        /// `internal` or `external`.
        pub scope: String,
        /// When.
        pub at: Timestamp,
        /// Whether it has been.
        pub is_out: bool,
        /// Whether it warned of a danger that is over.
        pub is_over: bool,
        /// Whether it was taken down since.
        pub is_down: bool,
        /// Whether its thread says that something is in the way.
        pub is_broken: bool,
        /// What it says, with its channels and target groups.
        pub content: Json<Content>,
    }
}

impl Outing {
    /// Its title: as it was sent where it has been, as it stands now where it is to come.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.content.title
    }
}

/// The releases and open schedules from `from` to before `until` that the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn outings(
    conn: &mut impl AsConn,
    actor: &Actor,
    (from, until): (Timestamp, Timestamp),
) -> db::Result<Vec<Outing>> {
    let paths = json!(actor.paths(people::READ)).to_string();
    let mut rows = run!(
        conn,
        Outing,
        "select m.id as message_id, coalesce(r.unit_name, u.name) as unit_name, r.scope, r.at, (1 = 1) as is_out,
           (exists (select 1 from notice n where n.ended_at is not null and (n.message_id = m.id
             or n.id in (select u.notice_id from notice_update u where u.message_id = m.id)))) as is_over, (r.retracted_at is not null) as is_down,
           exists (select 1 from thread_step t where t.thread_id = m.id and t.state = 'broken'
             and t.step = case r.scope when 'internal' then 'internal' else 'channels' end) as is_broken, e.content
         from release r join message m on m.id = r.message_id join edition e on e.id = r.edition_id
           join unit u on u.id = m.unit_id
         where r.at >= $2 and r.at < $3
           and exists (select 1 from {texts $1} g where substr(m.unit_path, 1, length(g.x)) = g.x)
         order by r.at limit $4",
        [&paths, from, until, ROWS_MAX] => fetch_all
    )?;
    rows.extend(run!(
        conn,
        Outing,
        "select m.id as message_id, u.name as unit_name, s.scope, s.due_at as at, (1 = 0) as is_out, (1 = 0) as is_over, (1 = 0) as is_down,
           exists (select 1 from thread_step t where t.thread_id = m.id and t.state = 'broken'
             and t.step = case s.scope when 'internal' then 'internal' else 'channels' end) as is_broken, e.content
         from schedule s join message m on m.id = s.message_id join edition e on e.id = m.edition_id
           join unit u on u.id = m.unit_id
         where s.ended_at is null and s.due_at >= $2 and s.due_at < $3
           and exists (select 1 from {texts $1} g where substr(m.unit_path, 1, length(g.x)) = g.x)
         order by s.due_at limit $4",
        [&paths, from, until, ROWS_MAX] => fetch_all
    )?);
    Ok(rows)
}
