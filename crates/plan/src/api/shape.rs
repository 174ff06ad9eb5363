//! What stands in the requests and answers about plans.

use crate::{Activity, Assessment, ListRow, MAIN_MESSAGE_MAX, Plan, RISKS_MAX, TITLE_MAX};
use db::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use web::api::{self, Field, Kind, Schema};

/// What is sent to assess a case.
#[derive(Deserialize)]
pub(crate) struct AssessmentBody {
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) unit_id: Id,
    pub(crate) yes: Option<Vec<String>>,
}

pub(crate) const ASSESSMENT_BODY: Schema = Schema {
    name: "AssessmentRequest",
    fields: &[
        Field::new("title", Kind::Text, "The case or decision.").max(TITLE_MAX),
        Field::new("kind", Kind::Text, "case or decision."),
        Field::new("unit_id", Kind::Id, "The unit that has it."),
        Field::maybe("yes", Kind::Texts, "The questions of the strategy answered yes.").max(100),
    ],
};

/// An assessment.
#[derive(Serialize)]
pub(crate) struct AssessmentView {
    id: Id,
    title: String,
    kind: String,
    unit_id: Id,
    yes: BTreeSet<String>,
    weight: i64,
    is_plan_needed: bool,
    made_at: String,
}

pub(crate) const ASSESSMENT: Schema = Schema {
    name: "Assessment",
    fields: &[
        Field::new("id", Kind::Id, "The assessment."),
        Field::new("title", Kind::Text, "The case or decision."),
        Field::new("kind", Kind::Text, "case or decision."),
        Field::new("unit_id", Kind::Id, "The unit that has it."),
        Field::new("yes", Kind::Texts, "The questions answered yes."),
        Field::new("weight", Kind::Number, "What those weigh."),
        Field::new("is_plan_needed", Kind::Flag, "Whether the strategy asks for a plan."),
        Field::new("made_at", Kind::Time, "When."),
    ],
};

/// What is sent to begin a plan.
#[derive(Deserialize)]
pub(crate) struct PlanBody {
    pub(crate) title: String,
    pub(crate) unit_id: Id,
    pub(crate) goals: Vec<String>,
    pub(crate) target_groups: Option<Vec<String>>,
    pub(crate) main_message: String,
    pub(crate) channels: Option<Vec<String>>,
    pub(crate) starts_at: Option<String>,
    pub(crate) ends_at: Option<String>,
    pub(crate) responsible_id: Id,
    pub(crate) risks: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) assessment_id: Option<Id>,
}

pub(crate) const PLAN_BODY: Schema = Schema {
    name: "PlanRequest",
    fields: &[
        Field::new("title", Kind::Text, "Title.").max(TITLE_MAX),
        Field::new("unit_id", Kind::Id, "The unit that it belongs to."),
        Field::new("goals", Kind::Texts, "Goals of the strategy; at least one.").max(100),
        Field::maybe("target_groups", Kind::Texts, "Target groups of the strategy.").max(100),
        Field::new("main_message", Kind::Text, "What people should remember.").max(MAIN_MESSAGE_MAX),
        Field::maybe("channels", Kind::Texts, "Channels of the strategy.").max(100),
        Field::maybe("starts_at", Kind::Time, "The moment its first day begins."),
        Field::maybe("ends_at", Kind::Time, "The moment its last day begins."),
        Field::new("responsible_id", Kind::Id, "The person who answers for it."),
        Field::maybe("risks", Kind::Text, "What can go wrong, and what is done about it.").max(RISKS_MAX),
        Field::maybe("status", Kind::Text, "draft, active, done or dropped; draft where it is left out."),
        Field::maybe("assessment_id", Kind::Id, "The assessment that it comes from."),
    ],
};

/// What is sent to save a plan.
#[derive(Deserialize)]
pub(crate) struct PlanSaveBody {
    pub(crate) revision: i64,
    pub(crate) content: PlanBody,
}

pub(crate) const PLAN_SAVE: Schema = Schema {
    name: "PlanSaveRequest",
    fields: &[
        Field::new("revision", Kind::Number, "The revision that the change was made on."),
        Field::new("content", Kind::Object(&PLAN_BODY), "All that it is to say."),
    ],
};

/// A plan.
#[derive(Serialize)]
pub(crate) struct PlanView {
    id: Id,
    revision: i64,
    title: String,
    unit_id: Id,
    unit_name: String,
    goals: Vec<String>,
    target_groups: Vec<String>,
    main_message: String,
    channels: Vec<String>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    responsible_id: Id,
    responsible: String,
    risks: String,
    status: String,
    assessment_id: Option<Id>,
}

