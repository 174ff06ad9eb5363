//! Closed notice mails: approval asked, sign in, confirm a subscription, receipts. The ground's
//! own templates; they carry no message of the municipality and so need no clearance (invariant 1).

use crate::{BoxFuture, Config, Lang, Site};
use askama::Template;
use channel::{Mail, Mailbox, Outcome};
use db::{
    AsConn, Id, Tx,
    job::{Failure, JobKind, Lane},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// A notice to one person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// The receiver's address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Paragraphs of plain text.
    pub paragraphs: Vec<String>,
    /// What to do: the words on the button and its address on our own site.
    pub action: Option<(String, String)>,
    /// Why the person gets it; one line at the foot.
    pub why: String,
    /// Danish or English.
    pub english: bool,
}

#[derive(Template)]
#[template(path = "ui/notice.html")]
struct NoticeHtml<'a> {
    notice: &'a Notice,
    lang: &'static str,
    municipality: &'a str,
}

/// Writes the notice as a job in the act's transaction.
///
/// # Errors
/// When the database fails.
pub async fn send(tx: &mut Tx, notice: &Notice) -> db::Result<()> {
    let id = tx.new_id();
    db::job::enqueue(tx, "notice-mail", &serde_json::json!({ "id": id, "notice": notice })).await
}

/// Drops the notices that wait to be sent, or could not be, and lead to something that was erased: they name it, and
/// tell what was remarked.
///
/// # Errors
/// When the database fails.
pub async fn drop_about(tx: &mut Tx, id: Id) -> db::Result<()> {
    db::job::drop_about(tx, &[JOB.name], id).await
}

/// The notices that could not be handed over, each with its job: all, or those that lead to an id.
///
/// # Errors
/// When the database fails.
pub async fn refused(conn: &mut impl AsConn, about: Option<Id>) -> db::Result<Vec<(Id, Notice)>> {
    let failed = db::job::failed_of(conn, JOB.name, about).await?;
    let notice = |payload: &Value| serde_json::from_value(payload["notice"].clone()).ok();
    Ok(failed.iter().filter_map(|job| Some((job.id, notice(&job.payload.0)?))).collect())
}

/// The job that hands notices over.
pub const JOB: JobKind<Arc<Site>> = JobKind {
    name: "notice-mail",
    lane: Lane::Outside("notice"),
    attempts_max: 8,
    run: |site, payload| Box::pin(hand_over(site, payload)),
};

fn hand_over(site: Arc<Site>, payload: Value) -> BoxFuture<'static, db::job::Outcome> {
    Box::pin(async move {
        let fail = |text: &str| Failure::Fail(text.to_owned());
        let notice: Notice = serde_json::from_value(payload["notice"].clone())
            .map_err(|_| fail("the notice cannot be read"))?;
        if !markup::cpr_numbers(&format!("{}\n{}", notice.subject, notice.paragraphs.join("\n"))).is_empty() {
            return Err(fail("the notice holds a CPR number"));
        }
        let id = payload["id"].as_str().unwrap_or_default();
        let mail = mail(&site.config, &notice, id).ok_or_else(|| fail("an address cannot be one"))?;
        match site.mail.hand_over(&mail).await {
            Outcome::Accepted { .. } => Ok(()),
            Outcome::Permanent { code, text } => Err(Failure::Fail(format!("{code} {text}"))),
            Outcome::Temporary { code, text } => Err(Failure::Retry(format!("{code} {text}"))),
            Outcome::Unknown { text } => Err(Failure::Retry(text)),
        }
    })
}

/// The notice as a mail.
#[must_use]
pub fn mail(config: &Config, notice: &Notice, id: &str) -> Option<Mail> {
    let lang = if notice.english { Lang::En } else { Lang::Da };
    let html = NoticeHtml { notice, lang: lang.tag(), municipality: &config.municipality }.render().ok()?;
    let mut text = notice.paragraphs.join("\n\n");
    if let Some((label, href)) = &notice.action {
        text = format!("{text}\n\n{label}:\n{href}");
    }
    Some(Mail {
        message_id: format!("notice-{id}"),
        from_name: config.municipality.clone(),
        from: Mailbox::parse(&config.mail_from).ok()?,
        reply_to: None,
        to: Mailbox::parse(&notice.to).ok()?,
        subject: notice.subject.clone(),
        text: format!("{text}\n\n{}\n", notice.why),
        html,
        unsubscribe: None,
    })
}
