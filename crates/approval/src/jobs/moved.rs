//! Telling of questions that somebody else must take up: those on call, who can give a duty to a colleague.

use super::id;
use crate::request::Request;
use db::{AsConn, Id, Timestamp};
use message::Message;
use people::Person;
use serde_json::Value;
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site};

/// The address of a person; of those on call where they have left.
pub(crate) async fn or_on_call(conn: &mut impl AsConn, person: Id, now: Timestamp) -> Outcome<Vec<String>> {
    if let Some(person) = Person::find(conn, person).await? {
        return Ok(person.email.into_iter().collect());
    }
    Ok(people::on_call_emails(conn, now).await?)
}

/// Tells whoever asked, and those on call, that nobody may say yes any more.
pub(crate) async fn tell_nobody(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    if request.ended_at.is_some() {
        return Ok(());
    }
    let message = Message::get(&mut conn, request.message_id).await?;
    let now = site.db.now();
    let mut emails = or_on_call(&mut conn, request.asked_by, now).await?;
    emails.extend(people::on_call_emails(&mut conn, now).await?);
    drop(conn);
    emails.sort();
    emails.dedup();
    let mut tx = site.db.begin().await?;
    for email in &emails {
        notice::send(&mut tx, &nobody(&site, email, &message.title, message.id)).await?;
    }
    Ok(tx.commit().await?)
}

/// Tells those who were asked, or have said yes, that the text is another.
pub(crate) async fn tell_changed(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    let message = Message::get(&mut conn, request.message_id).await?;
    let mut told = Vec::new();
    for (field, key) in [("people", "approval-mail-changed"), ("owners", "approval-mail-changed-yours")] {
        let people: Vec<Id> = serde_json::from_value(payload[field].clone()).unwrap_or_default();
        for person in people {
            let email = Person::find(&mut conn, person).await?.and_then(|person| person.email);
            told.extend(email.map(|email| (email, key)));
        }
    }
    drop(conn);
    let args = [("title", message.title.as_str()), ("who", payload["by"].as_str().unwrap_or_default())];
    let mut tx = site.db.begin().await?;
    for (email, key) in &told {
        let mut notice = super::mail(&site, email, key, &args, request.id);
        if *key == "approval-mail-changed-yours" {
            notice.action = Some((
                site.texts.get(Lang::Da, "approval-mail-open-thread"),
                format!("{}/messages/{}", site.config.base_url, message.id),
            ));
        }
        notice::send(&mut tx, &notice).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn nobody(site: &Site, to: &str, title: &str, message: Id) -> Notice {
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &[("title", title.into())]);
    Notice {
        to: to.to_owned(),
        subject: fill("approval-mail-nobody-subject"),
        paragraphs: vec![fill("approval-mail-nobody-text"), fill("approval-mail-nobody-next")],
        action: Some((
            fill("approval-mail-open-thread"),
            format!("{}/messages/{message}", site.config.base_url),
        )),
        why: fill("approval-mail-why"),
        english: false,
    }
}
