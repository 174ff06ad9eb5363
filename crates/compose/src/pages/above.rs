//! What stands above the text when one opens it: what came back with a comment, that others have said yes, that
//! it has a time, that it is out already. Whoever writes reads what a change will do before they do it.

use crate::correct::{begun, rest_waits};
use approval::{Returned, last_return, planned_at, standing};
use db::{AsConn, Id};
use message::{Message, Past};
use strategy::Strategy;
use web::{Ctx, Outcome};

/// What stands above the text.
#[derive(Default)]
pub(crate) struct Above {
    /// The last part of the text keys: `out`, `planned`, `approved`, `asked`; empty where nothing need be said.
    pub(crate) state: &'static str,
    /// When it is to go out.
    pub(crate) when: String,
    /// What it was sent back with.
    pub(crate) returned: Option<Returned>,
    /// What was before it: the message that it corrects, that it was taken down.
    pub(crate) past: Past,
    /// When the rest of it is to go out, where a part is out already.
    pub(crate) rest: String,
    /// A correction of it that is begun.
    pub(crate) begun: Option<Id>,
    /// Whether a save was refused for it: the button that goes on all the same stands here then.
    pub(crate) is_asked: bool,
}

impl Above {
    /// How a message stands.
    pub(crate) async fn of(
        ctx: &Ctx,
        conn: &mut impl AsConn,
        strategy: &Strategy,
        row: &Message,
    ) -> Outcome<Self> {
        let message = row.id;
        let mut above = Self {
            returned: last_return(conn, message).await?,
            past: Past::of(conn, strategy, row).await?,
            ..Self::default()
        };
        if row.out_edition_id.is_some() {
            above.rest = rest_waits(ctx, conn, message).await?.unwrap_or_default();
            above.begun = begun(conn, message).await?;
            return Ok(Self { state: "out", ..above });
        }
        if let Some(at) = planned_at(conn, message).await? {
            return Ok(Self { state: "planned", when: ctx.when(at).short(), ..above });
        }
        let Some(standing) = standing(conn, message).await?.filter(|standing| standing.is_live()) else {
            return Ok(above);
        };
        if approval::covers(conn, &standing.request, row.edition_id).await? {
            above.state = if standing.is_complete() { "approved" } else { "asked" };
        }
        Ok(above)
    }

    /// The same, after a save was refused for it.
    pub(crate) fn asked(self) -> Self {
        Self { is_asked: true, ..self }
    }
}
