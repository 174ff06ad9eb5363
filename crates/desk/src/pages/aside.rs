//! What stands beside the next step of a message: the stop that holds it, what it was sent back with, that it was
//! taken down, and whether the reader may take it down.

use approval::{PendingReview, may_review, pending_review_of};
use db::{AsConn, Id, Timestamp};
use dispatch::Counts;
use message::{Message, Retraction, retraction_of};
use publish::notice_of;
use release::{CrisisStop, Relative, crisis_stop, family, may_retract};
use thread::StepRow;
use web::Ctx;

/// What the approval of an urgent notice says until somebody has looked at it, and after.
const UNSEEN_NOTES: [&str; 3] =
    ["approval-note-emergency", "approval-note-update", "approval-note-all-clear"];
const SEEN_NOTE: &str = "approval-note-reviewed";

/// What stands beside the next step.
pub(crate) struct Aside {
    /// Shown where something offers to send, or waits to be sent: what is out by one channel may wait by another.
    pub(crate) stop: Option<CrisisStop>,
    pub(crate) retraction: Option<Retraction>,
    /// What belongs to it: what it corrects, its corrections, and the updates and the end of a warning.
    pub(crate) family: Vec<Relative>,
    pub(crate) returned: Option<CameBack>,
    pub(crate) may_retract: bool,
    /// Whether the reader may erase what is not out.
    pub(crate) may_erase: bool,
    /// Whether the reader may only ask those who may.
    pub(crate) may_ask_down: bool,
    /// Whether it is a warning that holds, with a page of its own.
    pub(crate) is_running: bool,
    /// A dispatch that is stuck: its page has the answers of the mail server.
    pub(crate) held_up: Option<Id>,
    /// The urgent notice that the reader may look at, where nobody has yet.
    pub(crate) review: Option<PendingReview>,
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
        (next, counts, retraction): (&str, &[Counts], Option<Retraction>),
    ) -> db::Result<Self> {
        let waits =
            counts.iter().any(|count| matches!(count.state.as_str(), "queued" | "held" | "attempting"));
        // The mail that calls a second pair of eyes leads here.
        let is_unseen = steps.iter().any(|step| UNSEEN_NOTES.contains(&step.note.as_str()));
        let mut review = if is_unseen { pending_review_of(conn, message.id).await? } else { None };
        if let Some(one) = &review
            && !may_review(conn, ctx.actor(), one, ctx.now()).await?
        {
            review = None;
        }
        let is_out = message.out_edition_id.is_some();
        let may = match is_out {
            true => may_retract(conn, ctx.actor(), message, ctx.now()).await?,
            // Whoever is on call finds the page by its link in the mail; here nobody is looked up for it.
            false => ctx.actor().may_at(people::RELEASE, &message.unit_path),
        };
        Ok(Self {
            stop: match waits || matches!(next, "plan" | "scheduled" | "amend") {
                true => crisis_stop(conn).await?,
                false => None,
            },
            family: match message.is_followed || message.corrects_id.is_some() {
                true => family(conn, message.id).await?,
                false => Vec::new(),
            },
            is_running: match is_unseen || steps.iter().any(|step| step.note == SEEN_NOTE) {
                true => notice_of(conn, message.id).await?.is_some_and(|notice| notice.ended_at.is_none()),
                false => false,
            },
            held_up: held_up(steps, counts),
            retraction,
            review,
            returned: steps.iter().find_map(CameBack::of),
            may_ask_down: !may && (is_out || ctx.actor().may_at(people::WRITE, &message.unit_path)),
            may_retract: is_out && may,
            may_erase: !is_out && may,
        })
    }
}

impl Aside {
    /// How the rest goes out by mail, as the last part of what is said when.
    pub(crate) fn rest_by_mail(&self) -> &'static str {
        match (&self.stop, self.held_up) {
            (Some(_), _) => "compose-rest-by-mail-stopped",
            (None, Some(_)) => "compose-rest-by-mail-late",
            (None, None) => "compose-rest-by-mail",
        }
    }

    /// The corrections that somebody works on: whoever sends the old text to the rest must know of them.
    pub(crate) fn corrections(&self) -> impl Iterator<Item = &Relative> {
        self.family.iter().filter(|other| other.is_on_its_way())
    }
}

/// A dispatch with mails that should have left, where the thread says that it is stuck.
fn held_up(steps: &[StepRow], counts: &[Counts]) -> Option<Id> {
    let is_stuck = steps.iter().any(|step| step.note == crate::stuck::NOTE);
    counts.iter().find(|count| is_stuck && count.state == "queued").map(|count| count.dispatch_id)
}

/// That a message was taken down, and is not out again.
pub(crate) async fn taken_down(conn: &mut impl AsConn, message: &Message) -> db::Result<Option<Retraction>> {
    match message.down_at.is_some() {
        true => retraction_of(conn, message.id).await,
        false => Ok(None),
    }
}

impl CameBack {
    fn of(step: &StepRow) -> Option<Self> {
        let said = |name: &str| step.args.get(name).cloned();
        let is_back = step.note == "approval-note-returned";
        Some(Self { function: said("who")?, at: step.at, comment: said("comment")? }).filter(|_| is_back)
    }
}
