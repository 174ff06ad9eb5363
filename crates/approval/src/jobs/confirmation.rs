//! The mails about a yes by telephone: that it was written down and is to be confirmed, and that
//! the time has run out.

use super::{id, mail};
use crate::request::Request;
use message::Message;
use people::Person;
use serde_json::Value;
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site, When};

pub(super) async fn tell_registered(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    let message = Message::get(&mut conn, request.message_id).await?;
    let Some(person) = Person::find(&mut conn, id(&payload, "person")?).await? else { return Ok(()) };
    let yeses = request.yeses(&mut conn).await?;
    drop(conn);
    let Some(email) = person.email else { return Ok(()) };
    let due = yeses.iter().find(|yes| yes.person_id == person.id && yes.is_unconfirmed());
    let when = due.and_then(|yes| yes.confirm_due).map(|due| When::new(due, site.db.now(), Lang::Da).short());
    let notice = registered(&site, &email, &message.title, when.as_deref(), request.id);
    let mut tx = site.db.begin().await?;
    notice::send(&mut tx, &notice).await?;
    Ok(tx.commit().await?)
}

/// The mail to the one whose yes it is: with a time, where the strategy asks for it to be confirmed.
pub(crate) fn registered(site: &Site, to: &str, title: &str, when: Option<&str>, request: db::Id) -> Notice {
    let Some(when) = when else {
        return mail(site, to, "approval-mail-registered", &[("title", title)], request);
    };
    let args = [("title", title), ("when", when)];
    to_confirm(site, mail(site, to, "approval-mail-confirm", &args, request))
}

fn to_confirm(site: &Site, notice: Notice) -> Notice {
    let action = notice
        .action
        .map(|(_, link)| (site.texts.get(Lang::Da, "approval-confirm"), format!("{link}#confirm")));
    Notice { action, ..notice }
}

/// Tells the one whose yes it is, the one who wrote it down, and the one who asked for it.
pub(super) async fn tell_unconfirmed(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    let message = Message::get(&mut conn, request.message_id).await?;
    let person = Person::find(&mut conn, id(&payload, "person")?).await?;
    let registrar = Person::find(&mut conn, id(&payload, "registrar")?).await?;
    let asker = Person::find(&mut conn, request.asked_by).await?;
    drop(conn);
    let who = person.as_ref().map(|person| person.function.clone()).unwrap_or_default();
    let args = [("title", message.title.as_str()), ("who", who.as_str())];
    let mut tx = site.db.begin().await?;
    if let Some(email) = person.and_then(|person| person.email) {
        let notice = mail(&site, &email, "approval-mail-late-yours", &args, request.id);
        notice::send(&mut tx, &to_confirm(&site, notice)).await?;
    }
    let mut told: Vec<String> =
        registrar.into_iter().chain(asker).filter_map(|person| person.email).collect();
    told.sort();
    told.dedup();
    for email in &told {
        notice::send(&mut tx, &mail(&site, email, "approval-mail-late", &args, request.id)).await?;
    }
    Ok(tx.commit().await?)
}
