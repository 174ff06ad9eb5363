//! A request for approval: it freezes the edition, notes who must say yes under the strategy now
//! in force, and stays answerable until it is complete, sent back, or the text changes.

use crate::{
    ASKED, Need,
    find::{self, forecast},
    ground,
    outgrown::outgrown,
};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use message::{Edition, Message};
use people::WRITE;
use serde_json::json;
use strategy::InForce;
use thread::{Note, State, Step};
use web::{Outcome, Refusal};

row! {
    /// A request for approval.
    #[derive(Clone, Debug)]
    pub struct Request {
        /// Id.
        pub id: Id,
        /// About which message.
        pub message_id: Id,
        /// About which edition.
        pub edition_id: Id,
        /// The strategy version that was in force.
        pub version_id: Id,
        /// What must be met.
        pub needs: Json<Vec<Need>>,
        /// When.
        pub asked_at: Timestamp,
        /// Who asked.
        pub asked_by: Id,
        /// When it stopped being answerable.
        pub ended_at: Option<Timestamp>,
        /// When what it let out was taken down, and its yeses stopped counting.
        pub void_at: Option<Timestamp>,
    }
}

row! {
    /// A yes.
    #[derive(Clone, Debug)]
    pub struct Yes {
        /// Id.
        pub id: Id,
        /// Which rule it meets.
        pub rule: String,
        /// Whose it is.
        pub person_id: Id,
        /// What they were then.
        pub function: String,
        /// When.
        pub at: Timestamp,
        /// Who wrote it down, where it came by telephone.
        pub registered_by: Option<Id>,
        /// Until when they must have confirmed it, where it came by telephone.
        pub confirm_due: Option<Timestamp>,
        /// When they did.
        pub confirmed_at: Option<Timestamp>,
        /// What they added.
        pub note: String,
    }
}

/// How a message stands with approval, derived from rows.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The latest request.
    pub request: Request,
    /// The live yeses to it.
    pub yeses: Vec<Yes>,
}

impl Yes {
    /// Whether it waits for the one whose yes it is to confirm it.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        self.confirm_due.is_some() && self.confirmed_at.is_none()
    }

    /// Whether it was not confirmed in time.
    #[must_use]
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.is_unconfirmed() && self.confirm_due.is_some_and(|due| due <= now)
    }
}

impl Standing {
    /// Since when the needs that are open now are asked about: when it was asked, or, for those
    /// who are asked later, when the last yes before them came.
    #[must_use]
    pub fn open_since(&self) -> Timestamp {
        self.yeses.iter().map(|yes| yes.at).max().unwrap_or(self.request.asked_at)
    }

    /// Whether a need is met.
    #[must_use]
    pub fn is_met(&self, need: &Need) -> bool {
        need.is_met_by(self.yeses.iter().map(|yes| yes.rule.as_str()))
    }

    /// Whether every need is met.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.request.needs.iter().all(|need| self.is_met(need))
    }

    /// Whether it is still being answered, or everybody has said yes and it counts.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.request.void_at.is_none() && (self.request.ended_at.is_none() || self.is_complete())
    }

    /// The needs that are asked now: those of the lowest order that is not met.
    #[must_use]
    pub fn open_needs(&self) -> Vec<&Need> {
        let rules: Vec<&str> = self.yeses.iter().map(|yes| yes.rule.as_str()).collect();
        open_needs(&self.request.needs, &rules)
    }
}

/// The needs that are asked now, by the rules that have a yes, one for each yes.
pub(crate) fn open_needs<'a>(needs: &'a [Need], yeses: &[&str]) -> Vec<&'a Need> {
    let open = needs.iter().filter(|need| !need.is_met_by(yeses.iter().copied()));
    let first = open.clone().map(|need| need.order).min();
    open.filter(|need| Some(need.order) == first).collect()
}

impl Request {
    /// One request.
    ///
    /// # Errors
    /// When it does not exist.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Request,
            "select id, message_id, edition_id, version_id, needs, asked_at, asked_by, ended_at, void_at
             from approval_request where id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// The requests about a message, newest first.
    pub(crate) async fn all(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Request,
            "select id, message_id, edition_id, version_id, needs, asked_at, asked_by, ended_at, void_at
             from approval_request where message_id = $1 order by number desc limit 100",
            [message] => fetch_all
        )
    }

    /// The latest request about a message.
    pub(crate) async fn latest(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Self>> {
        run!(
            conn,
            Request,
            "select id, message_id, edition_id, version_id, needs, asked_at, asked_by, ended_at, void_at
             from approval_request where message_id = $1 order by number desc limit 1",
            [message] => fetch_optional
        )
    }

    /// Whether a person may meet a rule of it, as noted when it was asked.
    pub(crate) async fn rules_of(conn: &mut impl AsConn, request: Id, person: Id) -> db::Result<Vec<String>> {
        run!(
            conn,
            scalar String,
            "select rule from approval_need where request_id = $1 and person_id = $2",
            [request, person] => fetch_all
        )
    }

    /// Its live yeses.
    pub(crate) async fn yeses(&self, conn: &mut impl AsConn) -> db::Result<Vec<Yes>> {
        run!(
            conn,
            Yes,
            "select a.id, a.rule, a.person_id, coalesce(a.function, p.function) as function, a.at, a.registered_by, a.confirm_due, a.confirmed_at, a.note
             from approval a join person p on p.id = a.person_id
             where a.request_id = $1 and a.withdrawn_at is null order by a.id",
            [self.id] => fetch_all
        )
    }

    pub(crate) async fn end(&self, tx: &mut Tx) -> db::Result<()> {
        let now = tx.now();
        exec!(
            tx,
            "update approval_request set ended_at = $2 where id = $1 and ended_at is null",
            [self.id, now]
        )
        .map(drop)
    }
}

