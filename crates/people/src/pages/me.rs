//! One's own page: what one is here, how one signs in, and when one is away.

use super::{person_acts::note, welcome::own_words};
use crate::{
    Absence, Person, account, directory::colleagues, password::check_new, second_factor, tries::Try,
};
use askama::Template;
use db::Id;
use web::axum::http::{HeaderMap, StatusCode, header};
use web::{
    Cache, Ctx, Fields, Frame, Ip, Outcome, Page, Place, Refusal, Stop, Wrong, done, html_status, redirect,
    session, with_cookie,
};

#[derive(Template)]
#[template(path = "pages/me.html")]
struct Me {
    f: Frame,
    person: Person,
    absences: Vec<Absence>,
    colleagues: Vec<Person>,
    may_note_absence: bool,
    has_password: bool,
    has_second_factor: bool,
    codes_left: i64,
    wrong: Vec<Wrong>,
}

impl Me {
    fn wrong_away(&self) -> bool {
        self.wrong.iter().any(|one| ["from", "to", "deputy"].contains(&one.field))
    }
}

/// The person behind the request.
pub(super) fn own_id(ctx: &Ctx) -> Outcome<Id> {
    ctx.actor().person().ok_or_else(|| Refusal::forbidden().into())
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, Vec::new()).await
}

async fn page(ctx: &Ctx, wrong: Vec<Wrong>) -> Page {
    let id = own_id(ctx)?;
    let mut conn = ctx.db().read().await?;
    let person = Person::get(&mut conn, id).await?;
    let view = Me {
        f: ctx.frame(Place::Desk, ctx.t("people-me-title")),
        absences: Absence::of(&mut conn, id, ctx.now()).await?,
        colleagues: colleagues(&mut conn, &person).await?,
        may_note_absence: true,
        person,
        has_password: account::has_password(&mut conn, id).await?,
        has_second_factor: second_factor::is_on(&mut conn, id).await?,
        codes_left: second_factor::codes_left(&mut conn, id).await?,
        wrong,
    };
    let status = if view.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_status(status, Cache::Never, &view)
}

/// Notes one's own absence.
pub(crate) async fn note_absence(ctx: Ctx, fields: Fields) -> Page {
    let id = own_id(&ctx)?;
    let mut tx = ctx.db().begin().await?;
    match note(&mut tx, &ctx, id, &fields).await {
        Ok(()) => {
            tx.commit().await?;
            done(&ctx, "/me", "people-away-done", &[])
        }
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            drop(tx);
            let wrong = Wrong { field: refusal.field.unwrap_or("from"), text: ctx.refusal(&refusal) };
            page(&ctx, vec![wrong]).await
        }
        Err(stop) => Err(stop),
    }
}

/// Changes the password; every session ends, and this browser gets a new one.
pub(crate) async fn change_password(ctx: Ctx, Ip(ip): Ip, headers: HeaderMap, fields: Fields) -> Page {
    let id = own_id(&ctx)?;
    let person = Person::get(&mut ctx.db().read().await?, id).await?;
    let name = id.to_string();
    let attempt = Try { what: "old-password", name: &name, ip, browser: None };
    let mut tx = ctx.db().begin().await?;
    let wait_ms = attempt.begin(&mut tx, &ctx.site().links).await?;
    tx.commit().await?;
    let wrong = |field, text| vec![Wrong { field, text }];
    if wait_ms > 0 {
        return page(&ctx, wrong("old-password", super::login::wait_text(&ctx, wait_ms))).await;
    }
    if !account::is_password_of(ctx.db(), id, fields.get("old-password")).await? {
        return page(&ctx, wrong("old-password", ctx.t("people-password-old-wrong"))).await;
    }
    let password = fields.get("new-password");
    if let Err(fault) = check_new(password, &own_words(&ctx, &person)) {
        return page(&ctx, wrong("new-password", ctx.t(fault.key()))).await;
    }
    let hash = account::hash_password(password.to_owned()).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tx = ctx.db().begin().await?;
    attempt.succeeded(&mut tx, &ctx.site().links).await?;
    account::change_password(&mut tx, ctx.actor(), id, &hash).await?;
    let beginning = session::Beginning { how: "password", groups: &[], agent };
    let token = session::start(&mut tx, id, &beginning).await?;
    tx.commit().await?;
    Ok(with_cookie(redirect("/me"), super::login::own(&ctx, session::COOKIE, &token)))
}
