//! What has happened to a message, newest first, as its page tells it.

use check::CHECKED;
use db::{AsConn, EventRow, Id};
use message::EDITION_SAVED;

/// How many events are shown.
const SHOWN_MAX: i64 = 60;

/// The latest of what has happened.
pub(crate) struct Story {
    /// The events.
    pub(crate) rows: Vec<EventRow>,
    /// Whether there are more.
    pub(crate) has_more: bool,
}

impl Story {
    /// The story of a message. Of what one person saved time after time the last stands for all, so that an afternoon of
    /// writing does not push out a yes.
    pub(crate) async fn of(conn: &mut impl AsConn, message: Id) -> db::Result<Self> {
        let mut rows = EventRow::story(conn, message, (EDITION_SAVED, CHECKED), SHOWN_MAX + 1).await?;
        let shown = usize::try_from(SHOWN_MAX).unwrap_or(usize::MAX);
        let has_more = rows.len() > shown;
        rows.truncate(shown);
        Ok(Self { rows, has_more })
    }
}
