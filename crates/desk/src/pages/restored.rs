//! After a copy was brought back: that nothing goes out yet, and that what was taken down or erased after the copy was made
//! is there again. Nobody can know what that was, so those who took it down are asked to do it anew (quality bar S8, R10).

use db::{AsConn, Event, EventKind, Hold};
use serde_json::json;
use web::{Ctx, Page, Refusal, done};

/// Somebody has looked for what came back with a copy.
pub(crate) const REVIEWED: EventKind = EventKind { slice: "desk", name: "copy-reviewed" };

/// What is told of a restore.
pub(crate) struct Restored {
    /// Whether nothing goes out.
    pub(crate) is_held: bool,
    /// When the copy was made, until somebody has looked for what came back.
    pub(crate) copied_at: Option<i64>,
    /// Whether the reader may say that somebody has.
    pub(crate) may_review: bool,
}

impl Restored {
    pub(crate) async fn find(ctx: &Ctx, conn: &mut impl AsConn) -> db::Result<Self> {
        Ok(Self {
            is_held: Hold::find(conn).await?.is_some(),
            copied_at: Hold::unreviewed(conn).await?.map(|copy| copy.copied_at),
            may_review: ctx.actor().may(people::OPERATE),
        })
    }
}

pub(crate) async fn review(ctx: Ctx) -> Page {
    let mut tx = ctx.db().begin().await?;
    if !Hold::review(&mut tx).await? {
        return Err(Refusal::conflict("desk-copy-none").into());
    }
    let subject = tx.new_id();
    Event { kind: REVIEWED, subject, particulars: json!({}), text: None }.write(&mut tx, ctx.actor()).await?;
    tx.commit().await?;
    done(&ctx, "/status", "desk-copy-reviewed-done", &[])
}
