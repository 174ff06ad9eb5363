//! What stands beside the next step of a message: the stop that holds it, what it was sent back with, that it was
//! taken down, and whether the reader may take it down.

use db::{AsConn, Timestamp};
use message::{Message, Retraction, retraction_of};
use release::{CrisisStop, crisis_stop, may_retract};
use thread::StepRow;
use web::Ctx;

/// What stands beside the next step.
pub(crate) struct Aside {
    /// Shown where something offers to send, or waits to be sent.
    pub(crate) stop: Option<CrisisStop>,
    pub(crate) retraction: Option<Retraction>,
    pub(crate) returned: Option<CameBack>,
    pub(crate) may_retract: bool,
    /// Whether the reader may erase what is not out.
    pub(crate) may_erase: bool,
}

/// What a message was sent back with, as its thread tells.
pub(crate) struct CameBack {
    pub(crate) function: String,
    pub(crate) at: Timestamp,
    pub(crate) comment: String,
}

impl Aside {
    pub(crate) async fn of(
        ctx: &Ctx,
        conn: &mut impl AsConn,
        (message, steps): (&Message, &[StepRow]),
        next: &str,
    ) -> db::Result<Self> {
        let is_out = message.out_edition_id.is_some();
        let may = may_retract(conn, ctx.actor(), message, ctx.now()).await?;
        Ok(Self {
            stop: if matches!(next, "plan" | "scheduled" | "amend") {
                crisis_stop(conn).await?
            } else {
                None
            },
            retraction: if message.down_at.is_some() { retraction_of(conn, message.id).await? } else { None },
            returned: steps.iter().find_map(CameBack::of),
            may_retract: is_out && may,
            may_erase: !is_out && may,
        })
    }
}

impl CameBack {
    fn of(step: &StepRow) -> Option<Self> {
        let said = |name: &str| step.args.get(name).cloned();
        let is_back = step.note == "approval-note-returned";
        Some(Self { function: said("who")?, at: step.at, comment: said("comment")? }).filter(|_| is_back)
    }
}
