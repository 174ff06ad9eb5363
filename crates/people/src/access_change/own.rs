//! What the one whose access was changed says of it, from the mailbox they had before: yes, that is right, or no, I did
//! not ask for this.

use super::{
    confirm::close,
    list::{Open, open_of},
    own_address,
};
use crate::ACCESS_OBJECTED;
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, Who, exec, row, run};
use serde_json::json;
use web::{Links, Outcome, Refusal};

/// The purpose of the link.
pub(crate) const LINK: &str = "access-change";
/// The changes that whoever they are about is told of.
pub(crate) const TOLD: [&str; 3] = ["address", "second-factor", "identity"];
/// How long it is good: seven days.
const LINK_LIFE_MS: i64 = 7 * 24 * 3_600_000;

row! {
    struct Linked {
        person_id: Id,
        what: String,
    }
}

/// What a link asks about: the change that it was mailed for, and of several addresses the latest. It is bound to a change
/// that is still open, because only as long is the mailbox that it went to the owner's own.
///
/// # Errors
/// When the link is wrong, or nothing waits any more.
pub(crate) async fn of_link(
    conn: &mut impl AsConn,
    links: &Links,
    token: &str,
    now: Timestamp,
) -> Outcome<Open> {
    let id = links.read(LINK, token).ok_or_else(Refusal::not_found)?;
    let over = || Refusal::conflict("people-change-over");
    let linked = run!(
        conn,
        Linked,
        "select person_id, what from access_change where id = $1 and confirmed_at is null and at > $2",
        [id, now - LINK_LIFE_MS] => fetch_optional
    )?;
    let linked = linked.ok_or_else(over)?;
    let all = open_of(conn, linked.person_id, now).await?;
    let is_asked = |open: &Open| open.what == linked.what && (open.id == id || open.what == "address");
    Ok(all.into_iter().rev().find(is_asked).ok_or_else(over)?)
}

/// Acts for the one who opened the link in their mailbox.
fn actor_of(open: &Open) -> Actor {
    Actor { who: Who::Person(open.person_id), name: open.function.clone(), ..Actor::visitor() }
}

/// Yes, that is right.
pub(crate) async fn agree(tx: &mut Tx, open: &Open) -> Outcome<()> {
    close(tx, &actor_of(open), open).await
}

/// No: the address that is theirs stands again, and whatever somebody could have got by the change ends: sessions, links,
/// the password, a second factor and an identity at the provider that came since. With that it is theirs again, so the
/// changes are closed, and others hear of it.
///
/// # Errors
/// When somebody has answered meanwhile, or the address is somebody else's now.
pub(crate) async fn object(tx: &mut Tx, open: &Open) -> Outcome<()> {
    let (now, person) = (tx.now(), open.person_id);
    let actor = actor_of(open);
    if let Some(own) = own_address(tx, person).await? {
        let back = exec!(
            tx,
            "update person set email = $2 where id = $1 and not exists (
               select 1 from person o where o.email = $2 and o.id <> $1)",
            [person, own]
        )?;
        if back == 0 {
            return Err(Refusal::conflict("people-address-taken-since").into());
        }
    }
    let first = run!(
        tx,
        scalar Timestamp,
        "select at from access_change where person_id = $1 and confirmed_at is null
           and what in ('address', 'second-factor', 'identity') order by at limit 1",
        [person] => fetch_optional
    )?;
    let first = first.ok_or_else(|| Refusal::conflict("people-change-over"))?;
    exec!(
        tx,
        "update access_change set objected_at = $2, confirmed_at = $2, confirmed_by = $3, address_before = null,
           address_after = null
         where person_id = $1 and confirmed_at is null and what in ('address', 'second-factor', 'identity')",
        [person, now, &actor.name]
    )?;
    exec!(tx, "update account set password_hash = null where person_id = $1", [person])?;
    exec!(
        tx,
        "update account_link set used_at = $2 where person_id = $1 and used_at is null",
        [person, now]
    )?;
    exec!(
        tx,
        "delete from recovery_code where person_id = $1 and exists (
        select 1 from second_factor f where f.person_id = $1 and f.confirmed_at >= $2)",
        [person, first]
    )?;
    exec!(tx, "delete from second_factor where person_id = $1 and confirmed_at >= $2", [person, first])?;
    exec!(tx, "delete from identity where person_id = $1 and bound_at >= $2", [person, first])?;
    web::session::end_all(tx, person).await?;
    let particulars = json!({ "change": open.id, "what": &open.what, "by": open.by_id });
    Event { kind: ACCESS_OBJECTED, subject: person, particulars, text: None }.write(tx, &actor).await?;
    let payload = json!({ "person": person, "by": open.by_id, "what": &open.what });
    Ok(db::job::enqueue(tx, "access-objected", &payload).await?)
}
