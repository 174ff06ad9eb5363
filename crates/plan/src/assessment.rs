//! A communication assessment: the strategy's questions about a case or decision, answered early
//! (W4). Everyday service messages, such as a closed road, have none.

use crate::content::title_fault;
use crate::{ASSESSED, Weighing, weigh};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use people::{READ, Unit, WRITE};
use serde_json::json;
use std::collections::BTreeSet;
use strategy::model::PlanningQuestion;
use web::{Outcome, Refusal};

/// What is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A case on its way.
    Case,
    /// A decision that has been made.
    Decision,
}

impl Kind {
    /// The word in the database and in forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Case => "case",
            Kind::Decision => "decision",
        }
    }

    /// The kind of a word; a service message is none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Kind::Case, Kind::Decision].into_iter().find(|kind| kind.word() == word)
    }
}

/// What is needed to assess.
#[derive(Clone, Debug)]
pub struct NewAssessment {
    /// The case or decision.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// The unit that has it.
    pub unit: Id,
    /// The ids of the questions answered yes; all others were answered no.
    pub yes: BTreeSet<String>,
}

row! {
    /// An assessment.
    #[derive(Clone, Debug)]
    pub struct Assessment {
        /// Id.
        pub id: Id,
        /// The unit that has the case.
        pub unit_id: Id,
        /// The case or decision.
        pub title: String,
        /// `case` or `decision`.
        pub kind: String,
        /// The ids of the questions answered yes.
        pub answers: Json<BTreeSet<String>>,
        /// What they weigh.
        pub weight: i64,
        /// Whether a plan is needed.
        pub needed: bool,
        /// The strategy version whose questions were asked.
        pub version_id: Id,
        /// When.
        pub made_at: Timestamp,
    }
}

impl Assessment {
    /// One assessment, if the actor may see it: their own, or of a unit that they may read.
    ///
    /// # Errors
    /// When it does not exist or is not for them; both look the same.
    pub async fn for_actor(conn: &mut impl AsConn, actor: &Actor, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Assessment,
            "select id, unit_id, title, kind, answers, weight, needed, version_id, made_at from assessment a
             where id = $1 and (made_by = $2
               or exists (select 1 from {texts $3} g where substr(a.unit_path, 1, length(g.x)) = g.x))",
            [id, actor.person(), json!(actor.paths(READ)).to_string()] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// What the answers weigh under a list of questions.
    #[must_use]
    pub fn weighing(&self, questions: &[PlanningQuestion]) -> Weighing {
        weigh(questions, &self.answers.0)
    }
}

/// Assesses a case or decision with the questions of the strategy in force.
///
/// # Errors
/// When the title is missing or too long, or the actor may not write for the unit.
pub async fn assess(tx: &mut Tx, actor: &Actor, new: &NewAssessment) -> Outcome<Id> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    if let Some(fault) = title_fault(&new.title) {
        return Err(fault.at("title").into());
    }
    let unit = may_write(tx, actor, new.unit).await?;
    let db = tx.db().clone();
    let in_force = strategy::in_force(tx, db.memo()).await?;
    let questions = in_force.strategy.planning.as_ref().map(|planning| planning.questions.as_slice());
    let weighing = weigh(questions.unwrap_or_default(), &new.yes);
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into assessment
           (id, unit_id, unit_path, title, kind, answers, weight, needed, version_id, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            id,
            unit.id,
            &unit.path,
            &new.title,
            new.kind.word(),
            Json(&weighing.reasons),
            i64::from(weighing.weight),
            weighing.needs_plan(),
            in_force.version_id,
            now,
            person
        ]
    )?;
    let particulars = json!({ "unit": unit.id, "weight": weighing.weight, "needed": weighing.needs_plan() });
    Event { kind: ASSESSED, subject: id, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

/// The unit, where the actor may write for it.
pub(crate) async fn may_write(tx: &mut Tx, actor: &Actor, unit: Id) -> Outcome<Unit> {
    let unit = Unit::get(tx, unit).await?;
    if actor.may_at(WRITE, &unit.path) {
        Ok(unit)
    } else {
        let refusal = Refusal { status: 403, ..Refusal::new("plan-not-your-unit") };
        Err(refusal.with("unit", &unit.name).at("unit").into())
    }
}
