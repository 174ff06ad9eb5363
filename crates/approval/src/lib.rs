//! Approval: who must say yes, from the strategy and the organisation; and the only maker of
//! `Cleared`, without which nothing leaves (D1, D5; invariant 1). See README.md.

mod api;
mod approval;
mod blank;
mod carry;
mod clearance;
mod confirmation;
mod emergency;
mod erase;
mod find;
mod follow_up;
mod going;
mod ground;
mod jobs;
mod moved;
mod never;
mod outgrown;
mod pages;
mod queue;
mod quotation;
mod reminder;
mod request;
mod returned;
mod review;
mod rules;
mod samples;
mod sentences;
mod share;
mod small;
mod whom;
mod wording;

pub use approval::{approve, give_back, register_by_telephone, withdraw};
pub use blank::{BadBlank, BlankKind, blank_kind, blanks, fill_blanks};
pub use carry::{Kept, carry_or_invalidate};
pub use clearance::{Cleared, Ground, clear, covers, is_carried};
pub use confirmation::{UNCONFIRMED, check_confirmed, confirm};
pub use emergency::{
    NOT_ON_CALL, SENT_BEFORE, check_words, is_emergency, on_call, publish_urgent, ready_texts, sent_before,
};
pub use erase::{asked_about, erase};
pub use find::{Candidate, Forecast, authors_so_far, forecast, word as duty_word};
pub use follow_up::{FOLLOW_UP_MAX, FollowUp, UrgentRow, follow_up, urgent_of};
pub use going::{Exemption, Going, Wave, exemption_of, going};
pub use ground::planned_at;
pub use outgrown::{check_reach, outgrown};
pub use queue::{Hindered, QueueRow, asked_people, hindered, queue_for};
pub use quotation::{Quotation, Quote, answer_quoted, ask_quoted, quotations, quotes_in, withdraw_question};
pub use reminder::REMINDED;
pub use request::{Request, Standing, ask, has_yes, standing, void};
pub use returned::{Returned, last_return, returned_to};
pub use review::{
    PendingReview, called_about, may_review, pending_review_of, pending_reviews, review, second_eyes,
};
pub use rules::{Need, Situation, needs};
pub use small::{SmallClass, small_corrections};
pub use whom::{ByChannel, by_channel};

use db::EventKind;
use people::{APPROVE, WRITE};
use web::{Access, Nav, Object, Slice, Tick};

/// Approval was asked for.
pub const ASKED: EventKind = EventKind { slice: "approval", name: "approval-asked" };
/// Somebody wrote down a yes that another had given by telephone.
pub const REGISTERED: EventKind = EventKind { slice: "approval", name: "approval-registered" };
/// Somebody said yes.
pub const GIVEN: EventKind = EventKind { slice: "approval", name: "approval-given" };
/// Everybody who must has said yes.
pub const COMPLETE: EventKind = EventKind { slice: "approval", name: "approval-complete" };
/// Somebody sent it back with a comment.
pub const RETURNED: EventKind = EventKind { slice: "approval", name: "approval-returned" };
/// Somebody took their yes back.
pub const WITHDRAWN: EventKind = EventKind { slice: "approval", name: "approval-withdrawn" };
/// Somebody confirmed a yes that was given by telephone.
pub const CONFIRMED: EventKind = EventKind { slice: "approval", name: "approval-confirmed" };
/// A small correction came after the yes; the yes stands.
pub const CARRIED: EventKind = EventKind { slice: "approval", name: "correction-carried" };
/// A later edit took the ground away.
pub const INVALIDATED: EventKind = EventKind { slice: "approval", name: "approval-invalidated" };

/// A ready text was published in an emergency, before anybody else had looked.
pub const EMERGENCY: EventKind = EventKind { slice: "approval", name: "emergency-published" };
/// A second pair of eyes has looked.
pub const REVIEWED: EventKind = EventKind { slice: "approval", name: "emergency-reviewed" };

/// Somebody who is quoted was asked about their words.
pub const QUOTATION_ASKED: EventKind = EventKind { slice: "approval", name: "quotation-asked" };
/// Somebody who is quoted has answered.
pub const QUOTATION_ANSWERED: EventKind = EventKind { slice: "approval", name: "quotation-answered" };
/// The question to somebody who is quoted was taken back.
pub const QUOTATION_WITHDRAWN: EventKind = EventKind { slice: "approval", name: "quotation-withdrawn" };

/// The page of a request, on which the forms of an answer stand.
const REQUEST: &str = "/approvals/{id}";
/// The thread page, on which people who are quoted are asked.
const THREAD: &str = "/messages/{id}";

db::reaction!("duty-taken" => "approval-move");
db::reaction!("absence-noted" => "approval-move");
db::reaction!("person-left" => "approval-move");

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        routes: |routes| {
            let approver = Access::Right(APPROVE, Object::Some);
            let writer = Access::Right(WRITE, Object::Some);
            api::routes(routes)
                .get("/approvals", approver, pages::queue::show)
                .get("/approvals/{id}", Access::SignedIn, pages::approve::show)
                .form("/approvals/{id}/approval", approver, REQUEST, pages::approve::approve)
                .form("/approvals/{id}/return", approver, REQUEST, pages::approve::give_back)
                .form("/approvals/{id}/withdrawal", Access::SignedIn, REQUEST, pages::approve::withdraw)
                .form("/approvals/{id}/confirmation", Access::SignedIn, REQUEST, pages::approve::confirm)
                .form("/approvals/{id}/telephone", Access::SignedIn, REQUEST, pages::approve::telephone)
                .get("/quotations/{token}", Access::Link, pages::quotation::show)
                .post("/quotations/{token}", Access::Public, pages::quotation::answer)
                .form("/messages/{id}/quotations", writer, THREAD, pages::quotation::ask)
                .form(
                    "/messages/{id}/quotations/{quotation}/withdrawal",
                    writer,
                    THREAD,
                    pages::quotation::withdraw,
                )
                .form("/emergencies/{id}/review", approver, "/desk", pages::approve::review)
        },
        api: api::API,
        jobs: jobs::JOBS,
        ticks: &[
            Tick {
                name: "approval-reminders",
                every_ms: reminder::EVERY_MS,
                run: |site| Box::pin(reminder::remind(site)),
            },
            Tick {
                name: "approval-confirmations",
                every_ms: reminder::EVERY_MS,
                run: |site| Box::pin(confirmation::remind(site)),
            },
        ],
        events: &[
            ASKED,
            GIVEN,
            REGISTERED,
            COMPLETE,
            RETURNED,
            WITHDRAWN,
            CONFIRMED,
            UNCONFIRMED,
            CARRIED,
            INVALIDATED,
            EMERGENCY,
            REVIEWED,
            QUOTATION_ASKED,
            QUOTATION_ANSWERED,
            QUOTATION_WITHDRAWN,
            REMINDED,
            moved::MOVED,
        ],
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        nav: &[Nav { key: "approval-nav", href: "/approvals", order: 30, right: Some(APPROVE) }],
        samples: samples::samples,
        ..Slice::empty("approval")
    }
}
