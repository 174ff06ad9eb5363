//! Telling those whom it concerns that somebody else has stopped a plan, taken a message down or erased it: whoever
//! wrote it, planned it, asked for the yes or gave it. Whoever did it knows already.

use crate::{AskedDown, asked_down, erasure_of, retract::who_may_retract, schedule::ScheduleRow};
use db::{
    Actor, AsConn, Id, Json, Tx,
    job::{JobKind, Lane},
};
use message::{Message, retraction_of};
use people::Person;
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Arc};
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site, Stop, When};

/// What was done to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Its plan was stopped.
    Cancelled,
    /// It was taken down.
    Retracted,
    /// What it said was erased; if it was out, it was taken down as well.
    Erased,
    /// It was held back, because it belongs to one that was taken down.
    HeldBack,
    /// What had not left of it was stopped, because a correction comes instead.
    Superseded,
    /// It goes at another time than it was to.
    Moved,
    /// One that it belongs to was taken down or erased, and it was not.
    Related,
    /// It is a warning whose end was taken down: it holds again.
    Revived,
    /// Somebody who may not take it down asked those who may.
    AskedDown,
    /// A yes was taken back while its mails went out, and the rest waits.
    Waits,
    /// Mails did not arrive, or may not have.
    Lost,
    /// Mails were not sent, because a correction comes instead.
    Spared,
}

impl Done {
    pub(crate) const ALL: [Done; 12] = [
        Done::Cancelled,
        Done::Retracted,
        Done::Erased,
        Done::HeldBack,
        Done::Superseded,
        Done::Moved,
        Done::Related,
        Done::Revived,
        Done::AskedDown,
        Done::Waits,
        Done::Lost,
        Done::Spared,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Done::Cancelled => "cancelled",
            Done::Retracted => "retracted",
            Done::Erased => "erased",
            Done::HeldBack => "held-back",
            Done::Superseded => "superseded",
            Done::Moved => "moved",
            Done::Related => "related",
            Done::Revived => "revived",
            Done::AskedDown => "asked-down",
            Done::Waits => "waits",
            Done::Lost => "lost",
            Done::Spared => "spared",
        }
    }

    /// Where the mail leads.
    fn page(self) -> &'static str {
        match self {
            Done::Cancelled
            | Done::HeldBack
            | Done::Superseded
            | Done::Moved
            | Done::Revived
            | Done::Waits
            | Done::Lost
            | Done::Spared => "",
            Done::Retracted | Done::Erased | Done::Related | Done::AskedDown => "/retraction",
        }
    }
}

/// The job that writes the mails.
pub(crate) const JOB: JobKind<Arc<Site>> = JobKind {
    name: "release-told",
    lane: Lane::Inside,
    attempts_max: 8,
    run: |site, payload| Box::pin(async move { Ok(send(site, payload).await?) }),
};

/// Writes the job that tells of an act.
///
/// # Errors
/// When the database fails.
pub async fn tell_concerned(tx: &mut Tx, actor: &Actor, message: Id, done: Done) -> Outcome<()> {
    enqueue(tx, actor, message, (done, None, "")).await
}

/// Tells those who may take a message down that somebody asks them to.
pub(crate) async fn tell_of_ask(tx: &mut Tx, actor: &Actor, message: Id, reason: &str) -> Outcome<()> {
    enqueue(tx, actor, message, (Done::AskedDown, None, reason)).await
}

/// Tells that so many mails did not arrive, or may not have; `side` is whose: `staff` or `readers`.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_lost(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    (number, side): (&str, &str),
) -> Outcome<()> {
    // Nobody did it, so the place of whoever did is free for whom it happened to.
    let actor = Actor { name: side.to_owned(), ..actor.clone() };
    enqueue(tx, &actor, message, (Done::Lost, None, number)).await
}

/// Tells that so many mails were not sent, because a correction comes instead.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_spared(tx: &mut Tx, actor: &Actor, message: Id, number: i64) -> Outcome<()> {
    enqueue(tx, actor, message, (Done::Spared, None, &number.to_string())).await
}

/// Tells that the rest of the mails waits; `why` is what for: `yes`, `quote`, `touched` or `cpr`.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_wait(tx: &mut Tx, actor: &Actor, message: Id, why: &str) -> Outcome<()> {
    enqueue(tx, actor, message, (Done::Waits, None, why)).await
}

/// The same of a plan that ended, with the time that it had.
pub(crate) async fn tell_of_plan(tx: &mut Tx, actor: &Actor, row: &ScheduleRow, done: Done) -> Outcome<()> {
    enqueue(tx, actor, row.message_id, (done, Some(row.due_at), "")).await
}

/// The same of a new time, where somebody said yes while there was another.
pub(crate) async fn tell_of_move(tx: &mut Tx, actor: &Actor, message: Id, due: i64) -> Outcome<()> {
    enqueue(tx, actor, message, (Done::Moved, Some(due), "")).await
}

async fn enqueue(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    (done, due, reason): (Done, Option<i64>, &str),
) -> Outcome<()> {
    let payload = json!({
        "message": message, "done": done.word(), "due": due, "by": actor.person(), "who": &actor.name,
        "reason": reason,
    });
    Ok(db::job::enqueue(tx, "release-told", &payload).await?)
}

