//! Applying an import in one transaction, and taking it back as long as nothing it touched has
//! changed since.

use super::difference::State;
use super::plan::{self, Plan, Touched};
use super::register::{PersonState, Register, UnitState};
use super::{Kind, Parsed, Rows, noted, write};
use crate::{IMPORT_APPLIED, IMPORT_UNDONE};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use web::{Outcome, Refusal};

/// How many imports a list shows, the latest first.
const LIST_MAX: i64 = 50;

/// What happens to people who have a key and are not in the file. Units always stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Nothing.
    Keep,
    /// They are marked as having left; nobody is ever deleted.
    Leave,
}

row! {
    /// An import that was applied.
    #[derive(Clone, Debug)]
    pub struct Import {
        /// Id.
        pub id: Id,
        /// `units` or `people`.
        pub kind: String,
        /// When.
        pub at: Timestamp,
        /// Who, by function.
        pub by_name: String,
        /// How many rows were new.
        pub added: i64,
        /// How many changed.
        pub changed: i64,
        /// How many were marked as having left.
        pub gone: i64,
        /// When it was taken back.
        pub undone_at: Option<Timestamp>,
    }
}

impl Import {
    /// The latest imports.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Import,
            "select id, kind, at, by_name, added, changed, gone, undone_at from import order by id desc limit $1",
            [LIST_MAX] => fetch_all
        )
    }
}

row! {
    struct Done {
        undone_at: Option<Timestamp>,
        changes: Json<Changes>,
    }
}

/// The rows that an import touched.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Changes {
    Units(Vec<Touched<UnitState>>),
    People(Vec<Touched<PersonState>>),
}

/// Applies a file without problems; nothing when it would change nothing.
///
/// # Errors
/// When the file has problems, or a unit it names is gone.
pub async fn apply(tx: &mut Tx, actor: &Actor, parsed: &Parsed, gone: Gone) -> Outcome<Option<Id>> {
    if !parsed.problems.is_empty() {
        return Err(Refusal::new("people-import-problems").with("n", parsed.problems.len()).into());
    }
    let register = Register::load(tx).await?;
    let now = tx.now();
    match &parsed.rows {
        Rows::Units(rows) => {
            let Plan { touched, .. } = plan::units(&register, rows, now)?;
            if touched.is_empty() {
                return Ok(None);
            }
            write::units(tx, &touched).await?;
            let added = count(&touched, |one| one.before.is_none());
            let counts = [added, count(&touched, |_| true) - added, 0];
            note(tx, actor, Kind::Units, counts, Changes::Units(touched)).await.map(Some)
        }
        Rows::People(rows) => {
            let Plan { touched, .. } = plan::people(&register, rows, gone, now)?;
            if touched.is_empty() {
                noted::confirm(tx, actor, rows).await?;
                return Ok(None);
            }
            let own = noted::own_addresses(tx, &touched).await?;
            write::people(tx, &touched).await?;
            noted::note(tx, actor, &touched, &own).await?;
            let added = count(&touched, |one| one.before.is_none());
            let left = count(&touched, |one| one.after.person.left_at.is_some());
            let counts = [added, count(&touched, |_| true) - added - left, left];
            noted::confirm(tx, actor, rows).await?;
            note(tx, actor, Kind::People, counts, Changes::People(touched)).await.map(Some)
        }
    }
}

fn count<T>(rows: &[T], is: impl Fn(&T) -> bool) -> i64 {
    i64::try_from(rows.iter().filter(|row| is(row)).count()).unwrap_or(i64::MAX)
}

async fn note(
    tx: &mut Tx,
    actor: &Actor,
    kind: Kind,
    [added, changed, gone]: [i64; 3],
    changes: Changes,
) -> Outcome<Id> {
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into import (id, kind, at, by_name, added, changed, gone, changes) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [id, kind.word(), now, &actor.name, added, changed, gone, Json(&changes)]
    )?;
    let particulars = json!({ "kind": kind.word(), "added": added, "changed": changed, "gone": gone });
    Event { kind: IMPORT_APPLIED, subject: id, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

/// Takes an import back: every row is as it was before.
///
/// # Errors
/// When it is taken back already, or something it touched has changed or been used since.
pub async fn undo(tx: &mut Tx, actor: &Actor, import: Id) -> Outcome<()> {
    let now = tx.now();
    let done = run!(
        tx,
        Done,
        "select undone_at, changes from import where id = $1 {for_update}",
        [import] => fetch_optional
    )?;
    let done = done.ok_or_else(Refusal::not_found)?;
    if done.undone_at.is_some() {
        return Err(Refusal::conflict("people-import-undone-already").into());
    }
    let register = Register::load(tx).await?;
    match &done.changes.0 {
        Changes::Units(touched) => {
            unchanged(touched, &register.units, |unit| unit.id)?;
            write::units_back(tx, touched).await?;
        }
        Changes::People(touched) => {
            unchanged(touched, &register.people, |state| state.person.id)?;
            let own = noted::own_addresses(tx, touched).await?;
            noted::forget(tx, touched).await?;
            write::people_back(tx, touched).await?;
            noted::note_back(tx, actor, touched, &own).await?;
        }
    }
    exec!(tx, "update import set undone_at = $2 where id = $1", [import, now])?;
    Event { kind: IMPORT_UNDONE, subject: import, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Refuses when a touched row is not as the import left it.
fn unchanged<T: State + PartialEq>(
    touched: &[Touched<T>],
    now: &[T],
    id: impl Fn(&T) -> Id,
) -> Result<(), Refusal> {
    let now: BTreeMap<Id, &T> = now.iter().map(|state| (id(state), state)).collect();
    match touched.iter().find(|one| now.get(&id(&one.after)).copied() != Some(&one.after)) {
        Some(one) => Err(Refusal::conflict("people-import-changed-since").with("name", one.after.name())),
        None => Ok(()),
    }
}