pub(crate) const PLAN: Schema = Schema {
    name: "Plan",
    fields: &[
        Field::new("id", Kind::Id, "The plan; also the id of its thread."),
        Field::new("revision", Kind::Number, "How many times it was saved."),
        Field::new("title", Kind::Text, "Title."),
        Field::new("unit_id", Kind::Id, "The unit that it belongs to."),
        Field::new("unit_name", Kind::Text, "The name of that unit."),
        Field::new("goals", Kind::Texts, "Goals of the strategy."),
        Field::new("target_groups", Kind::Texts, "Target groups of the strategy."),
        Field::new("main_message", Kind::Text, "What people should remember."),
        Field::new("channels", Kind::Texts, "Channels of the strategy."),
        Field::maybe("starts_at", Kind::Time, "The moment its first day begins."),
        Field::maybe("ends_at", Kind::Time, "The moment its last day begins."),
        Field::new("responsible_id", Kind::Id, "The person who answers for it."),
        Field::new("responsible", Kind::Text, "What that person is."),
        Field::new("risks", Kind::Text, "What can go wrong, and what is done about it."),
        Field::new("status", Kind::Text, "draft, active, done or dropped."),
        Field::maybe("assessment_id", Kind::Id, "The assessment that it came from."),
    ],
};

/// A plan in the list.
#[derive(Serialize)]
pub(crate) struct LineView {
    id: Id,
    title: String,
    unit_name: String,
    responsible: String,
    status: String,
    activities: i64,
    done: i64,
    next_due: Option<String>,
}

pub(crate) const LINE: Schema = Schema {
    name: "PlanLine",
    fields: &[
        Field::new("id", Kind::Id, "The plan."),
        Field::new("title", Kind::Text, "Title."),
        Field::new("unit_name", Kind::Text, "The unit that it belongs to."),
        Field::new("responsible", Kind::Text, "Who answers for it, by function."),
        Field::new("status", Kind::Text, "draft, active, done or dropped."),
        Field::new("activities", Kind::Number, "How many activities it has, cancelled ones apart."),
        Field::new("done", Kind::Number, "How many of them are done."),
        Field::maybe("next_due", Kind::Time, "When the next one is due."),
    ],
};

/// What is sent to put an activity in the calendar.
#[derive(Deserialize)]
pub(crate) struct ActivityBody {
    pub(crate) title: String,
    pub(crate) channel: String,
    pub(crate) due_at: String,
    pub(crate) responsible_id: Id,
}

pub(crate) const ACTIVITY_BODY: Schema = Schema {
    name: "ActivityRequest",
    fields: &[
        Field::new("title", Kind::Text, "What is done.").max(TITLE_MAX),
        Field::new("channel", Kind::Text, "The channel of the strategy."),
        Field::new("due_at", Kind::Time, "When."),
        Field::new("responsible_id", Kind::Id, "The person who answers for it."),
    ],
};

/// An activity.
#[derive(Serialize)]
pub(crate) struct ActivityView {
    id: Id,
    title: String,
    channel: String,
    due_at: String,
    responsible_id: Id,
    responsible: String,
    done_at: Option<String>,
    cancelled_at: Option<String>,
}

pub(crate) const ACTIVITY: Schema = Schema {
    name: "Activity",
    fields: &[
        Field::new("id", Kind::Id, "The activity."),
        Field::new("title", Kind::Text, "What is done."),
        Field::new("channel", Kind::Text, "The channel of the strategy."),
        Field::new("due_at", Kind::Time, "When."),
        Field::new("responsible_id", Kind::Id, "The person who answers for it."),
        Field::new("responsible", Kind::Text, "What that person is."),
        Field::maybe("done_at", Kind::Time, "When it was done."),
        Field::maybe("cancelled_at", Kind::Time, "When it was cancelled."),
    ],
};

impl AssessmentView {
    pub(crate) fn of(row: Assessment) -> Self {
        Self {
            id: row.id,
            title: row.title,
            kind: row.kind,
            unit_id: row.unit_id,
            yes: row.answers.0,
            weight: row.weight,
            is_plan_needed: row.needed,
            made_at: api::time(row.made_at),
        }
    }
}

impl PlanView {
    pub(crate) fn of(row: Plan) -> Self {
        Self {
            id: row.id,
            revision: row.revision,
            title: row.title,
            unit_id: row.unit_id,
            unit_name: row.unit_name,
            goals: row.goals.0,
            target_groups: row.target_groups.0,
            main_message: row.main_message,
            channels: row.channels.0,
            starts_at: row.starts_at.map(api::time),
            ends_at: row.ends_at.map(api::time),
            responsible_id: row.responsible_id,
            responsible: row.responsible,
            risks: row.risks,
            status: row.status,
            assessment_id: row.assessment_id,
        }
    }
}

impl LineView {
    pub(crate) fn of(row: ListRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            unit_name: row.unit_name,
            responsible: row.responsible,
            status: row.status,
            activities: row.activities,
            done: row.done,
            next_due: row.next_due.map(api::time),
        }
    }
}

impl ActivityView {
    pub(crate) fn of(row: Activity) -> Self {
        Self {
            id: row.id,
            title: row.title,
            channel: row.channel,
            due_at: api::time(row.due_at),
            responsible_id: row.responsible_id,
            responsible: row.responsible,
            done_at: row.done_at.map(api::time),
            cancelled_at: row.cancelled_at.map(api::time),
        }
    }
}
