//! Setting up the second step: a picture for the app, a first code, and the recovery codes, which
//! are shown once. The picture is drawn here, in the page: the secret goes nowhere else.

use super::me::own_id;
use crate::{Person, account, second_factor, tries::Try};
use askama::Template;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;
use web::axum::http::StatusCode;
use web::{
    Cache, Ctx, Fields, Frame, Ip, Page, Place, Refusal, Stop, done, html, html_status, redirect, see_other,
};

/// White around the picture, in modules (ISO/IEC 18004 wants four).
const QUIET: usize = 4;

#[derive(Template)]
#[template(path = "pages/second_factor.html")]
struct SetUp {
    f: Frame,
    secret: String,
    picture: Picture,
    wrong: String,
}

#[derive(Template)]
#[template(path = "pages/recovery_codes.html")]
struct Codes {
    f: Frame,
    codes: Vec<String>,
}

/// A QR code as the path of an SVG.
struct Picture {
    size: usize,
    path: String,
}

pub(crate) async fn prepare(ctx: Ctx) -> Page {
    let id = own_id(&ctx)?;
    let mut tx = ctx.db().begin().await?;
    if !account::has_password(&mut tx, id).await? {
        return Err(Refusal::new("people-factor-no-password").into());
    }
    second_factor::prepare(&mut tx, &ctx.site().links, id).await?;
    tx.commit().await?;
    see_other("/me/second-factor")
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, String::new()).await
}

async fn page(ctx: &Ctx, wrong: String) -> Page {
    let id = own_id(ctx)?;
    let mut conn = ctx.db().read().await?;
    let Some(secret) = second_factor::prepared(&mut conn, &ctx.site().links, id).await? else {
        return Ok(redirect("/me"));
    };
    let person = Person::get(&mut conn, id).await?;
    let email = person.email.unwrap_or(person.function);
    let address = second_factor::address(&secret, &ctx.config().municipality, &email);
    let picture = draw(&address)?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let f = ctx.frame(Place::Desk, ctx.t("people-factor-title"));
    html_status(status, Cache::Never, &SetUp { f, secret: in_fours(&secret), picture, wrong })
}

pub(crate) async fn confirm(ctx: Ctx, Ip(ip): Ip, fields: Fields) -> Page {
    let id = own_id(&ctx)?;
    let links = &ctx.site().links;
    let name = id.to_string();
    let attempt = Try { what: "first-code", name: &name, ip, browser: None };
    let mut tx = ctx.db().begin().await?;
    let wait_ms = attempt.begin(&mut tx, links).await?;
    if wait_ms > 0 {
        tx.commit().await?;
        return page(&ctx, super::login::wait_text(&ctx, wait_ms)).await;
    }
    match second_factor::confirm(&mut tx, links, ctx.actor(), (id, fields.get("code"))).await {
        Ok(codes) => {
            attempt.succeeded(&mut tx, links).await?;
            tx.commit().await?;
            let f = ctx.frame(Place::Desk, ctx.t("people-recovery-title"));
            html(Cache::Never, &Codes { f, codes })
        }
        Err(Stop::Refusal(refusal)) => {
            tx.commit().await?;
            page(&ctx, ctx.refusal(&refusal)).await
        }
        Err(stop) => Err(stop),
    }
}

pub(crate) async fn remove(ctx: Ctx, Ip(ip): Ip, fields: Fields) -> Page {
    let id = own_id(&ctx)?;
    let links = &ctx.site().links;
    let name = id.to_string();
    let attempt = Try { what: "code", name: &name, ip, browser: None };
    let mut tx = ctx.db().begin().await?;
    let wait_ms = attempt.begin(&mut tx, links).await?;
    let holds = wait_ms == 0 && second_factor::check(&mut tx, links, id, fields.get("code")).await?;
    if holds {
        attempt.succeeded(&mut tx, links).await?;
        second_factor::remove_second_factor(&mut tx, ctx.actor(), id).await?;
    }
    tx.commit().await?;
    if holds {
        done(&ctx, "/me", "people-factor-removed-done", &[])
    } else {
        Err(Refusal::new("people-code-wrong").at("code").into())
    }
}

/// The secret for those who type it.
fn in_fours(secret: &str) -> String {
    let chars: Vec<char> = secret.chars().collect();
    chars.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn draw(text: &str) -> Result<Picture, Stop> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Stop::fault(error.to_string()))?;
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET);
        }
    }
    Ok(Picture { size: width + 2 * QUIET, path })
}
