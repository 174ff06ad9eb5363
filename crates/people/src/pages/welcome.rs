//! The first-run page: a link that is good once lets somebody choose a password.

use crate::account::{self, PASSWORD_MIN, PasswordFault};
use askama::Template;
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Fields, Frame, Page, Place, Refusal, html_status, see_other};

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
    if let Err(fault) = account::check_new(password) {
        let key = match fault {
            PasswordFault::Short => "people-password-short",
            PasswordFault::Long => "people-password-long",
            PasswordFault::Common => "people-password-common",
        };
        return page(&ctx, Some(ctx.t(key)));
    }
    let hash = account::hash_password(password.to_owned()).await?;
    let mut tx = ctx.db().begin().await?;
    account::set_password(&mut tx, ctx.actor(), &token, &hash).await?;
    tx.commit().await?;
    see_other("/login")
}
