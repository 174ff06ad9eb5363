//! Keeping an import from giving or taking more than its actor has: duties that it adds, addresses
//! that it changes and access that it closes or opens are held to what a page holds single acts to
//! (decisions/0022).

use super::{
    Change, Gone, Parsed, Rows, difference,
    plan::{self, Plan},
    register::Register,
};
use crate::{
    actor::must_cover,
    duty::{check_on_call, is_somebody_on_call},
    rights::{may_give, of_duty},
};
use db::{Actor, Id, Timestamp, Tx, row, run};
use std::collections::{HashMap, HashSet};
use web::{Outcome, Refusal, Stop};

row! {
    struct DutyRow {
        person_id: Id,
        unit_id: Id,
        duty: String,
        path: String,
    }
}

row! {
    struct EmailRow {
        id: Id,
        email: Option<String>,
        left_at: Option<Timestamp>,
    }
}

/// Somebody whose access an import would close and its actor may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beyond {
    /// Their row.
    pub(crate) row: Change,
    /// Text key: why not.
    pub(crate) key: &'static str,
}

/// Person, unit and duty, with the unit's path.
type Duties = HashMap<(Id, Id, String), String>;

/// How duties, addresses and access stood before.
pub(crate) struct Before {
    is_on_call: bool,
    duties: Duties,
    holders: HashMap<Id, EmailRow>,
}

async fn duties(tx: &mut Tx) -> db::Result<Duties> {
    let rows = run!(
        tx,
        DutyRow,
        "select d.person_id, d.unit_id, d.duty, u.path from duty d join unit u on u.id = d.unit_id",
        [] => fetch_all
    )?;
    Ok(rows.into_iter().map(|row| ((row.person_id, row.unit_id, row.duty), row.path)).collect())
}

/// Address and access of those who hold a duty; nobody else's lead to rights.
async fn holders(tx: &mut Tx) -> db::Result<HashMap<Id, EmailRow>> {
    let rows = run!(
        tx,
        EmailRow,
        "select id, email, left_at from person where id in (select person_id from duty)",
        [] => fetch_all
    )?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Those who are not in a file of people and whose access the actor may not close: themselves, and
/// whoever holds rights that they do not hold.
///
/// # Errors
/// When the database fails.
pub(crate) async fn beyond(tx: &mut Tx, actor: &Actor, parsed: &Parsed) -> Outcome<Vec<Beyond>> {
    let Rows::People(rows) = &parsed.rows else { return Ok(Vec::new()) };
    let register = Register::load(tx).await?;
    let now = tx.now();
    let Plan { gone, .. } = plan::people(&register, rows, Gone::Keep, now)?;
    // Most have no rights beyond their own staff pages, and need not be asked about one by one.
    let with_rights = run!(
        tx,
        scalar Id,
        "select person_id from duty union select person_id from permission
         union select deputy_id from absence where deputy_id is not null and to_at > $1",
        [now] => fetch_all
    )?;
    let with_rights: HashSet<Id> = with_rights.into_iter().collect();
    let mut found = Vec::new();
    for state in &gone {
        let id = state.person.id;
        let key = if actor.person() == Some(id) {
            "people-leave-self"
        } else if !with_rights.contains(&id) {
            continue;
        } else {
            match must_cover(tx, actor, id).await {
                Ok(()) => continue,
                Err(Stop::Refusal(refusal)) => refusal.key,
                Err(stop) => return Err(stop),
            }
        };
        found.push(Beyond { row: difference::gone(state), key });
    }
    Ok(found)
}

impl Before {
    /// Looks before the import.
    pub(crate) async fn look(tx: &mut Tx) -> db::Result<Self> {
        let is_on_call = is_somebody_on_call(tx).await?;
        Ok(Self { is_on_call, duties: duties(tx).await?, holders: holders(tx).await? })
    }

    /// Looks after it, in the same transaction.
    ///
    /// # Errors
    /// When it gave or took a duty that the actor may not give or take, or gave another address
    /// to somebody who holds rights that the actor does not hold, or closed or opened their access, or left nobody on
    /// call.
    pub(crate) async fn check(self, tx: &mut Tx, actor: &Actor) -> Outcome<()> {
        let now = duties(tx).await?;
        let given = now.iter().filter(|(held, _)| !self.duties.contains_key(*held));
        let taken = self.duties.iter().filter(|(held, _)| !now.contains_key(*held));
        if given.chain(taken).any(|((_, _, duty), path)| !may_give(actor, duty, path)) {
            return Err(Refusal { status: 403, ..Refusal::new("people-import-too-much") }.into());
        }
        for (id, holder) in holders(tx).await? {
            let Some(before) = self.holders.get(&id) else { continue };
            if before.email != holder.email {
                must_cover(tx, actor, id).await?;
            }
            let moved = before.left_at.is_some() != holder.left_at.is_some();
            // Whoever has left holds nothing now, so their duties are asked and not their rights.
            if moved && !covers(actor, now.iter().filter(|((person, ..), _)| *person == id)) {
                return Err(Refusal { status: 403, ..Refusal::new("people-holds-more") }.into());
            }
        }
        if self.is_on_call {
            check_on_call(tx, None).await?;
        }
        Ok(())
    }
}

/// Whether the actor holds every right that these duties carry.
fn covers<'a>(actor: &Actor, mut duties: impl Iterator<Item = (&'a (Id, Id, String), &'a String)>) -> bool {
    duties.all(|((_, _, duty), path)| {
        let (rights, everywhere) = of_duty(duty);
        let path = if everywhere { "" } else { path.as_str() };
        rights.iter().all(|right| actor.may_at(right, path))
    })
}
