//! The register as an import sees it: every unit and person with their key, and the duties.

use super::Known;
use db::{AsConn, Id, Json, Timestamp, row, run};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strategy::{Strategy, spec::words};

row! {
    /// A unit; its path follows from the units above.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub(super) struct UnitState {
        pub(super) id: Id,
        pub(super) external_key: Option<String>,
        pub(super) parent_id: Option<Id>,
        pub(super) name: String,
        pub(super) level: String,
        pub(super) topics: Json<Vec<String>>,
        pub(super) phone: String,
        pub(super) email: String,
    }
}

row! {
    /// A person without the duties.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub(super) struct PersonOnly {
        pub(super) id: Id,
        pub(super) external_key: Option<String>,
        pub(super) unit_id: Id,
        pub(super) function: String,
        pub(super) email: Option<String>,
        pub(super) phone: String,
        pub(super) left_at: Option<Timestamp>,
    }
}

row! {
    /// A duty.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub(super) struct DutyState {
        pub(super) id: Id,
        pub(super) person_id: Id,
        pub(super) unit_id: Id,
        pub(super) duty: String,
        pub(super) deputy: bool,
    }
}

/// A person with the duties, in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PersonState {
    pub(super) person: PersonOnly,
    pub(super) duties: Vec<DutyState>,
}

/// Everything that an import may touch.
pub(super) struct Register {
    pub(super) units: Vec<UnitState>,
    pub(super) people: Vec<PersonState>,
}

impl Register {
    /// Loads it.
    pub(super) async fn load(conn: &mut impl AsConn) -> db::Result<Self> {
        let units = run!(
            conn,
            UnitState,
            "select id, external_key, parent_id, name, level, topics, phone, email from unit order by id",
            [] => fetch_all
        )?;
        let people = run!(
            conn,
            PersonOnly,
            "select id, external_key, unit_id, function, email, phone, left_at from person order by id",
            [] => fetch_all
        )?;
        let duties = run!(
            conn,
            DutyState,
            "select id, person_id, unit_id, duty, deputy from duty order by id",
            [] => fetch_all
        )?;
        let mut held: BTreeMap<Id, Vec<DutyState>> = BTreeMap::new();
        for duty in duties {
            held.entry(duty.person_id).or_default().push(duty);
        }
        let people = people
            .into_iter()
            .map(|person| PersonState { duties: held.remove(&person.id).unwrap_or_default(), person })
            .collect();
        Ok(Self { units, people })
    }

    /// The unit of each key.
    pub(super) fn unit_keys(&self) -> BTreeMap<&str, Id> {
        self.units.iter().filter_map(|unit| Some((unit.external_key.as_deref()?, unit.id))).collect()
    }
}

impl Known {
    /// What a file is held against now: the register, and the words of a strategy.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(conn: &mut impl AsConn, strategy: &Strategy) -> db::Result<Self> {
        let register = Register::load(conn).await?;
        let keys: BTreeMap<Id, &str> = register.unit_keys().into_iter().map(|(key, id)| (id, key)).collect();
        let key_of = |id: Option<Id>| id.and_then(|id| keys.get(&id)).map_or("", |key| *key).to_owned();
        let mut known = Self {
            levels: strategy.levels.iter().map(|level| level.id.clone()).collect(),
            duties: words::DUTY.words.iter().map(|word| word.0.to_owned()).collect(),
            ..Self::default()
        };
        for unit in &register.units {
            if let Some(key) = &unit.external_key {
                known.units.insert(key.clone(), key_of(unit.parent_id));
            }
        }
        for PersonState { person, .. } in register.people {
            let key = person.external_key.unwrap_or_default();
            if !key.is_empty() {
                known.people.insert(key.clone());
            }
            if let Some(email) = person.email {
                known.emails.insert(email, key);
            }
        }
        Ok(known)
    }
}
