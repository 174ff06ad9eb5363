//! The mails about quotations: the link to whoever is quoted, and the answer to whoever asked.

use super::id;
use crate::{pages::quotation::PURPOSE, quotation::Quotation};
use message::Message;
use serde_json::Value;
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site};

pub(super) async fn ask(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let row = Quotation::get(&mut conn, id(&payload, "quotation")?).await?;
    let message = Message::get(&mut conn, row.message_id).await?;
    drop(conn);
    let Some(to) = &row.email else { return Ok(()) };
    let mut tx = site.db.begin().await?;
    notice::send(&mut tx, &question(&site, to, &row, &message.unit_name)).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn tell_asker(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let row = Quotation::get(&mut conn, id(&payload, "quotation")?).await?;
    let message = Message::get(&mut conn, row.message_id).await?;
    let asker = super::moved::or_on_call(&mut conn, row.asked_by, site.db.now()).await?;
    drop(conn);
    let mut tx = site.db.begin().await?;
    for to in &asker {
        notice::send(&mut tx, &answer(&site, to, &row, &message.title)).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail to whoever is quoted: their words, and the link to answer.
pub(crate) fn question(site: &Site, to: &str, row: &Quotation, unit: &str) -> Notice {
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &[("unit", unit.into())]);
    let link = format!("{}/quotations/{}", site.config.base_url, site.links.make(PURPOSE, row.id));
    Notice {
        to: to.to_owned(),
        subject: fill("approval-mail-quote-subject"),
        paragraphs: vec![fill("approval-mail-quote-text"), format!("»{}«", row.words)],
        action: Some((fill("approval-mail-quote-open"), link)),
        why: fill("approval-mail-quote-why"),
        english: false,
    }
}

/// The mail to whoever asked: yes, or what is to be corrected.
pub(crate) fn answer(site: &Site, to: &str, row: &Quotation, title: &str) -> Notice {
    let args = [("title", title), ("comment", row.comment.as_str())];
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &args.map(|(name, value)| (name, value.into())));
    let key = if row.is_yes == Some(true) { "approval-mail-quote-yes" } else { "approval-mail-quote-no" };
    Notice {
        to: to.to_owned(),
        subject: fill(&format!("{key}-subject")),
        paragraphs: vec![fill(&format!("{key}-text"))],
        action: Some((
            fill("approval-mail-open-thread"),
            format!("{}/messages/{}#step-approval", site.config.base_url, row.message_id),
        )),
        why: fill("approval-mail-why"),
        english: false,
    }
}
