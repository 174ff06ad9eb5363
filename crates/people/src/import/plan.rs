//! What an import would do: each row of the file beside what is known, before and after.

use super::register::{DutyState, PersonOnly, PersonState, Register, UnitState};
use super::{Gone, PersonRow, UnitRow};
use db::{Id, Json, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use web::{Outcome, Refusal};

/// A row that an import touches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Touched<T> {
    /// What it was; nothing when it is new.
    pub(super) before: Option<T>,
    /// What it becomes.
    pub(super) after: T,
}

/// What an import would do.
pub(super) struct Plan<T> {
    /// The rows it touches.
    pub(super) touched: Vec<Touched<T>>,
    /// The rows with a key that are not in the file.
    pub(super) gone: Vec<T>,
    /// How many rows stay as they are.
    pub(super) unchanged: usize,
}

impl<T: PartialEq> Plan<T> {
    fn add(&mut self, before: Option<T>, after: T) {
        if before.as_ref() == Some(&after) {
            self.unchanged += 1;
        } else {
            self.touched.push(Touched { before, after });
        }
    }
}

/// Plans an import of units. A unit made by hand is known by its name the first time, and gets
/// the key, where the name stands once on both sides.
pub(super) fn units(register: &Register, rows: &[UnitRow], now: Timestamp) -> Outcome<Plan<UnitState>> {
    let keys = register.unit_keys();
    let mut by_hand: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
    for unit in register.units.iter().filter(|unit| unit.external_key.is_none()) {
        by_hand.entry(&unit.name).or_default().push(unit.id);
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *names.entry(&row.name).or_default() += 1;
    }
    let mut ids: BTreeMap<&str, Id> = keys.clone();
    for row in rows.iter().filter(|row| !keys.contains_key(row.key.as_str())) {
        let known =
            by_hand.get(row.name.as_str()).filter(|ids| ids.len() == 1 && names[row.name.as_str()] == 1);
        ids.insert(&row.key, known.map_or_else(|| Id::at(now), |ids| ids[0]));
    }
    let known: BTreeMap<Id, &UnitState> = register.units.iter().map(|unit| (unit.id, unit)).collect();
    let mut plan = Plan { touched: Vec::new(), gone: Vec::new(), unchanged: 0 };
    for row in rows {
        let id = ids[row.key.as_str()];
        let before = known.get(&id).copied().cloned();
        let parent_id = match row.parent.as_str() {
            "" => None,
            key => Some(*ids.get(key).ok_or_else(|| Refusal::new("people-no-unit"))?),
        };
        let old = before.as_ref();
        let after = UnitState {
            id,
            external_key: Some(row.key.clone()),
            parent_id,
            name: row.name.clone(),
            level: row.level.clone(),
            topics: row
                .topics
                .clone()
                .map_or_else(|| old.map_or(Json(Vec::new()), |old| old.topics.clone()), Json),
            phone: kept(row.phone.as_ref(), old.map(|old| &old.phone)),
            email: kept(row.email.as_ref(), old.map(|old| &old.email)),
        };
        plan.add(before, after);
    }
    let inside: BTreeSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let gone = |unit: &&UnitState| unit.external_key.as_deref().is_some_and(|key| !inside.contains(key));
    plan.gone = register.units.iter().filter(gone).cloned().collect();
    Ok(plan)
}

/// What the file says, what is known where it has no such column, and otherwise nothing.
fn kept(new: Option<&String>, old: Option<&String>) -> String {
    new.or(old).cloned().unwrap_or_default()
}

/// Plans an import of people. Somebody registered by hand is known by e-mail the first time, and
/// gets the key; somebody who had left and is in the file is back.
pub(super) fn people(
    register: &Register,
    rows: &[PersonRow],
    gone: Gone,
    now: Timestamp,
) -> Outcome<Plan<PersonState>> {
    let units = register.unit_keys();
    let mut by_key: BTreeMap<&str, &PersonState> = BTreeMap::new();
    let mut by_email: BTreeMap<&str, &PersonState> = BTreeMap::new();
    for state in &register.people {
        match (&state.person.external_key, &state.person.email) {
            (Some(key), _) => drop(by_key.insert(key, state)),
            (None, Some(email)) => drop(by_email.insert(email, state)),
            (None, None) => {}
        }
    }
    let mut plan = Plan { touched: Vec::new(), gone: Vec::new(), unchanged: 0 };
    for row in rows {
        let by_hand = || by_email.get(row.email.as_deref().unwrap_or_default());
        let before = by_key.get(row.key.as_str()).or_else(by_hand).copied().cloned();
        let after = person(row, before.as_ref(), &units, now)?;
        plan.add(before, after);
    }
    let inside: BTreeSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    for (_, state) in by_key.iter().filter(|(key, _)| !inside.contains(**key)) {
        if state.person.left_at.is_some() {
            continue;
        }
        plan.gone.push((*state).clone());
        if gone == Gone::Leave {
            let mut after = (*state).clone();
            after.person.left_at = Some(now);
            plan.touched.push(Touched { before: Some((*state).clone()), after });
        }
    }
    Ok(plan)
}

fn person(
    row: &PersonRow,
    old: Option<&PersonState>,
    units: &BTreeMap<&str, Id>,
    now: Timestamp,
) -> Outcome<PersonState> {
    let unit = |key: &str| units.get(key).copied().ok_or_else(|| Refusal::new("people-no-unit"));
    let id = old.map_or_else(|| Id::at(now), |old| old.person.id);
    let email = match &row.email {
        Some(email) => Some(email.clone()).filter(|email| !email.is_empty()),
        None => old.and_then(|old| old.person.email.clone()),
    };
    let mut duties: Vec<DutyState> = old.map(|old| old.duties.clone()).unwrap_or_default();
    if let Some(wanted) = &row.duties {
        let wanted: Vec<(&str, Id)> =
            wanted.iter().map(|(duty, key)| Ok((duty.as_str(), unit(key)?))).collect::<Outcome<_>>()?;
        let is = |held: &DutyState, one: &(&str, Id)| held.duty == one.0 && held.unit_id == one.1;
        duties.retain(|held| held.deputy || wanted.iter().any(|one| is(held, one)));
        for one in wanted {
            match duties.iter_mut().find(|held| is(held, &one)) {
                Some(held) => held.deputy = false,
                None => duties.push(DutyState {
                    id: Id::at(now),
                    person_id: id,
                    unit_id: one.1,
                    duty: one.0.to_owned(),
                    deputy: false,
                }),
            }
        }
        duties.sort_by_key(|held| held.id);
    }
    let person = PersonOnly {
        id,
        external_key: Some(row.key.clone()),
        unit_id: unit(&row.unit)?,
        function: row.function.clone(),
        email,
        phone: kept(row.phone.as_ref(), old.map(|old| &old.person.phone)),
        left_at: None,
    };
    Ok(PersonState { person, duties })
}
