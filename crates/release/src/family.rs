//! The messages that belong to one another: a message, what corrects it, and the updates and the end of a warning. What
//! is wrong or personal in one of them is often in the others too.

use db::{AsConn, Id, row, run};

/// The most relatives that a page asks about.
const RELATIVES_MAX: i64 = 100;

row! {
    /// A message that belongs to another.
    #[derive(Clone, Debug)]
    pub struct Relative {
        /// Id.
        pub id: Id,
        /// The title as it went out; that of the latest edition while nothing is out.
        pub title: String,
        /// The unit's path.
        pub unit_path: String,
        /// The unit's name.
        pub unit_name: String,
        /// The unit's telephone; empty where it has none.
        pub unit_phone: String,
        /// Whether it followed on the one that is asked about.
        pub is_after: bool,
        /// Whether something of it is out.
        pub is_out: bool,
        /// Whether it has a time.
        pub is_planned: bool,
        /// Whether somebody is asked about it, or has said yes.
        pub is_asked: bool,
        /// Whether it was out and was taken down.
        pub is_down: bool,
        /// Whether its words are erased.
        pub is_erased: bool,
    }
}

impl Relative {
    /// Whether it is a correction that somebody works on, which the message it corrects must not outrun.
    #[must_use]
    pub fn is_on_its_way(&self) -> bool {
        self.is_after && !self.is_out && !self.is_down && !self.is_erased
    }

    /// How it stands, as the last part of a text key.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self {
            Relative { is_erased: true, .. } => "erased",
            Relative { is_out: true, .. } => "out",
            Relative { is_planned: true, .. } => "planned",
            Relative { is_down: true, .. } => "down",
            Relative { is_asked: true, .. } => "asked",
            _ => "draft",
        }
    }
}

/// Whether a correction of a message, or of its correction, is out: the message itself must not come after it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_corrected(conn: &mut impl AsConn, message: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "with recursive down (id) as (
           select id from message where corrects_id = $1
           union select m.id from message m join down on m.corrects_id = down.id)
         select m.id from down join message m on m.id = down.id where m.out_edition_id is not null limit 1",
        [message] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Whether a correction of what a release put out, or of its correction, is out for the same people: what still waits of
/// the release must not come after it. What follows a warning corrects nothing.
///
/// # Errors
/// When the database fails.
pub async fn is_corrected_for(conn: &mut impl AsConn, release: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "with recursive down (id) as (
           select m.id from message m join release r on m.corrects_id = r.message_id where r.id = $1
           union select m.id from message m join down on m.corrects_id = down.id)
         select c.id from down join release c on c.message_id = down.id
         where c.retracted_at is null and c.scope = (select o.scope from release o where o.id = $1)
           and not exists (select 1 from emergency e where e.message_id = c.message_id) limit 1",
        [release] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// The newest correction of a message, or of its correction, that is out; what follows a warning corrects nothing.
///
/// # Errors
/// When the database fails.
pub async fn corrected_by(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Id>> {
    run!(
        conn,
        scalar Id,
        "with recursive down (id) as (
           select id from message where corrects_id = $1
           union select m.id from message m join down on m.corrects_id = down.id)
         select m.id from down join message m on m.id = down.id
         where m.out_edition_id is not null and not exists (select 1 from emergency e where e.message_id = m.id)
         order by m.made_at desc, m.id desc limit 1",
        [message] => fetch_optional
    )
}

/// What a message corrects, and what that corrects, and so on.
///
/// # Errors
/// When the database fails.
pub(crate) async fn originals(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "with recursive up (id) as (
           select corrects_id from message where id = $1 and corrects_id is not null
           union select m.corrects_id from message m join up on m.id = up.id where m.corrects_id is not null)
         select id from up",
        [message] => fetch_all
    )
}

/// Every other message that belongs to one, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn family(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Relative>> {
    run!(
        conn,
        Relative,
        "with recursive up (id, corrects_id) as (
           select id, corrects_id from message where id = $1
           union select m.id, m.corrects_id from message m join up on m.id = up.corrects_id),
         tree (id) as (
           select id from up where corrects_id is null
           union select m.id from message m join tree on m.corrects_id = tree.id),
         down (id) as (
           select id from message where corrects_id = $1
           union select m.id from message m join down on m.corrects_id = down.id)
         select m.id, m.title, m.unit_path, u.name as unit_name, u.phone as unit_phone,
           (m.id in (select id from down)) as is_after,
           (m.out_edition_id is not null) as is_out, (m.down_at is not null) as is_down,
           (exists (select 1 from schedule s where s.message_id = m.id and s.ended_at is null)) as is_planned,
           (exists (select 1 from approval_request q where q.message_id = m.id and q.ended_at is null)) as is_asked,
           (exists (select 1 from erasure x where x.message_id = m.id and e.number <= x.edition_number)) as is_erased
         from tree join message m on m.id = tree.id join unit u on u.id = m.unit_id join edition e on e.id = m.edition_id
         where m.id <> $1 order by m.made_at limit $2",
        [message, RELATIVES_MAX] => fetch_all
    )
}
