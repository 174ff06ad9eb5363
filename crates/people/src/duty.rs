//! Duties: who heads a unit, who advises, who is on call; deputies; and who is away now.
//! Approval asks here who may say yes (strategy: approval rules, `who`).

use crate::{
    DUTIES, DUTY_GIVEN, DUTY_TAKEN,
    access_change::{self, New, What},
    rights::may_give,
    unit::Unit,
};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// The duty that alone can give itself, and without which nobody may warn.
const ON_CALL: &str = "communications-on-call";
/// How many colleagues a refusal names.
const NAMED_MAX: usize = 3;

row! {
    /// Somebody who holds a duty.
    #[derive(Clone, Debug)]
    pub struct Holder {
        /// Who.
        pub person_id: Id,
        /// What they are.
        pub function: String,
        /// Their e-mail.
        pub email: Option<String>,
        /// Their telephone.
        pub phone: String,
        /// The unit the duty is held over.
        pub unit_id: Id,
        /// That unit's path.
        pub unit_path: String,
        /// That unit's level.
        pub unit_level: String,
        /// Which duty.
        pub duty: String,
        /// Whose it is: their own, or of the one they stand in for.
        pub duty_of: Id,
        /// Whether as a deputy.
        pub deputy: bool,
        /// Whether the duty waits to be confirmed, so that no yes counts by it; only where it was asked about a unit.
        pub doubted: bool,
        /// Whether they may be one hand with an author; only where it was asked for authors.
        pub one_hand: bool,
        /// Until when they are away, if they are away now.
        pub away_until: Option<Timestamp>,
    }
}

/// Gives somebody a duty over a unit.
///
/// # Errors
/// When the database fails.
pub async fn add_duty(tx: &mut Tx, person: Id, unit: Id, duty: &str, deputy: bool) -> db::Result<()> {
    insert_duty(tx, person, unit, (duty, deputy)).await.map(drop)
}

/// The same; gives the duty, where they did not hold it already.
async fn insert_duty(
    tx: &mut Tx,
    person: Id,
    unit: Id,
    (duty, deputy): (&str, bool),
) -> db::Result<Option<Id>> {
    let id = tx.new_id();
    let added = exec!(
        tx,
        "insert into duty (id, person_id, unit_id, duty, deputy) values ($1, $2, $3, $4, $5) on conflict do nothing",
        [id, person, unit, duty, deputy]
    )?;
    Ok((added > 0).then_some(id))
}

row! {
    /// A duty that somebody holds, as the page about them shows it.
    #[derive(Clone, Debug)]
    pub struct Held {
        /// Id.
        pub id: Id,
        /// Which duty.
        pub duty: String,
        /// The unit it is held over.
        pub unit_id: Id,
        /// Its name.
        pub unit_name: String,
        /// Its path.
        pub unit_path: String,
        /// Whether as a deputy.
        pub deputy: bool,
    }
}

/// The duties of a person.
///
/// # Errors
/// When the database fails.
pub async fn held_by(conn: &mut impl AsConn, person: Id) -> db::Result<Vec<Held>> {
    run!(
        conn,
        Held,
        "select d.id, d.duty, d.unit_id, u.name as unit_name, u.path as unit_path, d.deputy
         from duty d join unit u on u.id = d.unit_id where d.person_id = $1 order by d.id",
        [person] => fetch_all
    )
}

/// Gives somebody a duty by hand.
///
/// # Errors
/// When the duty or the unit does not exist, or carries rights that the actor does not hold.
pub async fn give_duty(
    tx: &mut Tx,
    actor: &Actor,
    person: Id,
    (duty, unit, deputy): (&str, Id, bool),
) -> Outcome<()> {
    let unit = Unit::get(tx, unit).await?;
    if !DUTIES.contains(&duty) {
        return Err(Refusal::new("people-no-duty").at("duty").into());
    }
    if !may_give(actor, duty, &unit.path) {
        return Err(Refusal { status: 403, ..Refusal::new("people-duty-too-much").at("duty") }.into());
    }
    if let Some(id) = insert_duty(tx, person, unit.id, (duty, deputy)).await? {
        access_change::note(tx, actor, New::of(person, What::Duty).about(id)).await?;
    }
    let particulars = json!({ "duty": duty, "unit": unit.id, "deputy": deputy });
    Event { kind: DUTY_GIVEN, subject: person, particulars, text: None }.write(tx, actor).await?;
    Ok(())
}

/// Takes a duty away.
///
/// # Errors
/// When there is none, it carries rights that the actor does not hold, or nobody would be on call any more.
pub async fn take_duty(tx: &mut Tx, actor: &Actor, person: Id, id: Id) -> Outcome<()> {
    let held = held_by(tx, person).await?.into_iter().find(|held| held.id == id);
    let held = held.ok_or_else(|| Refusal::conflict("people-duty-gone"))?;
    if !may_give(actor, &held.duty, &held.unit_path) {
        return Err(Refusal { status: 403, ..Refusal::new("people-duty-too-much") }.into());
    }
    exec!(tx, "delete from duty where id = $1", [id])?;
    access_change::forget_thing(tx, id).await?;
    if held.duty == ON_CALL {
        check_on_call(tx, Some(person)).await?;
    }
    let particulars = json!({ "duty": held.duty, "unit": held.unit_id });
    Event { kind: DUTY_TAKEN, subject: person, particulars, text: None }.write(tx, actor).await?;
    Ok(())
}

