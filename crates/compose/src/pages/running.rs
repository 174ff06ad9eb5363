//! One urgent notice: what was told, and while it runs a new text for it, and its end. For whoever is on call; others
//! see whom to ring.

use crate::pages::{
    once::Once,
    urgent::{release_now, told as said, told_before},
};
use approval::{FOLLOW_UP_MAX, FollowUp, NOT_ON_CALL, SENT_BEFORE, called_about, follow_up, on_call};
use askama::Template;
use db::Id;
use people::Holder;
use publish::{NoticeRow, Told, notice_of, told};
use release::{CrisisStop, crisis_stop};
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, Stop, Wrong, html_status};

/// The refusal of what is told in a notice that has ended.
const ENDED: &str = "approval-notice-ended";

#[derive(Template)]
#[template(path = "pages/running.html")]
struct View {
    f: Frame,
    notice: NoticeRow,
    told: Vec<Told>,
    /// What was typed, where it was refused.
    update: String,
    all_clear: String,
    wrong: Vec<Wrong>,
    max: usize,
    /// The key of the forms.
    once: String,
    stop: Option<CrisisStop>,
    /// Whom to ring where the one who looks is not on call.
    ring: Option<Vec<Holder>>,
}

impl View {
    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

pub(crate) async fn show(ctx: Ctx, Path(message): Path<Id>) -> Page {
    page(&ctx, message, None, (StatusCode::OK, Vec::new())).await
}

pub(crate) async fn update(ctx: Ctx, Path(message): Path<Id>, fields: Fields) -> Page {
    act(&ctx, message, FollowUp::Update, &fields).await
}

pub(crate) async fn end(ctx: Ctx, Path(message): Path<Id>, fields: Fields) -> Page {
    act(&ctx, message, FollowUp::AllClear, &fields).await
}

/// What was typed, and the key of the form that it stood in.
struct Typed<'a> {
    what: FollowUp,
    text: &'a str,
    once: Once<'a>,
}

async fn page(
    ctx: &Ctx,
    message: Id,
    typed: Option<Typed<'_>>,
    (status, wrong): (StatusCode, Vec<Wrong>),
) -> Page {
    let mut conn = ctx.db().read().await?;
    let notice = notice_of(&mut conn, message).await?.ok_or_else(Refusal::not_found)?;
    let told = told(&mut conn, message).await?;
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let holders = on_call(&mut conn, &strategy, ctx.now()).await?;
    let stop = crisis_stop(&mut conn).await?;
    drop(conn);
    let is_on_call = holders.iter().any(|holder| Some(holder.person_id) == ctx.actor().person());
    let text_of = |what| typed.as_ref().filter(|typed| typed.what == what).map_or("", |typed| typed.text);
    let title = if notice.title.is_empty() { ctx.t("publish-gone") } else { notice.title.clone() };
    let view = View {
        f: ctx.frame(Place::Desk, title),
        update: text_of(FollowUp::Update).to_owned(),
        all_clear: text_of(FollowUp::AllClear).to_owned(),
        notice,
        told,
        wrong,
        max: FOLLOW_UP_MAX,
        once: typed.as_ref().map_or_else(|| Once::new(ctx).key(), |typed| typed.once.key()),
        stop,
        ring: (!is_on_call).then_some(holders),
    };
    html_status(status, Cache::Never, &view)
}

async fn act(ctx: &Ctx, warning: Id, what: FollowUp, fields: &Fields) -> Page {
    let (field, done, word) = match what {
        FollowUp::Update => ("update", "compose-update-done", "update"),
        FollowUp::AllClear => ("all-clear", "compose-all-clear-done", "ending"),
    };
    let typed = Typed { what, text: fields.get(field), once: Once::read(ctx, fields) };
    let key = typed.once.of(&[&warning.to_string(), word, typed.text]);
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let mut tx = ctx.db().begin().await?;
    let text = (what, typed.text);
    let message = match follow_up(&mut tx, ctx.actor(), &in_force, warning, text, key.as_deref()).await {
        Ok(message) => message,
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            let (field, status) = match (refusal.field, refusal.key) {
                (Some(field), _) => (field, StatusCode::UNPROCESSABLE_ENTITY),
                (None, NOT_ON_CALL) => ("ring", StatusCode::FORBIDDEN),
                (None, ENDED) => ("read-out", StatusCode::CONFLICT),
                (None, SENT_BEFORE) => return told_before(ctx, key, done).await,
                _ => return Err(Stop::Refusal(refusal)),
            };
            let wrong = vec![Wrong { field, text: ctx.refusal(&refusal) }];
            return page(ctx, warning, Some(typed), (status, wrong)).await;
        }
        Err(fault) => return Err(fault),
    };
    release_now(&mut tx, ctx.actor(), &in_force.strategy, message).await?;
    let called = called_about(&mut tx, message).await?;
    tx.commit().await?;
    said(ctx, message, done, called)
}
