//! Access changes: what somebody did to how another is known, reached and signs in, and to which duties they hold.
//! Nobody approves what they wrote, and whoever can open another's mailbox or choose who heads a unit could do so by
//! that detour. So until a third person or the operator has confirmed such a change, a yes that rests on it is none
//! (decisions/0063).

mod confirm;
mod list;
mod own;

pub use confirm::{Hands, confirm};
pub use list::Open;
pub(crate) use list::{SHOWN_MAX, open_all, open_of, open_ones, untold};
pub(crate) use own::{LINK, TOLD, agree, object, of_link};

use crate::Person;
use db::{Actor, AsConn, Id, Timestamp, Tx, exec, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// How long the old address stays the one to sign in with: a day, in which its owner hears of the change.
pub const SETTLES_MS: i64 = 24 * 3_600_000;
/// How long changes are gathered before others are asked: five minutes, so that an evening's work is one mail.
const GATHER_MS: i64 = 5 * 60_000;

/// How often whoever it is about is told at most: once a minute.
const TELL_MS: i64 = 60_000;

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// They were registered.
    Person,
    /// Their e-mail.
    Address,
    /// Their telephone, by which a yes may be given.
    Phone,
    /// Their access was opened again.
    Return,
    /// Their two-step sign-in was taken off.
    SecondFactor,
    /// Who they are at the identity provider was forgotten.
    Identity,
    /// They were given a duty.
    Duty,
    /// They were made the deputy of somebody who is away.
    Deputy,
}

impl What {
    /// The word in rows and text keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            What::Person => "person",
            What::Address => "address",
            What::Phone => "phone",
            What::Return => "return",
            What::SecondFactor => "second-factor",
            What::Identity => "identity",
            What::Duty => "duty",
            What::Deputy => "deputy",
        }
    }
}

/// A change to be noted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct New<'a> {
    /// Whose access.
    pub(crate) person: Id,
    /// What.
    pub(crate) what: What,
    /// The duty, or the absence.
    pub(crate) thing: Option<Id>,
    /// The address they sign in with until the new one settles.
    pub(crate) before: Option<&'a str>,
}

impl<'a> New<'a> {
    /// A change of how somebody is known or signs in.
    pub(crate) fn of(person: Id, what: What) -> Self {
        Self { person, what, thing: None, before: None }
    }

    /// The same with what it is about.
    pub(crate) fn about(self, thing: Id) -> Self {
        Self { thing: Some(thing), ..self }
    }

    /// The same with the address that stood before.
    pub(crate) fn after(self, before: Option<&'a str>) -> Self {
        Self { before, ..self }
    }
}

/// Notes what somebody did to another's access, and asks others to confirm it. What the operator does is confirmed
/// with that, and what people do to their own sign-in is their own business; a duty they take themselves is not.
pub(crate) async fn note(tx: &mut Tx, actor: &Actor, new: New<'_>) -> Outcome<()> {
    let Some(by) = actor.person() else { return Ok(()) };
    let is_own = by == new.person && !matches!(new.what, What::Duty | What::Deputy);
    if is_own {
        return Ok(());
    }
    let (id, now) = (tx.new_id(), tx.now());
    let settles = new.before.map(|_| now + SETTLES_MS);
    exec!(
        tx,
        "insert into access_change (id, person_id, by_id, what, thing_id, at, address_before, settles_at, address_after)
         values ($1, $2, $3, $4, $5, $6, $7, $8,
           case when $4 = 'address' then (select email from person where id = $2) end)",
        [id, new.person, by, new.what.word(), new.thing, now, new.before, settles]
    )?;
    let unique = format!("access-asked:{by}");
    db::job::enqueue_at(tx, "access-asked", &json!({ "by": by }), now + GATHER_MS, Some(&unique)).await?;
    if matches!(new.what, What::Address | What::SecondFactor | What::Identity) {
        // At once, and then once a minute, however often something is changed.
        let before = run!(
            tx,
            scalar Option<Timestamp>,
            "select max(at) from access_change
             where person_id = $1 and id <> $2 and what in ('address', 'second-factor', 'identity')",
            [new.person, id] => fetch_one
        )?;
        let run_at = before.map_or(now, |before| now.max(before + TELL_MS));
        let unique = format!("access-changed:{}", new.person);
        let payload = json!({ "person": new.person });
        db::job::enqueue_at(tx, "access-changed", &payload, run_at, Some(&unique)).await?;
    }
    Ok(())
}

/// Lets the address of before hear of another, and stay the one to sign in with for a day where somebody else changed
/// it: whoever has the new mailbox can sign in as them.
pub(crate) async fn address_changed(
    tx: &mut Tx,
    actor: &Actor,
    person: Id,
    signs_in: Option<&str>,
) -> Outcome<()> {
    if actor.person().is_none_or(|by| by == person) {
        if let Some(old) = signs_in {
            db::job::enqueue(tx, "email-moved", &json!({ "to": old, "who": actor.name })).await?;
        }
        return Ok(());
    }
    note(tx, actor, New::of(person, What::Address).after(signs_in)).await
}

/// Forgets the changes about a duty or an absence that is gone.
pub(crate) async fn forget_thing(tx: &mut Tx, thing: Id) -> db::Result<()> {
    exec!(tx, "delete from access_change where thing_id = $1 and confirmed_at is null", [thing]).map(drop)
}