async fn send(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let id = |value: &Value| value.as_str().and_then(|text| text.parse::<Id>().ok());
    let message = id(&payload["message"]).ok_or_else(|| Stop::fault("a job without its id"))?;
    let done = Done::ALL.into_iter().find(|done| payload["done"] == done.word());
    let done = done.ok_or_else(|| Stop::fault("a job without what was done"))?;
    let mut conn = site.db.read().await?;
    let message = Message::get(&mut conn, message).await?;
    let by = id(&payload["by"]);
    let now = site.db.now();
    let mut emails: BTreeSet<String> = match done {
        Done::AskedDown => Vec::new(),
        Done::Erased | Done::HeldBack | Done::Retracted => concerned(&mut conn, message.id, by, true).await?,
        _ => concerned(&mut conn, message.id, by, false).await?,
    }
    .into_iter()
    .collect();
    // Whoever it concerned has left, and somebody must hear of it.
    let is_left = emails.is_empty() && by.is_none();
    if is_left || done == Done::Revived {
        emails.extend(people::on_call_emails(&mut conn, now).await?);
    }
    if done == Done::AskedDown || was_asked(&mut conn, message.id, by, done, &mut emails).await? {
        emails.extend(those_who_may(&mut conn, &message, by, now).await?);
    }
    let reason = match done {
        Done::Retracted => retraction_of(&mut conn, message.id).await?.map(|row| row.reason),
        Done::Erased => erasure_of(&mut conn, message.id).await?.map(|row| row.reason),
        _ => payload["reason"].as_str().map(str::to_owned),
    };
    drop(conn);
    let due = payload["due"].as_i64().map(|due| When::new(due, site.db.now(), Lang::Da).short());
    let who = payload["who"].as_str().unwrap_or_default();
    let told = Told {
        message: (message.id, &message.title),
        done,
        who,
        reason: &reason.unwrap_or_default(),
        due: &due.unwrap_or_default(),
        is_left,
    };
    let mut tx = site.db.begin().await?;
    for to in emails {
        notice::send(&mut tx, &mail(&site, to, &told)).await?;
    }
    Ok(tx.commit().await?)
}

/// What a mail tells.
pub(crate) struct Told<'a> {
    pub(crate) message: (Id, &'a str),
    pub(crate) done: Done,
    pub(crate) who: &'a str,
    pub(crate) reason: &'a str,
    pub(crate) due: &'a str,
    /// Whether those whom it concerns have left, so that whoever is on call hears of it.
    pub(crate) is_left: bool,
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn mail(site: &Site, to: String, told: &Told<'_>) -> Notice {
    let fill = |part: &str| {
        let args = [
            ("title", told.message.1.into()),
            ("who", told.who.into()),
            // Of mails it is their number, which chooses the plural.
            ("reason", told.reason.parse::<i64>().map_or_else(|_| told.reason.into(), Into::into)),
            ("due", told.due.into()),
        ];
        site.texts.fill(Lang::Da, &format!("release-mail-{}-{part}", told.done.word()), &args)
    };
    let text = |key: &str| site.texts.get(Lang::Da, key);
    Notice {
        to,
        subject: fill("subject"),
        paragraphs: vec![fill("text"), fill("next")],
        action: Some((
            text("release-mail-trouble-open"),
            format!("{}/messages/{}{}", site.config.base_url, told.message.0, told.done.page()),
        )),
        why: text(match told.done {
            Done::AskedDown => "release-mail-asked-down-why",
            _ if told.is_left => "release-mail-on-call-why",
            Done::Revived => "release-mail-revived-why",
            _ => "release-mail-told-why",
        }),
        english: false,
    }
}

/// Those who asked for what was done, and those who were called to look at an urgent notice, hear of it too; gives whether
/// somebody had asked, and others with it who need not do it any more.
async fn was_asked(
    conn: &mut impl AsConn,
    message: Id,
    by: Option<Id>,
    done: Done,
    emails: &mut BTreeSet<String>,
) -> db::Result<bool> {
    if !matches!(done, Done::Erased | Done::Retracted) {
        return Ok(false);
    }
    let asked = asked_down(conn, message).await?;
    let called = db::run!(
        conn,
        scalar Json<Vec<Id>>,
        "select called from emergency where message_id = $1",
        [message] => fetch_all
    )?;
    let people = asked.iter().filter_map(AskedDown::by).chain(called.into_iter().flat_map(|called| called.0));
    for person in people.filter(|person| Some(*person) != by) {
        emails.extend(Person::find(conn, person).await?.and_then(|person| person.email));
    }
    Ok(!asked.is_empty())
}

/// The addresses of those who may take a message down.
async fn those_who_may(
    conn: &mut impl AsConn,
    message: &Message,
    by: Option<Id>,
    now: i64,
) -> db::Result<Vec<String>> {
    let holders = who_may_retract(conn, &message.unit_path, now).await?;
    let others = holders.into_iter().filter(|holder| Some(holder.person_id) != by);
    Ok(others.filter_map(|holder| holder.email).collect::<BTreeSet<_>>().into_iter().collect())
}

/// The addresses of whoever wrote, planned, asked for the yes or gave it, but for the one who did it; of those who were
/// asked and need not answer any more, where that is so.
async fn concerned(
    conn: &mut impl AsConn,
    message: Id,
    by: Option<Id>,
    also_asked: bool,
) -> db::Result<Vec<String>> {
    let found = db::run!(
        conn,
        scalar Option<String>,
        "select distinct p.email from
           (select made_by as id from message where id = $1
            union select set_by from schedule where message_id = $1
            union select asked_by from approval_request where message_id = $1
            union select a.person_id from approval a join approval_request r on r.id = a.request_id
                  where r.message_id = $1 and a.withdrawn_at is null
            union select saved_by from edition where message_id = $1
            union select n.person_id from approval_need n join approval_request r on r.id = n.request_id
                  where r.message_id = $1 and $3
                    and r.number = (select max(x.number) from approval_request x where x.message_id = $1)
            union select by_id from emergency where message_id = $1) c
         join person p on p.id = c.id
         where p.left_at is null and (p.id <> $2 or $2 is null) order by p.email",
        [message, by, also_asked] => fetch_all
    )?;
    Ok(found.into_iter().flatten().collect())
}
