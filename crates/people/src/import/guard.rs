//! Keeping an import from giving more than its actor has: duties that it adds and addresses that
//! it changes are held to what a page holds single acts to (decisions/0022).

use crate::{actor::must_cover, rights::may_give};
use db::{Actor, Id, Tx, row, run};
use std::collections::HashMap;
use web::{Outcome, Refusal};

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
    }
}

/// Person, unit and duty, with the unit's path.
type Duties = HashMap<(Id, Id, String), String>;

/// How duties and addresses stood before.
pub(crate) struct Before {
    duties: Duties,
    emails: HashMap<Id, Option<String>>,
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

/// The addresses of those who hold a duty; nobody else's leads to rights.
async fn emails(tx: &mut Tx) -> db::Result<HashMap<Id, Option<String>>> {
    let rows = run!(
        tx,
        EmailRow,
        "select id, email from person where id in (select person_id from duty)",
        [] => fetch_all
    )?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

impl Before {
    /// Looks before the import.
    pub(crate) async fn look(tx: &mut Tx) -> db::Result<Self> {
        Ok(Self { duties: duties(tx).await?, emails: emails(tx).await? })
    }

    /// Looks after it, in the same transaction.
    ///
    /// # Errors
    /// When it gave or took a duty that the actor may not give or take, or gave another address
    /// to somebody who holds rights that the actor does not hold.
    pub(crate) async fn check(self, tx: &mut Tx, actor: &Actor) -> Outcome<()> {
        let now = duties(tx).await?;
        let given = now.iter().filter(|(held, _)| !self.duties.contains_key(*held));
        let taken = self.duties.iter().filter(|(held, _)| !now.contains_key(*held));
        if given.chain(taken).any(|((_, _, duty), path)| !may_give(actor, duty, path)) {
            return Err(Refusal { status: 403, ..Refusal::new("people-import-too-much") }.into());
        }
        for (id, email) in emails(tx).await? {
            if self.emails.get(&id).is_some_and(|before| *before != email) {
                must_cover(tx, actor, id).await?;
            }
        }
        Ok(())
    }
}