/// Who signs in with an address: who has it, unless it waits to settle; then who had it before.
pub(crate) async fn who_signs_in_with(
    conn: &mut impl AsConn,
    email: &str,
    now: Timestamp,
) -> db::Result<Option<Id>> {
    run!(
        conn,
        scalar Id,
        "select p.id from person p where p.email = $1 and p.left_at is null and not exists (
           select 1 from access_change c where c.person_id = p.id and c.address_before is not null
             and c.confirmed_at is null and c.settles_at > $2)
         union select c.person_id from access_change c join person p on p.id = c.person_id
         where c.address_before = $1 and c.confirmed_at is null and c.settles_at > $2 and p.left_at is null
         limit 1",
        [email.trim().to_lowercase(), now] => fetch_optional
    )
}

/// The person who signs in with an address, for the operator; not whoever has it only for mail yet.
///
/// # Errors
/// When the database fails.
pub async fn signing_in_with(tx: &mut Tx, email: &str) -> db::Result<Option<Person>> {
    let now = tx.now();
    match who_signs_in_with(tx, email, now).await? {
        Some(id) => Person::find(tx, id).await,
        None => Ok(None),
    }
}

/// The address with which somebody signs in, to which links go.
pub(crate) async fn sign_in_address(
    conn: &mut impl AsConn,
    person: Id,
    now: Timestamp,
) -> db::Result<Option<String>> {
    let found = run!(
        conn,
        scalar Option<String>,
        "select coalesce((select c.address_before from access_change c
             where c.person_id = p.id and c.address_before is not null
               and c.confirmed_at is null and c.settles_at > $2 order by c.id limit 1), p.email)
         from person p where p.id = $1 and p.left_at is null",
        [person, now] => fetch_optional
    )?;
    Ok(found.flatten())
}

/// The address that nobody else has chosen for somebody: the one from before the first change that nobody has confirmed,
/// also where that has settled. It hears of every further change, and gets back what it says no to. Nothing where there
/// was none before: whoever chose the first would answer for its owner.
pub(crate) async fn own_address(conn: &mut impl AsConn, person: Id) -> db::Result<Option<String>> {
    let found = run!(
        conn,
        scalar Option<String>,
        "select case when exists (
             select 1 from access_change c where c.person_id = p.id and c.what = 'address' and c.confirmed_at is null)
           then (select c.address_before from access_change c
             where c.person_id = p.id and c.what = 'address' and c.confirmed_at is null order by c.id limit 1)
           else p.email end
         from person p where p.id = $1",
        [person] => fetch_optional
    )?;
    Ok(found.flatten())
}

/// Refuses what would give somebody an address that another signs in with still, or gets back by saying no.
pub(crate) async fn check_addresses(tx: &mut Tx) -> Outcome<()> {
    let found = run!(
        tx,
        scalar String,
        "select p.email from access_change c join person p on p.email = c.address_before and p.id <> c.person_id
         where c.confirmed_at is null and c.address_before is not null limit 1",
        [] => fetch_optional
    )?;
    match found {
        Some(email) => Err(Refusal::conflict("people-address-waits").with("email", email).into()),
        None => Ok(()),
    }
}

/// Whether an address is still another's to sign in with, or to get back by saying no.
pub(crate) async fn is_anothers(conn: &mut impl AsConn, email: &str, person: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select person_id from access_change where address_before = $1 and person_id <> $2
           and confirmed_at is null limit 1",
        [email, person] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// The people who may be one hand with any of these: whoever could sign in as them through what was changed and not
/// confirmed, and whoever the same person could sign in as. `by_telephone` counts changed telephones too, and `until`
/// leaves out what came later.
///
/// # Errors
/// When the database fails.
pub async fn one_hand_with(
    conn: &mut impl AsConn,
    people: &[Id],
    by_telephone: bool,
    until: Timestamp,
) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "with recursive above (id) as (
           select x from {ids $1} i
           union select c.by_id from access_change c join above a on c.person_id = a.id
           where c.confirmed_at is null and c.at <= $3 and c.what not in ('duty', 'deputy') and (c.what <> 'phone' or $2)
         ), below (id) as (
           select id from above
           union select c.person_id from access_change c join below b on c.by_id = b.id
           where c.confirmed_at is null and c.at <= $3 and c.what not in ('duty', 'deputy') and (c.what <> 'phone' or $2)
         ) select id from below",
        [Id::list(people), by_telephone, until] => fetch_all
    )
}

/// Confirms what the operator's file says of those in it, by their keys.
pub(crate) async fn confirm_in_file(tx: &mut Tx, keys: &[&str], said: &[&str]) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update access_change set confirmed_at = $3, confirmed_by = '', address_before = null, address_after = null
         where confirmed_at is null and what in {texts $2}
           and person_id in (select id from person where external_key in {texts $1})",
        [json!(keys).to_string(), json!(said).to_string(), now]
    )
    .map(drop)
}

/// Confirms everything about a person, for the operator; gives how many changes that were.
///
/// # Errors
/// When the database fails.
pub async fn confirm_by_operator(tx: &mut Tx, actor: &Actor, person: Id) -> Outcome<usize> {
    let now = tx.now();
    let open = open_of(tx, person, now).await?;
    for one in &open {
        confirm::close(tx, actor, one).await?;
    }
    Ok(open.len())
}
