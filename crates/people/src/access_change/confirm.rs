//! Confirming a change: by somebody else who keeps the register, holds what the person holds, and is not one hand with
//! whoever made it.

use super::{list::Open, one_hand_with, open_ones};
use crate::{ACCESS_CONFIRMED, PEOPLE, actor::must_cover, may_give};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// Whose hand somebody could be: asked once for a page of changes.
pub struct Hands {
    me: Id,
    mine: Vec<Id>,
}

impl Hands {
    /// Those who may be one hand with the actor; nothing for whoever is no person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(conn: &mut impl AsConn, actor: &Actor, now: Timestamp) -> db::Result<Option<Self>> {
        let Some(me) = actor.person() else { return Ok(None) };
        let mut mine = one_hand_with(conn, &[me], false, now).await?;
        // Nor is whoever gave them the duty by which they would confirm it.
        mine.extend(run!(
            conn,
            scalar Id,
            "select by_id from access_change where person_id = $1 and confirmed_at is null and what in ('duty', 'deputy')",
            [me] => fetch_all
        )?);
        Ok(Some(Self { me, mine }))
    }

    /// Whether the actor could be somebody.
    fn is_mine(&self, person: Id) -> bool {
        person == self.me || self.mine.contains(&person)
    }

    /// Whether the change is another's, about another, by nobody whom the actor could be.
    #[must_use]
    pub fn may_confirm(&self, actor: &Actor, open: &Open) -> bool {
        !self.is_mine(open.by_id)
            && open.person_id != self.me
            && actor.alone().may_at(PEOPLE, &open.unit_path)
    }
}

/// Who made a change, and the earlier ones that it stands for.
async fn makers(tx: &mut Tx, open: &Open) -> db::Result<Vec<Id>> {
    run!(
        tx,
        scalar Id,
        "select by_id from access_change
         where person_id = $1 and confirmed_at is null and (id = $2 or ($3 = 'address' and what = 'address'))",
        [open.person_id, open.id, &open.what] => fetch_all
    )
}

/// Confirms changes that are open; gives how many. Those that somebody has confirmed meanwhile are passed over.
///
/// # Errors
/// When one of them is not the actor's to confirm; then none is.
pub async fn confirm(tx: &mut Tx, actor: &Actor, ids: &[Id]) -> Outcome<usize> {
    let now = tx.now();
    let hands = Hands::of(tx, actor, now).await?.ok_or_else(Refusal::forbidden)?;
    let alone = actor.alone();
    let open = open_ones(tx, ids, now).await?;
    if open.is_empty() {
        return Err(Refusal::conflict("people-change-over").into());
    }
    for one in &open {
        let makers = makers(tx, one).await?;
        if !hands.may_confirm(actor, one) || makers.iter().any(|by| hands.is_mine(*by)) {
            let refusal = Refusal::new("people-change-not-yours").with("who", &one.by_function);
            return Err(Refusal { status: 403, ..refusal }.into());
        }
        // Who is appointed may hold more than the one who confirms it; what counts is what they are given.
        match (one.what.as_str(), one.absent_id) {
            ("duty", _) => {}
            ("deputy", Some(absent)) => must_cover(tx, &alone, absent).await?,
            _ => must_cover(tx, &alone, one.person_id).await?,
        }
        let too_much = one.duty.as_ref().is_some_and(|duty| !may_give(actor, duty, &one.duty_path));
        if too_much {
            return Err(Refusal { status: 403, ..Refusal::new("people-duty-too-much") }.into());
        }
        close(tx, actor, one).await?;
    }
    Ok(open.len())
}

/// Notes that a change is confirmed, and with an address those that came before it.
///
/// # Errors
/// When somebody has answered meanwhile.
pub(super) async fn close(tx: &mut Tx, actor: &Actor, open: &Open) -> Outcome<()> {
    let now = tx.now();
    let closed = exec!(
        tx,
        "update access_change set confirmed_at = $2, confirmed_by = $3, address_before = null, address_after = null
         where person_id = $5 and confirmed_at is null
           and (id = $1 or ($4 = 'address' and what = 'address' and id < $1))",
        [open.id, now, &actor.name, &open.what, open.person_id]
    )?;
    if closed == 0 {
        return Err(Refusal::conflict("people-change-over").into());
    }
    let particulars = json!({ "change": open.id, "what": &open.what, "by": open.by_id });
    Event { kind: ACCESS_CONFIRMED, subject: open.person_id, particulars, text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}
