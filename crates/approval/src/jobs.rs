//! Telling people: the approvers that they are asked, the author how it went. Each is a job in
//! the act's transaction; a link in the mail opens the page and approves nothing by itself.

pub(crate) mod confirmation;
pub(crate) mod moved;
pub(crate) mod quotation;

use crate::{Returned, last_return, planned_at, queue, request::Request};
use db::{
    Id,
    job::{JobKind, Lane, Work},
};
use message::Message;
use people::Person;
use serde_json::Value;
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site, Stop, When};

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[
    JobKind {
        name: "approval-asked",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_approvers(site, payload, "approval-mail-asked")),
    },
    JobKind {
        name: "approval-reminder",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_approvers(site, payload, "approval-mail-reminder")),
    },
    JobKind {
        name: "approval-moved",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_approvers(site, payload, "approval-mail-asked")),
    },
    JobKind {
        name: "approval-move",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(crate::reminder::move_from(site, payload)),
    },
    JobKind {
        name: "approval-nobody",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(moved::tell_nobody(site, payload)),
    },
    JobKind {
        name: "approval-complete",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_author(site, payload, "complete")),
    },
    JobKind {
        name: "approval-returned",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_author(site, payload, "returned")),
    },
    JobKind {
        name: "approval-withdrawn",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_withdrawn(site, payload)),
    },
    JobKind {
        name: "approval-carried",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(tell_carried(site, payload)),
    },
    JobKind {
        name: "approval-changed",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(moved::tell_changed(site, payload)),
    },
    JobKind {
        name: "approval-registered",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(confirmation::tell_registered(site, payload)),
    },
    JobKind {
        name: "approval-unconfirmed",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(confirmation::tell_unconfirmed(site, payload)),
    },
    JobKind {
        name: "quotation-asked",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(quotation::ask(site, payload)),
    },
    JobKind {
        name: "quotation-answered",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(quotation::tell_asker(site, payload)),
    },
    JobKind {
        name: "approval-emergency",
        lane: Lane::Inside,
        attempts_max: 8,
        run: |site, payload| work(call_second_eyes(site, payload)),
    },
];

fn work(future: impl Future<Output = Outcome<()>> + Send + 'static) -> Work {
    Box::pin(async move { Ok(future.await?) })
}

fn id(payload: &Value, name: &str) -> Outcome<Id> {
    payload[name]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Stop::fault("a job without its id"))
}

