//! Confirming a change: by somebody else who keeps the register, holds what the person holds, and is not one hand with
//! whoever made it.

use super::{list::Open, one_hand_with, open_ones};
use crate::{ACCESS_CONFIRMED, PEOPLE, actor::must_cover, may_give};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec};
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
        Ok(Some(Self { me, mine: one_hand_with(conn, &[me], true, now).await? }))
    }

    /// Whether the change is another's, about another, by nobody whom the actor could be.
    #[must_use]
    pub fn may_confirm(&self, actor: &Actor, open: &Open) -> bool {
        open.by_id != self.me
            && open.person_id != self.me
            && !self.mine.contains(&open.by_id)
            && actor.alone().may_at(PEOPLE, &open.unit_path)
    }
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
    for one in &open {
        if !hands.may_confirm(actor, one) {
            let refusal = Refusal::new("people-change-not-yours").with("who", &one.by_function);
            return Err(Refusal { status: 403, ..refusal }.into());
        }
        must_cover(tx, &alone, one.person_id).await?;
        let too_much = one.duty.as_ref().is_some_and(|duty| !may_give(actor, duty, &one.duty_path));
        if too_much {
            return Err(Refusal { status: 403, ..Refusal::new("people-duty-too-much") }.into());
        }
        close(tx, actor, one).await?;
    }
    Ok(open.len())
}

/// Notes that a change is confirmed.
pub(super) async fn close(tx: &mut Tx, actor: &Actor, open: &Open) -> Outcome<()> {
    let now = tx.now();
    exec!(
        tx,
        "update access_change set confirmed_at = $2, confirmed_by = $3, address_before = null, address_after = null
         where id = $1 and confirmed_at is null",
        [open.id, now, &actor.name]
    )?;
    let particulars = json!({ "change": open.id, "what": &open.what, "by": open.by_id });
    Event { kind: ACCESS_CONFIRMED, subject: open.person_id, particulars, text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}
