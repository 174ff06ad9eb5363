//! Tag ned and Slet: what will disappear, why, and what belongs to it; afterwards who has had it by which channel and
//! since when, and which places somebody must clean by hand. One button; nobody is asked first.

use crate::taken_down::{Act, NOTIFY_WITHIN_MS, Reached, erase as erase_message, reached, take_down};
use askama::Template;
use db::{AsConn, Id};
use message::{Message, Retraction, UsedPicture, pictures_of, retraction_of};
use people::{Holder, RELEASE};
use release::{
    AskedDown, Erasure, Relative, ask_down, asked_down, erasure_of, family, is_on_call, may_retract,
    of_message, who_may_retract,
};
use web::axum::extract::Path;
use web::{Cache, Ctx, Fields, Frame, Outcome, Page, Place, done, html};

/// A message that belongs to the one on the page.
struct Other {
    row: Relative,
    /// Whether the reader may let it go the same way.
    may: bool,
}

#[derive(Template)]
#[template(path = "pages/retraction.html")]
struct TakeDown {
    f: Frame,
    message: Message,
    /// Whether anything of it is out now.
    is_out: bool,
    /// Whether the reader may take it down or erase it.
    may: bool,
    /// What was asked about it since it was last taken down or erased.
    asked: Vec<AskedDown>,
    /// Those who may, where the reader may not.
    may_do_it: Vec<Holder>,
    /// Whether a warning holds again without it.
    revives: bool,
    retraction: Option<Retraction>,
    erasure: Option<Erasure>,
    others: Vec<Other>,
    reached: Reached,
    notify_until: i64,
    /// What goes with the words if they were personal, and what stays because others show it.
    pictures: Vec<UsedPicture>,
}

impl TakeDown {
    /// Whether one that belongs to it is ticked: as it was sent, and at first what followed on it.
    fn is_ticked(&self, form: &str, other: &Other) -> bool {
        match self.f.is_refused(form) {
            true => !self.f.typed(form, &format!("with-{}", other.row.id)).is_empty(),
            false => other.row.is_after,
        }
    }

    /// Whether why it was erased is another reason than why it was taken down.
    fn has_own_reason(&self, erasure: &Erasure) -> bool {
        self.retraction.as_ref().is_none_or(|retraction| retraction.reason != erasure.reason)
    }

    /// Those that belong to it and still say something.
    fn left(&self) -> Vec<&Other> {
        self.others.iter().filter(|other| !other.row.is_erased).collect()
    }
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let message = Message::get(&mut conn, id).await?;
    let retraction = retraction_of(&mut conn, id).await?;
    let erasure = erasure_of(&mut conn, id).await?;
    let may = may_retract(&mut conn, ctx.actor(), &message, ctx.now()).await?;
    if !may {
        // Whoever may see it may see what became of it, and ask those who may.
        Message::for_actor(&mut conn, ctx.actor(), id).await?;
    }
    let strategy = strategy::in_force(&mut conn, ctx.db().memo()).await?.strategy;
    let is_out = !of_message(&mut conn, id).await?.is_empty();
    let may_do_it = match may {
        true => Vec::new(),
        false => who_may_retract(&mut conn, &message.unit_path, ctx.now()).await?,
    };
    let since = [retraction.as_ref().map(|row| row.at), erasure.as_ref().map(|row| row.at)];
    let since = since.into_iter().flatten().max().unwrap_or(0);
    let mut asked = asked_down(&mut conn, id).await?;
    asked.retain(|one| one.at > since);
    let title = match (is_out, &retraction, &erasure) {
        (true, ..) if !may => "desk-ask-down",
        (_, None, None) if !may => "desk-ask-erase",
        (true, ..) => "desk-retract-title",
        (_, Some(_), _) => "desk-retracted-title",
        (_, _, Some(_)) => "desk-erased-title",
        _ => "desk-erase-title",
    };
    let view = TakeDown {
        f: ctx.frame(Place::Desk, ctx.t(title)),
        is_out,
        may_do_it,
        asked,
        revives: is_out && publish::revived_without(&mut conn, id).await?.is_some(),
        may,
        others: others(&ctx, &mut conn, id).await?,
        reached: reached(&mut conn, &strategy, &message).await?,
        notify_until: retraction.as_ref().map_or(0, |retraction| retraction.at) + NOTIFY_WITHIN_MS,
        retraction,
        pictures: if erasure.is_none() { pictures_of(&mut conn, id).await? } else { Vec::new() },
        erasure,
        message,
    };
    html(Cache::Never, &view)
}

async fn others(ctx: &Ctx, conn: &mut impl AsConn, id: Id) -> Outcome<Vec<Other>> {
    let is_on_call = is_on_call(conn, ctx.actor(), ctx.now()).await?;
    let may = |row: &Relative| is_on_call || ctx.actor().may_at(RELEASE, &row.unit_path);
    Ok(family(conn, id).await?.into_iter().map(|row| Other { may: may(&row), row }).collect())
}

pub(crate) async fn ask(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    ask_down(&mut tx, ctx.actor(), id, fields.get("reason")).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}"), "desk-ask-down-done", &[])
}

/// The messages that are to go the same way.
fn with(fields: &Fields) -> Vec<Id> {
    let ticked = fields.pairs().filter(|(_, value)| !value.is_empty());
    ticked.filter_map(|(name, _)| name.strip_prefix("with-")?.parse().ok()).collect()
}

pub(crate) async fn retract(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let title = ctx.site().texts.get(web::Lang::Da, "desk-erased");
    let (reason, erases, with) = (fields.get("reason"), fields.has("personal"), with(&fields));
    let mut tx = ctx.db().begin().await?;
    take_down(&mut tx, ctx.actor(), id, &Act { reason, erases, title: &title, with: &with }).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}/retraction"), "desk-retracted-done", &[])
}

pub(crate) async fn erase(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let title = ctx.site().texts.get(web::Lang::Da, "desk-erased");
    let (reason, with) = (fields.get("reason"), with(&fields));
    let mut tx = ctx.db().begin().await?;
    erase_message(&mut tx, ctx.actor(), id, &Act { reason, erases: true, title: &title, with: &with })
        .await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}/retraction"), "desk-erased-done", &[])
}
