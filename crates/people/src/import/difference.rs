//! The difference between a file and the register, as people read it before they say yes.

use super::plan::{self, Plan};
use super::register::{PersonState, Register, UnitState};
use super::{Gone, Parsed, Rows};
use db::{AsConn, Id};
use std::collections::BTreeMap;
use web::Outcome;

/// One field of a row that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Text key of the field's name.
    pub field: &'static str,
    /// What stands there now.
    pub old: String,
    /// What would stand there.
    pub new: String,
}

/// A row that would be touched, or is not in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key in the municipality's own system.
    pub key: String,
    /// The unit's name or the person's function.
    pub name: String,
    /// The fields that would change; none for what is new or gone.
    pub fields: Vec<FieldChange>,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What is new.
    pub added: Vec<Change>,
    /// What would change.
    pub changed: Vec<Change>,
    /// What has a key and is not in the file.
    pub gone: Vec<Change>,
    /// How many rows stay as they are.
    pub unchanged: usize,
}

/// The names of units by id.
type Names = BTreeMap<Id, String>;

/// A row whose fields can be compared.
pub(super) trait State {
    /// Its key.
    fn key(&self) -> &str;
    /// What people call it.
    fn name(&self) -> &str;
    /// Its fields: text key and value.
    fn fields(&self, names: &Names) -> Vec<(&'static str, String)>;
}

impl State for UnitState {
    fn key(&self) -> &str {
        self.external_key.as_deref().unwrap_or_default()
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn fields(&self, names: &Names) -> Vec<(&'static str, String)> {
        let above = self.parent_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        vec![
            ("people-import-field-key", self.key().to_owned()),
            ("people-import-field-parent", above),
            ("people-import-field-name", self.name.clone()),
            ("people-import-field-level", self.level.clone()),
            ("people-import-field-topics", self.topics.0.join(" | ")),
            ("people-import-field-phone", self.phone.clone()),
            ("people-import-field-email", self.email.clone()),
        ]
    }
}

impl State for PersonState {
    fn key(&self) -> &str {
        self.person.external_key.as_deref().unwrap_or_default()
    }

    fn name(&self) -> &str {
        &self.person.function
    }

    fn fields(&self, names: &Names) -> Vec<(&'static str, String)> {
        let name = |id: Id| names.get(&id).cloned().unwrap_or_default();
        let held = self.duties.iter().filter(|held| !held.deputy);
        let mut duties: Vec<String> =
            held.map(|held| format!("{}@{}", held.duty, name(held.unit_id))).collect();
        duties.sort();
        vec![
            ("people-import-field-key", self.key().to_owned()),
            ("people-import-field-unit", name(self.person.unit_id)),
            ("people-import-field-function", self.person.function.clone()),
            ("people-import-field-email", self.person.email.clone().unwrap_or_default()),
            ("people-import-field-phone", self.person.phone.clone()),
            ("people-import-field-duties", duties.join(" | ")),
            ("people-import-field-left", self.person.left_at.map_or("", |_| "✓").to_owned()),
        ]
    }
}

/// Compares a file with the register. Those who are not in the file are listed as gone; nothing
/// happens to them unless `apply` is asked to.
///
/// # Errors
/// When the database fails.
pub async fn difference(conn: &mut impl AsConn, parsed: &Parsed) -> Outcome<Difference> {
    let register = Register::load(conn).await?;
    let mut names: Names = register.units.iter().map(|unit| (unit.id, unit.name.clone())).collect();
    match &parsed.rows {
        Rows::Units(rows) => {
            let plan = plan::units(&register, rows, 0)?;
            for touched in plan.touched.iter().filter(|touched| touched.before.is_none()) {
                names.insert(touched.after.id, touched.after.name.clone());
            }
            Ok(of_plan(&plan, &names))
        }
        Rows::People(rows) => Ok(of_plan(&plan::people(&register, rows, Gone::Keep, 0)?, &names)),
    }
}

/// The line of somebody who is not in the file.
pub(super) fn gone(state: &PersonState) -> Change {
    Change { key: state.key().to_owned(), name: state.name().to_owned(), fields: Vec::new() }
}

fn of_plan<T: State>(plan: &Plan<T>, names: &Names) -> Difference {
    let change =
        |state: &T, fields| Change { key: state.key().to_owned(), name: state.name().to_owned(), fields };
    let mut difference = Difference { unchanged: plan.unchanged, ..Difference::default() };
    for touched in &plan.touched {
        let Some(before) = &touched.before else {
            difference.added.push(change(&touched.after, Vec::new()));
            continue;
        };
        let fields = before.fields(names).into_iter().zip(touched.after.fields(names));
        let fields = fields.filter(|(old, new)| old.1 != new.1);
        let fields = fields.map(|(old, new)| FieldChange { field: old.0, old: old.1, new: new.1 }).collect();
        difference.changed.push(change(&touched.after, fields));
    }
    difference.gone = plan.gone.iter().map(|state| change(state, Vec::new())).collect();
    difference
}
