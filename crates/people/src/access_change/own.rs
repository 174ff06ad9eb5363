//! What the one whose access was changed says of it, from the mailbox they had before: yes, that is right, or no, I did
//! not ask for this.

use super::{
    What,
    confirm::close,
    list::{Open, open_ones},
    sign_in_address,
};
use crate::ACCESS_OBJECTED;
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, Who, exec, run};
use serde_json::json;
use web::{Links, Outcome, Refusal};

/// The purpose of the link.
pub(crate) const LINK: &str = "access-change";
/// How long it is good: seven days.
const LINK_LIFE_MS: i64 = 7 * 24 * 3_600_000;

/// The mailbox that shows whose access it is, where there is one: the address of before, unless somebody chose that too
/// and nobody has confirmed it. Whoever comes back may have lost theirs meanwhile.
pub(crate) async fn mailbox(
    conn: &mut impl AsConn,
    open: &Open,
    now: Timestamp,
) -> db::Result<Option<String>> {
    if open.what == What::Return.word() {
        return Ok(None);
    }
    let address = match &open.address_before {
        Some(before) => Some(before.clone()),
        None => sign_in_address(conn, open.person_id, now).await?,
    };
    // One that was chosen for them and is not confirmed shows nothing, and of a first address nothing stood before.
    let chosen = run!(
        conn,
        scalar Id,
        "select id from access_change where person_id = $1 and confirmed_at is null and (what = 'person' or what = 'return'
           or (what = 'address' and (address_before is null or address_before <> $2 or settles_at <= $3))) limit 1",
        [open.person_id, &address, now] => fetch_optional
    )?;
    Ok(address.filter(|_| chosen.is_none()))
}

/// The change behind a link that is good.
///
/// # Errors
/// When the link is wrong or old, or the change is no longer open.
pub(crate) async fn of_link(
    conn: &mut impl AsConn,
    links: &Links,
    token: &str,
    now: Timestamp,
) -> Outcome<Open> {
    let id = links.read(LINK, token).ok_or_else(Refusal::not_found)?;
    let open = open_ones(conn, &[id], now).await?.pop();
    let good = open.filter(|open| open.at + LINK_LIFE_MS > now && open.objected_at.is_none());
    good.ok_or_else(|| Refusal::conflict("people-change-over").into())
}

/// Acts for the one who opened the link in their mailbox.
fn actor_of(open: &Open) -> Actor {
    Actor { who: Who::Person(open.person_id), name: open.function.clone(), ..Actor::visitor() }
}

/// Yes, that is right.
pub(crate) async fn agree(tx: &mut Tx, open: &Open) -> Outcome<()> {
    close(tx, &actor_of(open), open).await
}

/// No: the address of before stands again, every session and link ends, and the password, which whoever had the new
/// mailbox may have chosen. The change stays open, so that no yes rests on it, and others hear of it.
pub(crate) async fn object(tx: &mut Tx, open: &Open) -> Outcome<()> {
    let (now, person) = (tx.now(), open.person_id);
    let actor = actor_of(open);
    if let Some(before) = &open.address_before {
        exec!(
            tx,
            "update person set email = $2 where id = $1 and not exists (
               select 1 from person o where o.email = $2 and o.id <> $1)",
            [person, before]
        )?;
    }
    exec!(tx, "update access_change set objected_at = $2 where id = $1", [open.id, now])?;
    exec!(tx, "update account set password_hash = null where person_id = $1", [person])?;
    exec!(
        tx,
        "update account_link set used_at = $2 where person_id = $1 and used_at is null",
        [person, now]
    )?;
    web::session::end_all(tx, person).await?;
    let particulars = json!({ "change": open.id, "what": &open.what, "by": open.by_id });
    Event { kind: ACCESS_OBJECTED, subject: person, particulars, text: None }.write(tx, &actor).await?;
    Ok(db::job::enqueue(tx, "access-objected", &json!({ "change": open.id })).await?)
}
