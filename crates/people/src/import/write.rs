//! Writing the rows that an import touches, there and back again.

use super::difference::State;
use super::plan::Touched;
use super::register::{PersonState, UnitState};
use db::{Id, Tx, exec, row, run};
use std::collections::BTreeMap;
use web::{Outcome, Refusal, Stop};

/// How deep the tree may be, as in `unit`.
const DEPTH_MAX: usize = 12;

row! {
    struct Place {
        id: Id,
        parent_id: Option<Id>,
        path: String,
        name: String,
    }
}

/// Something refers to a row that should go: it has been used since.
fn in_use(error: db::Error, name: &str) -> Stop {
    match error.as_database_error().is_some_and(|error| error.is_foreign_key_violation()) {
        true => Refusal::conflict("people-import-changed-since").with("name", name).into(),
        false => error.into(),
    }
}

/// Writes units; new ones come first without a unit above, so that their order does not matter.
pub(super) async fn units(tx: &mut Tx, touched: &[Touched<UnitState>]) -> Outcome<()> {
    for Touched { after, .. } in touched.iter().filter(|one| one.before.is_none()) {
        exec!(
            tx,
            "insert into unit (id, path, name, level, topics, phone, email, position, external_key)
             values ($1, $2, $3, $4, $5, $6, $7, 0, $8)",
            [
                after.id,
                format!("/{}/", after.id),
                &after.name,
                &after.level,
                &after.topics,
                &after.phone,
                &after.email,
                &after.external_key
            ]
        )?;
    }
    for one in touched {
        set_unit(tx, &one.after).await?;
    }
    place(tx).await
}

/// Puts units back.
pub(super) async fn units_back(tx: &mut Tx, touched: &[Touched<UnitState>]) -> Outcome<()> {
    for one in touched {
        match &one.before {
            Some(before) => set_unit(tx, before).await?,
            None => set_unit(tx, &UnitState { parent_id: None, ..one.after.clone() }).await?,
        }
    }
    for Touched { after, .. } in touched.iter().filter(|one| one.before.is_none()) {
        exec!(tx, "delete from unit where id = $1", [after.id])
            .map_err(|error| in_use(error, &after.name))?;
    }
    place(tx).await
}

async fn set_unit(tx: &mut Tx, unit: &UnitState) -> db::Result<()> {
    exec!(
        tx,
        "update unit set external_key = $2, parent_id = $3, name = $4, level = $5, topics = $6, phone = $7, email = $8
         where id = $1",
        [
            unit.id,
            &unit.external_key,
            unit.parent_id,
            &unit.name,
            &unit.level,
            &unit.topics,
            &unit.phone,
            &unit.email
        ]
    )
    .map(drop)
}

/// Works every path out again from the units above, and rewrites those that differ.
async fn place(tx: &mut Tx) -> Outcome<()> {
    let places = run!(tx, Place, "select id, parent_id, path, name from unit", [] => fetch_all)?;
    let by_id: BTreeMap<Id, &Place> = places.iter().map(|place| (place.id, place)).collect();
    for unit in &places {
        let mut ids = vec![unit.id.to_string()];
        let mut at = unit;
        while let Some(above) = at.parent_id.and_then(|id| by_id.get(&id)) {
            ids.push(above.id.to_string());
            if ids.len() > DEPTH_MAX {
                return Err(Refusal::conflict("people-import-no-place").with("name", &unit.name).into());
            }
            at = above;
        }
        ids.reverse();
        let path = format!("/{}/", ids.join("/"));
        if path == unit.path {
            continue;
        }
        exec!(tx, "update unit set path = $2 where id = $1", [unit.id, &path])?;
        exec!(tx, "update permission set path = $2 where path = $1", [&unit.path, &path])?;
    }
    Ok(())
}

/// Writes people. Addresses that change are given up first, so that two people may swap.
pub(super) async fn people(tx: &mut Tx, touched: &[Touched<PersonState>]) -> Outcome<()> {
    for one in touched {
        if let Some(before) =
            one.before.as_ref().filter(|before| before.person.email != one.after.person.email)
        {
            give_up_email(tx, before.person.id).await?;
        }
    }
    for one in touched {
        if one.before.is_none() {
            let person = &one.after.person;
            exec!(
                tx,
                "insert into person (id, unit_id, function, phone) values ($1, $2, $3, $4)",
                [person.id, person.unit_id, &person.function, &person.phone]
            )?;
        }
        set_person(tx, one.before.as_ref(), &one.after).await?;
    }
    Ok(())
}

/// Puts people back.
pub(super) async fn people_back(tx: &mut Tx, touched: &[Touched<PersonState>]) -> Outcome<()> {
    for one in touched {
        give_up_email(tx, one.after.person.id).await?;
    }
    for Touched { after, .. } in touched.iter().filter(|one| one.before.is_none()) {
        let id = after.person.id;
        exec!(tx, "delete from duty where person_id = $1", [id])?;
        exec!(tx, "delete from person where id = $1", [id]).map_err(|error| in_use(error, after.name()))?;
    }
    for one in touched {
        if let Some(before) = &one.before {
            set_person(tx, Some(&one.after), before).await?;
        }
    }
    Ok(())
}

async fn give_up_email(tx: &mut Tx, person: Id) -> db::Result<()> {
    exec!(tx, "update person set email = null where id = $1", [person]).map(drop)
}

async fn set_person(tx: &mut Tx, from: Option<&PersonState>, to: &PersonState) -> db::Result<()> {
    let person = &to.person;
    exec!(
        tx,
        "update person set external_key = $2, unit_id = $3, function = $4, email = $5, phone = $6, left_at = $7
         where id = $1",
        [
            person.id,
            &person.external_key,
            person.unit_id,
            &person.function,
            &person.email,
            &person.phone,
            person.left_at
        ]
    )?;
    let held = from.map(|from| from.duties.as_slice()).unwrap_or_default();
    for duty in held.iter().filter(|duty| !to.duties.contains(duty)) {
        exec!(tx, "delete from duty where id = $1", [duty.id])?;
    }
    for duty in to.duties.iter().filter(|duty| !held.contains(duty)) {
        exec!(
            tx,
            "insert into duty (id, person_id, unit_id, duty, deputy) values ($1, $2, $3, $4, $5)",
            [duty.id, duty.person_id, duty.unit_id, &duty.duty, duty.deputy]
        )?;
    }
    Ok(())
}