/// Refuses to leave nobody on call: only who holds that duty can give it, warn and stop, so it could not be given back
/// while a notice runs. Asked after the change, in its transaction.
pub(crate) async fn check_on_call(tx: &mut Tx, leaving: Option<Id>) -> Outcome<()> {
    let now = tx.now();
    if is_somebody_on_call(tx).await? {
        return Ok(());
    }
    let mut colleagues = holders(tx, "communications", now).await?;
    colleagues.retain(|holder| Some(holder.person_id) != leaving);
    let mut who: Vec<&str> = colleagues.iter().map(|holder| holder.function.as_str()).collect();
    who.dedup();
    who.truncate(NAMED_MAX);
    let who = if who.is_empty() { "none".to_owned() } else { who.join(", ") };
    Err(Refusal::conflict("people-last-on-call").with("who", who).into())
}

/// The addresses of those on call, each once: who hears of it where nobody else is left to.
///
/// # Errors
/// When the database fails.
pub async fn on_call_emails(conn: &mut impl AsConn, now: Timestamp) -> db::Result<Vec<String>> {
    let mut emails: Vec<String> =
        holders(conn, ON_CALL, now).await?.into_iter().filter_map(|holder| holder.email).collect();
    emails.sort();
    emails.dedup();
    Ok(emails)
}

/// Whether anybody who works here holds the duty to be on call.
pub(crate) async fn is_somebody_on_call(tx: &mut Tx) -> db::Result<bool> {
    let found = run!(
        tx,
        scalar Id,
        "select d.id from duty d join person p on p.id = d.person_id where d.duty = $1 and p.left_at is null limit 1",
        [ON_CALL] => fetch_optional
    )?;
    Ok(found.is_some())
}

impl Holder {
    /// The telephone number as a `tel:` address has it (RFC 3966): without spaces.
    #[must_use]
    pub fn tel(&self) -> String {
        self.phone.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// Everybody who holds a duty, wherever, and whoever stands in for one of them who is away; those
/// at work first, deputies last.
///
/// # Errors
/// When the database fails.
pub async fn holders(conn: &mut impl AsConn, duty: &str, now: Timestamp) -> db::Result<Vec<Holder>> {
    let mut found = run!(
        conn,
        Holder,
        "select d.id, d.person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.person_id as duty_of, d.deputy, (1 = 0) as doubted, (1 = 0) as one_hand,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from duty d join person p on p.id = d.person_id join unit u on u.id = d.unit_id
         where p.left_at is null and d.duty = $1
         union all
         select d.id, p.id as person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.person_id as duty_of, true as deputy, (1 = 0) as doubted, (1 = 0) as one_hand,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from absence s join duty d on d.person_id = s.person_id join person o on o.id = s.person_id
           join person p on p.id = s.deputy_id join unit u on u.id = d.unit_id
         where p.left_at is null and o.left_at is null and s.from_at <= $2 and s.to_at > $2 and d.duty = $1
         order by 1, 2",
        [duty, now] => fetch_all
    )?;
    found.sort_by_key(|holder| (holder.away_until.is_some(), holder.deputy));
    Ok(found)
}

/// Everybody who may be asked about a unit: those who head it or one above it, and those who hold
/// one of these duties anywhere. One look instead of one a duty; `head` and `director` are always
/// those above. Those at work come first, deputies last.
///
/// # Errors
/// When the database fails.
pub async fn holders_about(
    conn: &mut impl AsConn,
    path: &str,
    duties: &[&str],
    authors: &[Id],
    now: Timestamp,
) -> db::Result<Vec<Holder>> {
    let mut found = run!(
        conn,
        Holder,
        "with recursive above (id) as (
           select x from {ids $4} i
           union select c.by_id from access_change c join above a on c.person_id = a.id
           where c.confirmed_at is null and c.what not in ('duty', 'deputy', 'phone')
         ), below (id) as (
           select id from above
           union select c.person_id from access_change c join below b on c.by_id = b.id
           where c.confirmed_at is null and c.what not in ('duty', 'deputy', 'phone')
         )
         select d.id, d.person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.person_id as duty_of, d.deputy, exists (
             select 1 from access_change c where c.thing_id = d.id and c.confirmed_at is null) as doubted,
           (p.id in (select id from below)) as one_hand,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from duty d join person p on p.id = d.person_id join unit u on u.id = d.unit_id
         where p.left_at is null and ((d.duty in ('head', 'director') and substr($1, 1, length(u.path)) = u.path)
           or exists (select 1 from {texts $3} g where g.x = d.duty))
         union all
         select d.id, p.id as person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.person_id as duty_of, true as deputy, exists (
             select 1 from access_change c where c.thing_id in (d.id, s.id) and c.confirmed_at is null) as doubted,
           (p.id in (select id from below)) as one_hand,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from absence s join duty d on d.person_id = s.person_id join person o on o.id = s.person_id
           join person p on p.id = s.deputy_id join unit u on u.id = d.unit_id
         where p.left_at is null and o.left_at is null and s.from_at <= $2 and s.to_at > $2
           and ((d.duty in ('head', 'director') and substr($1, 1, length(u.path)) = u.path)
             or exists (select 1 from {texts $3} g where g.x = d.duty))
         order by 1, 2",
        [path, now, serde_json::json!(duties).to_string(), Id::list(authors)] => fetch_all
    )?;
    found.sort_by_key(|holder| (holder.away_until.is_some(), holder.deputy));
    Ok(found)
}

/// Everybody who holds a duty over a unit itself.
///
/// # Errors
/// When the database fails.
pub(crate) async fn holders_over(
    conn: &mut impl AsConn,
    unit: Id,
    now: Timestamp,
) -> db::Result<Vec<Holder>> {
    run!(
        conn,
        Holder,
        "select d.person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.person_id as duty_of, d.deputy, (1 = 0) as doubted, (1 = 0) as one_hand,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from duty d join person p on p.id = d.person_id join unit u on u.id = d.unit_id
         where d.unit_id = $1 and p.left_at is null order by d.deputy, d.id",
        [unit, now] => fetch_all
    )
}
