//! Telling of an exemption: it is claimed by one person, so others hear of it at once. Whoever said yes said it to a
//! message that staff would hear first; and what the law wants published goes past a stop, which is the business of
//! those on call.

use crate::trouble::id;
use approval::{exemption_of, standing};
use db::Id;
use message::Message;
use people::Person;
use serde_json::Value;
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site};

/// Writes the mails, to everybody but the one who claimed it.
pub(crate) async fn send(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let by = id(&payload["by"])?;
    let mut conn = site.db.read().await?;
    let message = Message::get(&mut conn, id(&payload["message"])?).await?;
    // Taken back meanwhile: there is nothing to tell.
    let Some(exemption) = exemption_of(&mut conn, message.id).await? else { return Ok(()) };
    let who = Person::function_of(&mut conn, by).await?;
    let mut people: Vec<Id> = Vec::new();
    if let Some(standing) = standing(&mut conn, message.id).await?.filter(approval::Standing::is_live) {
        people.extend(standing.yeses.iter().map(|yes| yes.person_id));
    }
    if exemption.kind == "statutory" {
        let on_call = people::holders(&mut conn, "communications-on-call", site.db.now()).await?;
        people.extend(on_call.into_iter().map(|holder| holder.person_id));
    }
    people.retain(|person| *person != by);
    people.sort();
    people.dedup();
    let mut emails = Vec::new();
    for person in people {
        emails.extend(Person::find(&mut conn, person).await?.and_then(|person| person.email));
    }
    drop(conn);
    let mut tx = site.db.begin().await?;
    for email in &emails {
        let said = (message.title.as_str(), who.as_str(), exemption.reason.as_str());
        notice::send(&mut tx, &mail(&site, email, &exemption.kind, said, message.id)).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn mail(
    site: &Site,
    to: &str,
    kind: &str,
    (title, who, reason): (&str, &str, &str),
    message: Id,
) -> Notice {
    let args = [("title", title.into()), ("who", who.into()), ("reason", reason.into())];
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &args);
    let mut paragraphs = vec![fill("release-mail-exempted-text")];
    if kind == "statutory" {
        paragraphs.push(fill("release-mail-exempted-stop"));
    }
    paragraphs.push(fill("release-mail-exempted-next"));
    Notice {
        to: to.to_owned(),
        subject: fill("release-mail-exempted-subject"),
        paragraphs,
        action: Some((
            fill("release-mail-trouble-open"),
            format!("{}/messages/{message}", site.config.base_url),
        )),
        why: fill("release-mail-exempted-why"),
        english: false,
    }
}
