//! Acts on the page about a person: duties, absence, access. Each ends where it began.

use super::{me::own_id, person::again};
use crate::{
    Days, PEOPLE, Person, access_change, account, actor::must_cover, come_back, end_absence, give_duty,
    identity, jobs, leave, note_absence, remove_second_factor, take_duty,
};
use askama::Template;
use db::{Id, Tx};
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, done, html};

/// Back at the person, with what was done.
fn at(ctx: &Ctx, id: Id, key: &str) -> Page {
    done(ctx, format!("/people/persons/{id}"), key, &[])
}

pub(crate) async fn give(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    let given = async {
        let unit = fields.get("over").parse().map_err(|_| Refusal::new("people-no-unit").at("over"))?;
        Person::get(&mut tx, id).await?;
        give_duty(&mut tx, ctx.actor(), id, (fields.get("duty"), unit, fields.has("deputy"))).await
    }
    .await;
    match given {
        Ok(()) => {
            tx.commit().await?;
            at(&ctx, id, "people-duty-given-done")
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, id, None, stop).await
        }
    }
}

pub(crate) async fn take(ctx: Ctx, Path((id, duty)): Path<(Id, Id)>) -> Page {
    let mut tx = ctx.db().begin().await?;
    take_duty(&mut tx, ctx.actor(), id, duty).await?;
    tx.commit().await?;
    at(&ctx, id, "people-duty-taken-done")
}

/// Notes the absence of a person from the form's days and deputy.
pub(super) async fn note(tx: &mut Tx, ctx: &Ctx, id: Id, fields: &Fields) -> Outcome<()> {
    let person = Person::get(tx, id).await?;
    let days = Days { from: fields.get("from"), to: fields.get("to") };
    let deputy = match fields.get("deputy") {
        "" => None,
        text => Some(text.parse().map_err(|_| Refusal::new("people-no-deputy").at("deputy"))?),
    };
    note_absence(tx, ctx.actor(), &person, days, deputy).await.map(drop)
}

pub(crate) async fn note_away(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    match note(&mut tx, &ctx, id, &fields).await {
        Ok(()) => {
            tx.commit().await?;
            at(&ctx, id, "people-away-done")
        }
        Err(stop) => {
            drop(tx);
            again(&ctx, id, None, stop).await
        }
    }
}

pub(crate) async fn end_away(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let person = end_absence(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    match own_id(&ctx)? == person {
        true => done(&ctx, "/me", "people-back-done", &[]),
        false => at(&ctx, person, "people-back-done"),
    }
}

pub(crate) async fn close(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    leave(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    at(&ctx, id, "people-closed-done")
}

pub(crate) async fn open(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    come_back(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    at(&ctx, id, "people-opened-done")
}

/// The person, when the actor may act on how they sign in.
async fn kept(tx: &mut Tx, ctx: &Ctx, id: Id) -> Outcome<()> {
    let person = Person::get(tx, id).await?;
    if !ctx.actor().may_at(PEOPLE, &person.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    must_cover(tx, ctx.actor(), id).await
}

#[derive(Template)]
#[template(path = "pages/link_made.html")]
struct LinkMade {
    f: Frame,
    id: Id,
    email: String,
}

/// Makes a link for a new password. It goes to the person's own address and nobody else sees it.
pub(crate) async fn link(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    kept(&mut tx, &ctx, id).await?;
    // The mailbox of before, while a new address waits: else a keeper could have a link sent to themselves.
    let email = access_change::sign_in_address(&mut tx, id, ctx.now()).await?;
    let email = email.ok_or_else(|| Refusal::new("people-link-no-email"))?;
    let token = account::renew(&mut tx, ctx.actor(), id).await?;
    jobs::tell_link(&mut tx, ctx.site(), ctx.lang(), (&email, &token)).await?;
    tx.commit().await?;
    html(Cache::Never, &LinkMade { f: ctx.frame(Place::Desk, ctx.t("people-link-made-title")), id, email })
}

pub(crate) async fn drop_second_factor(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    kept(&mut tx, &ctx, id).await?;
    remove_second_factor(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    at(&ctx, id, "people-factor-dropped-done")
}

pub(crate) async fn unbind(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    kept(&mut tx, &ctx, id).await?;
    identity::unbind(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    at(&ctx, id, "people-unbound-done")
}
