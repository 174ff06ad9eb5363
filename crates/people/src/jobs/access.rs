//! The mails about changes of access: to others who keep the register, to whoever it is about, and to everybody who can
//! act when that one says no.

use crate::{
    access_change::{self, Open, one_hand_with},
    duty, pages,
};
use db::{AsConn, Id, Timestamp, exec};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};
use web::notice::{self, Notice};
use web::{Lang, Outcome, Refusal, Site};

/// How many changes a mail names.
const NAMED_MAX: usize = 10;

/// Asks others who keep the register to confirm what somebody changed. Where there is nobody else, whoever changed it
/// hears who can.
pub(super) async fn ask(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let by = id_in(&payload, "by")?;
    let mut tx = site.db.begin().await?;
    let now = tx.now();
    let open = access_change::untold(&mut tx, by, now).await?;
    let Some(first) = open.first() else { return Ok(tx.commit().await?) };
    let others = others(&mut tx, by, now).await?;
    let alone = others.is_empty();
    let to: Vec<String> = match alone {
        false => others,
        true => access_change::sign_in_address(&mut tx, by, now).await?.into_iter().collect(),
    };
    for to in to {
        notice::send(&mut tx, &asked_notice(&site, to, (&first.by_function, &open), alone)).await?;
    }
    exec!(&mut tx, "update access_change set told_at = $2 where by_id = $1 and told_at is null", [by, now])?;
    Ok(tx.commit().await?)
}

/// The addresses of those who may confirm what somebody did: who keeps the register and is not one hand with them.
async fn others(conn: &mut impl AsConn, by: Id, now: Timestamp) -> db::Result<Vec<String>> {
    let hands = one_hand_with(conn, &[by], false, now).await?;
    let mut found = BTreeMap::new();
    for word in ["communications", "communications-on-call"] {
        for holder in duty::holders(conn, word, now).await? {
            if !hands.contains(&holder.person_id) && holder.duty_of == holder.person_id {
                found.extend(holder.email.map(|email| (holder.person_id, email)));
            }
        }
    }
    Ok(found.into_values().collect())
}

/// Tells whoever it is about, in the mailbox that is theirs.
pub(super) async fn tell_own(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let (person, now) = (id_in(&payload, "person")?, site.db.now());
    let mut open = access_change::open_of(&mut tx, person, now).await?;
    open.retain(|open| access_change::TOLD.contains(&open.what.as_str()));
    // An address is asked about first: a no to it takes back the rest too.
    open.sort_by_key(|open| (open.what != "address", std::cmp::Reverse(open.id)));
    if !open.is_empty()
        && let Some(to) = access_change::own_address(&mut tx, person).await?
    {
        notice::send(&mut tx, &own_notice(&site, to, &open)).await?;
    }
    Ok(tx.commit().await?)
}

/// Tells everybody who can act that somebody did not ask for what was changed.
pub(super) async fn tell_objection(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let (person, by) = (id_in(&payload, "person")?, id_in(&payload, "by")?);
    let now = tx.now();
    let whose = (person, crate::Person::function_of(&mut tx, person).await?);
    let who = crate::Person::function_of(&mut tx, by).await?;
    let what = payload["what"].as_str().unwrap_or_default();
    for to in others(&mut tx, by, now).await? {
        notice::send(&mut tx, &objected_notice(&site, to, (&who, what), (whose.0, &whose.1))).await?;
    }
    Ok(tx.commit().await?)
}

fn id_in(payload: &Value, name: &str) -> Outcome<Id> {
    Ok(payload[name].as_str().unwrap_or_default().parse().map_err(|_| Refusal::not_found())?)
}

/// The mail to those who may confirm, or to the only one there is.
pub(crate) fn asked_notice(site: &Site, to: String, (who, open): (&str, &[Open]), alone: bool) -> Notice {
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &[("who", who.into())]);
    let key = if alone { "people-mail-alone" } else { "people-mail-asked" };
    let mut paragraphs = vec![fill(&format!("{key}-text"))];
    let line = |one: &Open| format!("{}: {}", one.function, pages::changes::say(site, Lang::Da, one));
    paragraphs.extend(open.iter().take(NAMED_MAX).map(line));
    if open.len() > NAMED_MAX {
        paragraphs.push(fill("people-mail-asked-more"));
    }
    paragraphs.push(fill(&format!("{key}-next")));
    Notice {
        to,
        subject: fill(&format!("{key}-subject")),
        paragraphs,
        action: Some((fill("people-mail-asked-open"), format!("{}/people/changes", site.config.base_url))),
        why: fill("people-mail-asked-why"),
        english: false,
    }
}

/// The mail to the address of before, about one change or more; its link is about the first.
pub(crate) fn own_notice(site: &Site, to: String, open: &[Open]) -> Notice {
    let who = open.first().map(|open| open.by_function.clone()).unwrap_or_default();
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &[("who", who.as_str().into())]);
    let link = open.first().map(|open| site.links.make(access_change::LINK, open.id)).unwrap_or_default();
    let mut paragraphs = vec![fill("people-mail-own-text")];
    paragraphs.extend(open.iter().take(NAMED_MAX).map(|open| pages::changes::say(site, Lang::Da, open)));
    paragraphs.push(fill("people-mail-own-next"));
    Notice {
        to,
        subject: fill("people-mail-own-subject"),
        paragraphs,
        action: Some((
            fill("people-mail-own-open"),
            format!("{}/access-change/{link}", site.config.base_url),
        )),
        why: fill("people-mail-own-why"),
        english: false,
    }
}

/// The mail about a no.
pub(crate) fn objected_notice(
    site: &Site,
    to: String,
    (who, what): (&str, &str),
    (person, whose): (Id, &str),
) -> Notice {
    let args = [("who", who.into()), ("whose", whose.into())];
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &args);
    Notice {
        to,
        subject: fill("people-mail-objected-subject"),
        paragraphs: vec![
            fill("people-mail-objected-text"),
            fill(&format!("people-change-what-{what}")),
            fill("people-mail-objected-next"),
        ],
        action: Some((
            fill("people-mail-objected-open"),
            format!("{}/people/persons/{person}", site.config.base_url),
        )),
        why: fill("people-mail-asked-why"),
        english: false,
    }
}
