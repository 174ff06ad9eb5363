//! The fields of a plan as they were typed; nothing of it is lost when something is wrong.

use crate::{Assessment, Content, Plan, Status};
use db::{Id, Timestamp};
use web::{Ctx, Fields, Refusal, Wrong, parse_local};

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    pub(crate) title: String,
    pub(crate) unit: String,
    pub(crate) goals: Vec<String>,
    pub(crate) target_groups: Vec<String>,
    pub(crate) main_message: String,
    pub(crate) channels: Vec<String>,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) responsible: String,
    pub(crate) risks: String,
    pub(crate) status: String,
    pub(crate) assessment: String,
    pub(crate) revision: String,
}

impl Form {
    /// An empty form, with title and unit of the assessment that it comes from.
    pub(crate) fn empty(ctx: &Ctx, assessment: Option<&Assessment>) -> Self {
        Self {
            title: assessment.map(|one| one.title.clone()).unwrap_or_default(),
            unit: assessment.map(|one| one.unit_id.to_string()).unwrap_or_default(),
            responsible: ctx.actor().person().map(|id| id.to_string()).unwrap_or_default(),
            status: Status::Draft.word().to_owned(),
            assessment: assessment.map(|one| one.id.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The form of a plan as it is.
    pub(crate) fn of(ctx: &Ctx, plan: &Plan) -> Self {
        let day = |at: Option<Timestamp>| at.map(|at| day_input(ctx, at)).unwrap_or_default();
        Self {
            title: plan.title.clone(),
            unit: plan.unit_id.to_string(),
            goals: plan.goals.0.clone(),
            target_groups: plan.target_groups.0.clone(),
            main_message: plan.main_message.clone(),
            channels: plan.channels.0.clone(),
            from: day(plan.starts_at),
            to: day(plan.ends_at),
            responsible: plan.responsible_id.to_string(),
            risks: plan.risks.clone(),
            status: plan.status.clone(),
            assessment: String::new(),
            revision: plan.revision.to_string(),
        }
    }

    /// The form as it was sent.
    pub(crate) fn sent(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let list = |name: &str| fields.all(name).map(str::to_owned).collect();
        Self {
            title: fields.line("title"),
            unit: text("unit"),
            goals: list("goals"),
            target_groups: list("target_groups"),
            main_message: text("main_message"),
            channels: list("channels"),
            from: text("from"),
            to: text("to"),
            responsible: text("responsible"),
            risks: text("risks"),
            status: text("status"),
            assessment: text("assessment"),
            revision: text("revision"),
        }
    }

    /// What the form says.
    ///
    /// # Errors
    /// What could not be read, each with its field; what could be read is checked as well.
    pub(crate) fn content(&self, strategy: &strategy::Strategy) -> Result<Content, Vec<Refusal>> {
        let mut faults = Vec::new();
        let mut id = |text: &str, key: &'static str, field: &'static str| {
            text.parse().unwrap_or_else(|_| {
                faults.push(Refusal::new(key).at(field));
                Id::at(0)
            })
        };
        let unit = id(&self.unit, "plan-unit-missing", "unit");
        let responsible = id(&self.responsible, "plan-responsible-missing", "responsible");
        let mut day = |text: &str, field: &'static str| match text {
            "" => None,
            text => parse_local(&format!("{text}T00:00")).or_else(|| {
                faults.push(Refusal::new("plan-day-wrong").at(field));
                None
            }),
        };
        let content = Content {
            title: self.title.clone(),
            unit,
            goals: self.goals.clone(),
            target_groups: self.target_groups.clone(),
            main_message: self.main_message.clone(),
            channels: self.channels.clone(),
            starts_at: day(&self.from, "from"),
            ends_at: day(&self.to, "to"),
            responsible,
            risks: self.risks.clone(),
            status: Status::parse(&self.status),
        };
        faults.extend(content.faults(strategy));
        if faults.is_empty() { Ok(content) } else { Err(faults) }
    }
}

/// A day as a browser's date field has it: `2026-05-06`.
fn day_input(ctx: &Ctx, at: Timestamp) -> String {
    let input = ctx.when(at).input();
    input.split_once('T').map_or(input.clone(), |(day, _)| day.to_owned())
}

/// The order of a plan's fields on the page, for the list of what is wrong.
const ORDER: [&str; 9] =
    ["title", "unit", "goals", "target_groups", "main_message", "channels", "from", "to", "responsible"];

/// What is wrong, in the reader's language and the order of the page.
pub(crate) fn wrong(ctx: &Ctx, faults: &[Refusal]) -> Vec<Wrong> {
    let mut wrong: Vec<Wrong> = faults
        .iter()
        .map(|fault| Wrong { field: fault.field.unwrap_or("title"), text: ctx.refusal(fault) })
        .collect();
    wrong.sort_by_key(|one| ORDER.iter().position(|field| *field == one.field).unwrap_or(ORDER.len()));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requirements, bad input: everything wrong is told at once, each at its field.
    #[test]
    fn an_empty_form_names_every_missing_field() {
        let strategy =
            strategy::read(include_bytes!("../../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let faults = Form { from: "31/12".to_owned(), ..Form::default() }.content(&strategy).unwrap_err();
        let mut fields: Vec<_> = faults.iter().filter_map(|fault| fault.field).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["from", "goals", "main_message", "responsible", "title", "unit"]);
    }

    #[test]
    fn days_are_days_in_copenhagen() {
        let strategy =
            strategy::read(include_bytes!("../../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let form = Form {
            title: "Ny skolestruktur".to_owned(),
            unit: Id::at(1).to_string(),
            goals: vec!["good-dialogue".to_owned()],
            main_message: "To skoler bliver til én.".to_owned(),
            responsible: Id::at(2).to_string(),
            from: "2026-07-01".to_owned(),
            to: "2026-07-01".to_owned(),
            ..Form::default()
        };
        let content = form.content(&strategy).unwrap();
        assert_eq!(content.starts_at, parse_local("2026-07-01T00:00"));
        assert_eq!((content.starts_at, content.status), (content.ends_at, Status::Draft));
    }
}
