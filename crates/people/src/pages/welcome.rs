//! The first-run page: a link that is good once lets somebody choose a password.

use super::login;
use crate::{
    Person, account,
    password::{PASSWORD_MIN, check_new},
    tries,
};
use askama::Template;
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, html_status, redirect};

#[derive(Template)]
#[template(path = "pages/welcome.html")]
struct Welcome {
    f: Frame,
    minimum: usize,
    wrong: Option<String>,
}

pub(crate) async fn show(ctx: Ctx, Path(token): Path<String>) -> Page {
    let mut conn = ctx.db().read().await?;
    account::open_link(&mut conn, &token, "password", ctx.now())
        .await?
        .ok_or_else(|| Refusal::new("people-link-used"))?;
    page(&ctx, None)
}

fn page(ctx: &Ctx, wrong: Option<String>) -> Page {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let f = ctx.frame(Place::Public, ctx.t("people-welcome-title"));
    html_status(status, Cache::Never, &Welcome { f, minimum: PASSWORD_MIN, wrong })
}

pub(crate) async fn choose(ctx: Ctx, Path(token): Path<String>, fields: Fields) -> Page {
    let password = fields.get("password");
    let mut conn = ctx.db().read().await?;
    let person = account::open_link(&mut conn, &token, "password", ctx.now())
        .await?
        .ok_or_else(|| Refusal::new("people-link-used"))?;
    let person = Person::get(&mut conn, person).await?;
    drop(conn);
    if let Err(fault) = check_new(password, &own_words(&ctx, &person)) {
        return page(&ctx, Some(ctx.t(fault.key())));
    }
    let hash = account::hash_password(password.to_owned()).await?;
    let mut tx = ctx.db().begin().await?;
    account::set_password(&mut tx, ctx.actor(), &token, &hash).await?;
    // Whoever opened the link is let in here, however many others are guessing at the name.
    let known = tries::remember(&mut tx, &ctx.site().links, person.id).await?;
    tx.commit().await?;
    Ok(login::with_known(&ctx, redirect("/login?chosen=1"), &known))
}

/// What anybody knows of a person, and so must not be their password.
pub(super) fn own_words<'a>(ctx: &'a Ctx, person: &'a Person) -> [&'a str; 4] {
    [
        person.email.as_deref().unwrap_or_default(),
        &person.function,
        &person.unit_name,
        &ctx.config().municipality,
    ]
}
