//! What an import does to how people are known, reached and sign in, noted row by row as a page notes a single act; and
//! what the operator's own file confirms (decisions/0063).

use super::{PersonRow, plan::Touched, register::PersonState};
use crate::access_change::{self, New, What};
use db::{Actor, Id, Tx, exec};
use std::collections::HashMap;
use web::Outcome;

/// The addresses of their own that those have whose address changes; asked before anything is written.
pub(super) async fn own_addresses(
    tx: &mut Tx,
    touched: &[Touched<PersonState>],
) -> db::Result<HashMap<Id, String>> {
    let mut found = HashMap::new();
    for one in touched.iter().filter(|one| email(one.before.as_ref()) != email(Some(&one.after))) {
        let id = one.after.person.id;
        if let Some(address) = access_change::own_address(tx, id).await? {
            found.insert(id, address);
        }
    }
    Ok(found)
}

fn email(state: Option<&PersonState>) -> Option<&String> {
    state.and_then(|state| state.person.email.as_ref())
}

/// Notes what was written.
pub(super) async fn note(
    tx: &mut Tx,
    actor: &Actor,
    touched: &[Touched<PersonState>],
    own: &HashMap<Id, String>,
) -> Outcome<()> {
    for Touched { before, after } in touched {
        let id = after.person.id;
        match before {
            None => access_change::note(tx, actor, New::of(id, What::Person)).await?,
            Some(before) => {
                if before.person.email != after.person.email {
                    let old = own.get(&id).map(String::as_str);
                    access_change::address_changed(tx, actor, id, old).await?;
                }
                if before.person.phone != after.person.phone {
                    access_change::note(tx, actor, New::of(id, What::Phone)).await?;
                }
                if before.person.left_at.is_some() && after.person.left_at.is_none() {
                    access_change::note(tx, actor, New::of(id, What::Return)).await?;
                }
            }
        }
        let held = before.as_ref().map(|before| before.duties.as_slice()).unwrap_or_default();
        for duty in after.duties.iter().filter(|duty| !held.contains(duty)) {
            access_change::note(tx, actor, New::of(id, What::Duty).about(duty.id)).await?;
        }
        for duty in held.iter().filter(|duty| !after.duties.contains(duty)) {
            access_change::forget_thing(tx, duty.id).await?;
        }
    }
    match actor.person() {
        Some(_) => access_change::check_addresses(tx).await,
        None => Ok(()),
    }
}

/// Notes what taking an import back has put right again.
pub(super) async fn note_back(
    tx: &mut Tx,
    actor: &Actor,
    touched: &[Touched<PersonState>],
    own: &HashMap<Id, String>,
) -> Outcome<()> {
    let back: Vec<Touched<PersonState>> = touched
        .iter()
        .filter_map(|one| Some(Touched { before: Some(one.after.clone()), after: one.before.clone()? }))
        .collect();
    note(tx, actor, &back, own).await
}

/// Forgets the changes about people who are about to be taken out again.
pub(super) async fn forget(tx: &mut Tx, touched: &[Touched<PersonState>]) -> db::Result<()> {
    let new: Vec<Id> =
        touched.iter().filter(|one| one.before.is_none()).map(|one| one.after.person.id).collect();
    exec!(tx, "delete from access_change where person_id in {ids $1}", [Id::list(&new)]).map(drop)
}

/// Confirms what the operator's file says of those in it: that they are there, and each column that it has.
pub(super) async fn confirm(tx: &mut Tx, actor: &Actor, rows: &[PersonRow]) -> db::Result<()> {
    let Some(first) = rows.first().filter(|_| actor.person().is_none()) else { return Ok(()) };
    let mut said = vec!["person", "return"];
    let columns = [
        ("address", first.email.is_some()),
        ("phone", first.phone.is_some()),
        ("duty", first.duties.is_some()),
    ];
    said.extend(columns.iter().filter(|(_, is_there)| *is_there).map(|(what, _)| *what));
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    access_change::confirm_in_file(tx, &keys, &said).await
}
