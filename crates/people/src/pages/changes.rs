//! Changes of access that wait for somebody else's word: the list for those who keep the register, and the page behind
//! the link that whoever it is about gets in the mailbox they had before.

use crate::{
    access_change::{self, Hands, Open, SHOWN_MAX},
    account, jobs,
};
use askama::Template;
use db::{AsConn, Id};
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Lang, Outcome, Page, Place, Site, done, html};

/// A change as a line of a page.
pub(crate) struct Shown {
    pub(crate) open: Open,
    /// What was changed.
    pub(crate) text: String,
    /// Until when they sign in with the address of before.
    pub(crate) settles: Option<db::Timestamp>,
    /// Whether the one who looks may confirm it.
    pub(crate) may: bool,
}

#[derive(Template)]
#[template(path = "pages/changes.html")]
struct Changes {
    f: Frame,
    changes: Vec<Shown>,
    more: bool,
}

#[derive(Template)]
#[template(path = "pages/change_own.html")]
struct Own {
    f: Frame,
    token: String,
    who: String,
    at: db::Timestamp,
    text: String,
}

/// What was changed, in words.
pub(crate) fn say(site: &Site, lang: Lang, open: &Open) -> String {
    let duty = open.duty.as_ref().map(|duty| site.texts.get(lang, &format!("people-duty-{duty}")));
    site.texts.fill(
        lang,
        &format!("people-change-{}", open.what),
        &[
            ("to", open.address_after.clone().unwrap_or_else(|| "none".to_owned()).into()),
            ("from", open.address_before.clone().unwrap_or_else(|| "none".to_owned()).into()),
            ("email", open.email.clone().unwrap_or_else(|| "none".to_owned()).into()),
            ("phone", if open.phone.is_empty() { "none".to_owned() } else { open.phone.clone() }.into()),
            ("home", open.unit_name.clone().into()),
            ("duty", duty.unwrap_or_default().into()),
            ("unit", open.duty_unit.clone().into()),
            ("absent", open.absent.clone().unwrap_or_default().into()),
        ],
    )
}

/// The lines of a page.
pub(crate) async fn shown(ctx: &Ctx, conn: &mut impl AsConn, open: Vec<Open>) -> Outcome<Vec<Shown>> {
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let hands = Hands::of(conn, ctx.actor(), ctx.now()).await?;
    let may = |open: &Open| hands.as_ref().is_some_and(|hands| hands.may_confirm(ctx.actor(), open));
    let line = |open: Open| Shown {
        text: say(ctx.site(), ctx.lang(), &open),
        settles: open.settles_at.filter(|at| *at > ctx.now()),
        may: may(&open),
        open,
    };
    Ok(open.into_iter().map(line).collect())
}

pub(crate) async fn list(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let mut open = access_change::open_all(&mut conn, ctx.now()).await?;
    let most = usize::try_from(SHOWN_MAX).unwrap_or(usize::MAX);
    let more = open.len() > most;
    open.truncate(most);
    let changes = shown(&ctx, &mut conn, open).await?;
    html(Cache::Never, &Changes { f: ctx.frame(Place::Desk, ctx.t("people-changes-title")), changes, more })
}

/// Confirms what stood on the page.
pub(crate) async fn confirm(ctx: Ctx, fields: Fields) -> Page {
    let ids: Vec<Id> = fields.all("change").filter_map(|id| id.parse().ok()).collect();
    let mut tx = ctx.db().begin().await?;
    access_change::confirm(&mut tx, ctx.actor(), &ids).await?;
    tx.commit().await?;
    let person: Option<Id> = fields.get("person").parse().ok();
    let back = person.map_or_else(|| "/people/changes".to_owned(), |id| format!("/people/persons/{id}"));
    done(&ctx, back, "people-confirmed-done", &[])
}

pub(crate) async fn own(ctx: Ctx, Path(token): Path<String>) -> Page {
    let mut conn = ctx.db().read().await?;
    let open = access_change::of_link(&mut conn, &ctx.site().links, &token, ctx.now()).await?;
    let text = say(ctx.site(), ctx.lang(), &open);
    let f = ctx.frame(Place::Public, ctx.t("people-change-own-title"));
    html(Cache::Never, &Own { f, token, who: open.by_function, at: open.at, text })
}

pub(crate) async fn agree(ctx: Ctx, Path(token): Path<String>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let open = access_change::of_link(&mut tx, &ctx.site().links, &token, ctx.now()).await?;
    access_change::agree(&mut tx, &open).await?;
    tx.commit().await?;
    done(&ctx, "/login", "people-agreed-done", &[])
}

pub(crate) async fn object(ctx: Ctx, Path(token): Path<String>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let open = access_change::of_link(&mut tx, &ctx.site().links, &token, ctx.now()).await?;
    access_change::object(&mut tx, &open).await?;
    // Whoever has a password here chooses another, by a link to the mailbox that this came from.
    let address = access_change::own_address(&mut tx, open.person_id).await?;
    if let Some(address) = address
        && account::exists(&mut tx, open.person_id).await?
    {
        let actor = db::Actor::system("access-objected");
        let token = account::renew(&mut tx, &actor, open.person_id).await?;
        jobs::tell_link(&mut tx, ctx.site(), ctx.lang(), (&address, &token)).await?;
    }
    tx.commit().await?;
    done(&ctx, "/login", "people-objected-done", &[])
}
