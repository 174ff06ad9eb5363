//! The one thing to do next with a message: a pure decision from how it stands.

use approval::Standing;
use db::{AsConn, Id};
use message::{Edition, Message};
use strategy::Strategy;
use web::Outcome;

/// What the decision looks at.
pub(crate) struct Situation<'a> {
    pub(crate) message: &'a Message,
    /// How approval stands where it is about the latest edition, itself or through small corrections.
    pub(crate) covering: Option<&'a Standing>,
    /// Whether something stops a request for approval.
    pub(crate) has_faults: bool,
    /// Whether it has a time.
    pub(crate) is_planned: bool,
    /// Whether only small corrections lie between what is out and the latest edition.
    pub(crate) is_carried: bool,
    /// Whether its words were erased when it was taken down, and nothing was written since.
    pub(crate) is_erased: bool,
}

impl Situation<'_> {
    /// `erased`, `fix`, `ask`, `wait`, `plan`, `scheduled`; `out` once everybody has it, `amend` where a small correction is not
    /// out yet, `draft` where more than that lies above what is out.
    pub(crate) fn next(&self) -> &'static str {
        if self.message.all_out_at.is_some() {
            return match self.message.out_edition_id {
                Some(out) if out != self.latest() => {
                    if self.is_carried {
                        "amend"
                    } else {
                        "draft"
                    }
                }
                _ => "out",
            };
        }
        if self.is_erased {
            return "erased";
        }
        match self.covering {
            Some(standing) if !standing.is_complete() => "wait",
            Some(_) if self.is_planned => "scheduled",
            Some(_) => "plan",
            None if self.has_faults => "fix",
            None => "ask",
        }
    }

    fn latest(&self) -> Id {
        self.message.edition_id
    }
}

/// Whether a yes, or the question for it, is about this edition; while it is to go out, also about as many as it reaches.
pub(crate) async fn is_covered(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    standing: Option<&Standing>,
    (message, edition): (&Message, &Edition),
) -> Outcome<bool> {
    let Some(standing) = standing.filter(|standing| standing.is_live()) else { return Ok(false) };
    if !approval::covers(conn, &standing.request, edition.id).await? {
        return Ok(false);
    }
    if message.all_out_at.is_some() || !standing.is_complete() {
        return Ok(true);
    }
    Ok(approval::outgrown(conn, strategy, &standing.request, &edition.content).await?.is_none())
}
