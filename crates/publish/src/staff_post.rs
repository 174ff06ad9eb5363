//! A post in the staff feed: what staff read first, with the text that follows outside (H3, C5).

use crate::POSTED;
use approval::Cleared;
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use message::Content;
use people::Unit;
use serde_json::json;
use web::Outcome;

row! {
    /// A post.
    #[derive(Clone, Debug)]
    pub struct StaffPost {
        /// The message; also the post's id.
        pub message_id: Id,
        /// What it says.
        pub content: Json<Content>,
        /// The channel whose text it shows; empty where it has the body.
        pub channel: String,
        /// The unit that sends.
        pub unit_name: String,
        /// When it appeared.
        pub posted_at: Timestamp,
        /// When it was corrected, where it was.
        pub changed_at: Option<Timestamp>,
    }
}

/// The latest posts; staff see everything that is told to staff.
///
/// # Errors
/// When the database fails.
pub(crate) async fn latest(conn: &mut impl AsConn, limit: i64) -> db::Result<Vec<StaffPost>> {
    run!(
        conn,
        StaffPost,
        "select s.message_id, e.content, s.channel, s.posted_at, s.changed_at,
           coalesce((select r.unit_name from release r where r.message_id = s.message_id and r.scope = 'internal'
             and r.retracted_at is null), u.name) as unit_name
         from staff_post s join edition e on e.id = s.edition_id join message m on m.id = s.message_id
           join unit u on u.id = m.unit_id
         where s.retracted_at is null order by s.posted_at desc limit $1",
        [limit] => fetch_all
    )
}

/// The post of a message.
///
/// # Errors
/// When the database fails.
pub async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Option<StaffPost>> {
    run!(
        conn,
        StaffPost,
        "select s.message_id, e.content, s.channel, s.posted_at, s.changed_at,
           coalesce((select r.unit_name from release r where r.message_id = s.message_id and r.scope = 'internal'
             and r.retracted_at is null), u.name) as unit_name
         from staff_post s join edition e on e.id = s.edition_id join message m on m.id = s.message_id
           join unit u on u.id = m.unit_id
         where s.message_id = $1 and s.retracted_at is null",
        [message] => fetch_optional
    )
}

row! {
    /// Another post that one belongs with.
    pub(crate) struct RelatedPost {
        pub(crate) message_id: Id,
        pub(crate) content: Json<Content>,
        /// `update` or `all-clear` where the newer of the two follows a warning.
        kind: String,
    }
}

impl RelatedPost {
    /// The last part of the text key that says what the newer of the two is.
    pub(crate) fn word(&self) -> &'static str {
        crate::article::word(&self.kind)
    }
}

/// The post that holds now instead of the one of a message, and the nearest that it follows, as with articles.
///
/// # Errors
/// When the database fails.
pub(crate) async fn related(
    conn: &mut impl AsConn,
    message: Id,
) -> db::Result<(Option<RelatedPost>, Option<RelatedPost>)> {
    let newer = run!(
        conn,
        RelatedPost,
        "with recursive up (id, corrects_id) as (
           select id, corrects_id from message where id = $1
           union select m.id, m.corrects_id from message m join up on m.id = up.corrects_id),
         tree (id) as (
           select id from up where corrects_id is null
           union select m.id from message m join tree on m.corrects_id = tree.id)
         select s.message_id, e.content, coalesce((select min(x.kind) from emergency x where x.message_id = s.message_id), '') as kind
         from staff_post own, tree join staff_post s on s.message_id = tree.id join edition e on e.id = s.edition_id
         where own.message_id = $1 and s.message_id <> $1 and s.retracted_at is null and s.posted_at >= own.posted_at
           and (s.posted_at > own.posted_at or s.message_id > own.message_id)
         order by s.posted_at desc, s.message_id desc limit 1",
        [message] => fetch_optional
    )?;
    let older = run!(
        conn,
        RelatedPost,
        "with recursive up (id, depth) as (
           select corrects_id, 1 from message where id = $1 and corrects_id is not null
           union select m.corrects_id, up.depth + 1 from message m join up on m.id = up.id where m.corrects_id is not null)
         select s.message_id, e.content, coalesce((select min(x.kind) from emergency x where x.message_id = $1), '') as kind
         from up join staff_post s on s.message_id = up.id join edition e on e.id = s.edition_id
         where s.retracted_at is null order by up.depth limit 1",
        [message] => fetch_optional
    )?;
    Ok((newer, older))
}

/// Puts a cleared edition into the staff feed.
pub(crate) async fn put_out(tx: &mut Tx, actor: &Actor, cleared: Cleared) -> Outcome<()> {
    let edition = cleared.edition();
    let unit = Unit::get(tx, edition.content.unit).await?;
    let now = tx.now();
    exec!(
        tx,
        "insert into staff_post (message_id, edition_id, channel, unit_path, posted_at) values ($1, $2, $3, $4, $5)
         on conflict (message_id) do update set changed_at = case
           when staff_post.edition_id <> excluded.edition_id and staff_post.retracted_at is null then excluded.posted_at
           else staff_post.changed_at end,
           edition_id = excluded.edition_id, channel = excluded.channel, retracted_at = null",
        [edition.message_id, edition.id, cleared.channel(), &unit.path, now]
    )?;
    let particulars = json!({ "edition": edition.id, "ground": cleared.ground().word() });
    Event { kind: POSTED, subject: edition.message_id, particulars, text: None }.write(tx, actor).await?;
    Ok(())
}