async fn tell_approvers(site: Arc<Site>, payload: Value, key: &'static str) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    if request.ended_at.is_some() {
        return Ok(());
    }
    let message = Message::get(&mut conn, request.message_id).await?;
    let asker = Person::function_of(&mut conn, request.asked_by).await?;
    let due = planned_at(&mut conn, message.id).await?;
    let mut people = queue::asked_now(&mut conn, &request).await?;
    if let Ok(new) = serde_json::from_value::<Vec<Id>>(payload["people"].clone()) {
        people.retain(|asked| new.contains(&asked.person_id));
    }
    drop(conn);
    let mut tx = site.db.begin().await?;
    for person in people.iter().filter_map(|person| person.email.as_deref()) {
        let args = [("title", message.title.as_str()), ("asker", asker.as_str())];
        let notice = question(&site, person, key, &args, (request.id, due));
        notice::send(&mut tx, &notice).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail that asks, with the time that the message has, where it has one.
pub(crate) fn question(
    site: &Site,
    to: &str,
    key: &str,
    args: &[(&str, &str)],
    (request, due): (db::Id, Option<i64>),
) -> Notice {
    let mut notice = mail(site, to, key, args, request);
    if let Some(due) = due {
        let when = When::new(due, site.db.now(), Lang::Da).short();
        notice.paragraphs.push(site.texts.fill(Lang::Da, "approval-mail-due", &[("when", when.into())]));
    }
    notice
}

async fn tell_author(site: Arc<Site>, payload: Value, how: &'static str) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    let message = Message::get(&mut conn, request.message_id).await?;
    let author = moved::or_on_call(&mut conn, request.asked_by, site.db.now()).await?;
    // What has a time goes by itself.
    let how = match (how, planned_at(&mut conn, message.id).await?) {
        ("complete", Some(_)) => "complete-planned",
        _ => how,
    };
    let returned = match how {
        "returned" => last_return(&mut conn, message.id).await?,
        _ => None,
    };
    drop(conn);
    if how == "returned" && returned.is_none() {
        // Asked about again meanwhile: the comment is answered.
        return Ok(());
    }
    let mut tx = site.db.begin().await?;
    for email in &author {
        let mut notice = match &returned {
            Some(one) => returned_mail(&site, email, one, request.id),
            None => {
                let key = format!("approval-mail-{how}");
                mail(&site, email, &key, &[("title", &message.title)], request.id)
            }
        };
        notice.action = Some((
            site.texts.get(Lang::Da, "approval-mail-open-thread"),
            format!("{}/messages/{}", site.config.base_url, message.id),
        ));
        notice::send(&mut tx, &notice).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail to the author of what was sent back, with the comment in it.
pub(crate) fn returned_mail(site: &Site, to: &str, returned: &Returned, request: db::Id) -> Notice {
    let args = [
        ("title", returned.title.as_str()),
        ("who", returned.function.as_str()),
        ("comment", returned.comment.as_str()),
    ];
    let mut notice = mail(site, to, "approval-mail-returned", &args, request);
    notice.paragraphs.push(site.texts.get(Lang::Da, "approval-mail-returned-next"));
    notice
}

/// Tells the author that a yes is gone; where the message had a time, `release` tells more and this is not written.
async fn tell_withdrawn(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    let message = Message::get(&mut conn, request.message_id).await?;
    let author = moved::or_on_call(&mut conn, request.asked_by, site.db.now()).await?;
    let person = Person::function_of(&mut conn, id(&payload, "person")?).await?;
    drop(conn);
    let reason = payload["reason"].as_str().unwrap_or_default();
    let args = [("title", message.title.as_str()), ("who", person.as_str()), ("reason", reason)];
    let mut tx = site.db.begin().await?;
    for email in &author {
        let mut notice = mail(&site, email, "approval-mail-withdrawn", &args, request.id);
        notice.action = Some((
            site.texts.get(Lang::Da, "approval-mail-open-thread"),
            format!("{}/messages/{}", site.config.base_url, message.id),
        ));
        notice::send(&mut tx, &notice).await?;
    }
    Ok(tx.commit().await?)
}

async fn tell_carried(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut conn = site.db.read().await?;
    let request = Request::get(&mut conn, id(&payload, "request")?).await?;
    let message = Message::get(&mut conn, request.message_id).await?;
    let mut emails = Vec::new();
    for yes in request.yeses(&mut conn).await? {
        emails.extend(Person::find(&mut conn, yes.person_id).await?.and_then(|person| person.email));
    }
    drop(conn);
    emails.sort();
    emails.dedup();
    let mut tx = site.db.begin().await?;
    for email in &emails {
        notice::send(
            &mut tx,
            &mail(&site, email, "approval-mail-carried", &[("title", &message.title)], request.id),
        )
        .await?;
    }
    Ok(tx.commit().await?)
}

/// Calls those whom the act decided on; those at work come first.
async fn call_second_eyes(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let emergency = id(&payload, "emergency")?;
    let mut conn = site.db.read().await?;
    let pending = crate::review::pending_review(&mut conn, emergency).await?;
    let Some(pending) = pending else { return Ok(()) };
    // Those whom the act decided on, or whom it was called again for.
    let people: Option<Vec<Id>> = serde_json::from_value(payload["people"].clone()).ok();
    let mut emails = Vec::new();
    for person in people.as_ref().unwrap_or(&pending.called) {
        emails.extend(Person::find(&mut conn, *person).await?.and_then(|person| person.email));
    }
    let kind = db::run!(&mut conn, scalar String, "select kind from emergency where id = $1", [emergency] => fetch_one)?;
    drop(conn);
    let clock = web::When::new(pending.review_due, site.db.now(), Lang::Da).clock();
    let mut tx = site.db.begin().await?;
    for email in &emails {
        let message = (pending.message_id, pending.title.as_str());
        notice::send(&mut tx, &second_eyes_mail(&site, email, message, &kind, &clock)).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail that calls the second pair of eyes to a warning, to what is told since, or to the end of it.
pub(crate) fn second_eyes_mail(
    site: &Site,
    to: &str,
    (message, title): (db::Id, &str),
    kind: &str,
    clock: &str,
) -> Notice {
    let fill =
        |key: &str| site.texts.fill(Lang::Da, key, &[("title", title.into()), ("clock", clock.into())]);
    Notice {
        to: to.to_owned(),
        subject: fill(&format!("approval-mail-{kind}-subject")),
        paragraphs: vec![fill(&format!("approval-mail-{kind}-text"))],
        action: Some((fill("approval-mail-open"), format!("{}/messages/{message}", site.config.base_url))),
        why: fill("approval-mail-why"),
        english: false,
    }
}

/// Keys: `KEY-subject` and `KEY-text`; staff mail is in Danish, the language of the house.
pub(crate) fn mail(site: &Site, to: &str, key: &str, args: &[(&str, &str)], request: db::Id) -> Notice {
    let fill = |key: String| {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        site.texts.fill(Lang::Da, &key, &args)
    };
    Notice {
        to: to.to_owned(),
        subject: fill(format!("{key}-subject")),
        paragraphs: vec![fill(format!("{key}-text"))],
        action: Some((
            site.texts.get(Lang::Da, "approval-mail-open"),
            format!("{}/approvals/{request}", site.config.base_url),
        )),
        why: fill("approval-mail-why".to_owned()),
        english: false,
    }
}