/// How a message stands; nothing when approval was never asked.
///
/// # Errors
/// When the database fails.
pub async fn standing(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Standing>> {
    let Some(request) = Request::latest(conn, message).await? else { return Ok(None) };
    let yeses = request.yeses(conn).await?;
    Ok(Some(Standing { request, yeses }))
}

/// Asks for approval of the latest edition.
///
/// # Errors
/// When something must be put right first, or nobody may say yes; the refusal says what or why.
pub async fn ask(tx: &mut Tx, actor: &Actor, message: Id, in_force: &InForce) -> Outcome<Id> {
    let asker = actor.person().ok_or_else(Refusal::forbidden)?;
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(WRITE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    ground::check_not_out(&message, "approval-out-no-request")?;
    let edition = Edition::get(tx, message.edition_id).await?;
    if !has_outgrown(tx, &edition).await? {
        check_no_yes(tx, &edition).await?;
    }
    let run = check::record(tx, actor, &edition, &in_force.strategy).await?;
    let waived = check::waivers(tx, message.id).await?;
    let stopping: Vec<_> = run.stopping(&waived).collect();
    if let Some(first) = stopping.first() {
        return Err(Refusal::new("approval-put-right")
            .with("n", stopping.len())
            .because(first.item.clone())
            .into());
    }
    let authors = find::authors(tx, &edition).await?;
    let now = tx.now();
    let forecasts = forecast(tx, &in_force.strategy, &edition.content, &authors, now).await?;
    if let Some(stuck) = forecasts.iter().find(|forecast| forecast.cannot_be_met()) {
        return Err(nobody(stuck).into());
    }
    if let Some(earlier) = Request::latest(tx, message.id).await? {
        if earlier.ended_at.is_none() && earlier.edition_id == edition.id {
            return Err(Refusal::conflict("approval-asked-already").into());
        }
        earlier.end(tx).await?;
    }
    message::freeze(tx, edition.id).await?;
    let id = tx.new_id();
    let needs: Vec<Need> = forecasts.iter().map(|forecast| forecast.need.clone()).collect();
    exec!(
        tx,
        "insert into approval_request (id, message_id, edition_id, version_id, needs, asked_at, asked_by, number)
         values ($1, $2, $3, $4, $5, $6, $7,
           (select coalesce(max(number), 0) + 1 from approval_request where message_id = $2))",
        [id, message.id, edition.id, in_force.version_id, Json(&needs), now, asker]
    )?;
    for forecast in &forecasts {
        for candidate in &forecast.candidates {
            exec!(
                tx,
                "insert into approval_need (request_id, rule, person_id) values ($1, $2, $3) on conflict do nothing",
                [id, &forecast.need.rule, candidate.person_id]
            )?;
        }
    }
    let names: Vec<String> = forecasts
        .iter()
        .filter(|forecast| forecast.need.order == needs[0].order)
        .filter_map(|forecast| forecast.candidates.first())
        .map(|candidate| candidate.function.clone())
        .collect();
    let note = Note::new("approval-note-asked").with("who", names.join(", "));
    let item = needs[0].item();
    thread::set(tx, actor, message.id, Step::Approval, State::Waiting, note.because(item)).await?;
    let particulars = json!({ "request": id, "edition": edition.id });
    Event { kind: ASKED, subject: message.id, particulars, text: None }.write(tx, actor).await?;
    db::job::enqueue(tx, "approval-asked", &json!({ "request": id })).await?;
    Ok(id)
}

/// Why nobody, or too few, may say yes.
fn nobody(stuck: &find::Forecast) -> Refusal {
    match stuck.unconfirmed.first() {
        Some(one) => Refusal::new("approval-nobody-confirmed").with("who", &one.function),
        None => Refusal::new("approval-nobody"),
    }
    .because(stuck.need.item())
}

/// Whether an edition reaches more than its yes was asked for.
async fn has_outgrown(tx: &mut Tx, edition: &Edition) -> Outcome<bool> {
    let Some(latest) = Request::latest(tx, edition.message_id).await? else { return Ok(false) };
    let strategy = strategy::version::by_version(tx, latest.version_id).await?;
    Ok(outgrown(tx, &strategy, &latest, &edition.content).await?.is_some())
}

/// Lets every yes to a message count no more, because it was taken down: it comes back only by a new one.
///
/// # Errors
/// When the database fails.
pub async fn void(tx: &mut Tx, message: Id) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update approval_request set void_at = $2, ended_at = coalesce(ended_at, $2) where message_id = $1 and void_at is null",
        [message, now]
    )?;
    exec!(tx, "update emergency set void_at = $2 where message_id = $1 and void_at is null", [message, now])
        .map(drop)
}

/// Whether everybody who must has said yes to an edition, itself or through small corrections.
///
/// # Errors
/// When the database fails.
pub async fn has_yes(conn: &mut impl AsConn, edition: &Edition) -> db::Result<bool> {
    let Some(standing) = standing(conn, edition.message_id).await? else { return Ok(false) };
    let is_given = standing.is_live() && standing.is_complete();
    Ok(is_given && crate::clearance::covers(conn, &standing.request, edition.id).await?)
}

/// Refuses to ask about an edition that everybody has said yes to: a new question would take the yes away.
async fn check_no_yes(tx: &mut Tx, edition: &Edition) -> Outcome<()> {
    match has_yes(tx, edition).await? {
        true => Err(Refusal::conflict("approval-has-yes").into()),
        false => Ok(()),
    }
}
