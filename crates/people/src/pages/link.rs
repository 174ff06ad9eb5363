//! Asking for a link to choose a new password. The answer is the same whoever is asked for, and
//! whether or not a mail goes out: what is known stays with those who open the mailbox (S6).

use crate::tries::Try;
use askama::Template;
use serde_json::json;
use web::{Cache, Ctx, Fields, Frame, Ip, Page, Place, html};

/// The longest address that is looked at, in characters (RFC 5321, section 4.5.3.1).
const EMAIL_MAX: usize = 254;

#[derive(Template)]
#[template(path = "pages/link.html")]
struct Link {
    f: Frame,
    asked: bool,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, false)
}

fn page(ctx: &Ctx, asked: bool) -> Page {
    let f = ctx.frame(Place::Public, ctx.t(if asked { "people-asked-title" } else { "people-link-title" }));
    html(Cache::Never, &Link { f, asked })
}

pub(crate) async fn ask(ctx: Ctx, Ip(ip): Ip, fields: Fields) -> Page {
    let email = fields.get("email").to_lowercase();
    if email.chars().count() <= EMAIL_MAX && email.contains('@') {
        let mut tx = ctx.db().begin().await?;
        let attempt = Try { what: "link", name: &email, ip, browser: None };
        if attempt.begin(&mut tx, &ctx.site().links).await? == 0 {
            let payload = json!({ "email": email, "lang": ctx.lang().tag() });
            db::job::enqueue(&mut tx, "password-link", &payload).await?;
        }
        tx.commit().await?;
    }
    page(&ctx, true)
}
