//! What cannot be seen in a text but stands around it: the plan it belongs to, what its unit told
//! lately, which other units own its topics. Looked for when an edition is kept, and only where the
//! strategy names the check; what is found is advice, or stops where the codex says so (H1, H8, W4, W7).

use crate::{Finding, Input, Weight};
use db::{AsConn, Id, Timestamp, row, run};
use message::{Content, Edition, Side};
use people::Unit;
use strategy::words::{Character, Check, Concerned, Severity};
use web::Outcome;

/// How many of the unit's latest messages are weighed against one another.
const LATELY: i64 = 10;
const DAY_MS: i64 = 24 * 3_600_000;

row! {
    struct PlanRow {
        ends_at: Option<Timestamp>,
        is_assessed: bool,
    }
}

row! {
    struct DueRow {
        due_at: Timestamp,
    }
}

row! {
    struct LatelyRow {
        content: db::Json<Content>,
    }
}

/// What is found around an edition.
pub(crate) async fn look(
    conn: &mut impl AsConn,
    input: &Input<'_>,
    edition: &Edition,
    now: Timestamp,
) -> Outcome<Vec<Finding>> {
    let mut found = Vec::new();
    let message = edition.message_id;
    if let Some(ask) = Ask::of(input, Check::InTime) {
        found.extend(late(conn, input, message, now).await?.map(|late| ask.finding(late)));
    }
    if let Some(ask) = Ask::of(input, Check::NeedsAssessment).filter(|_| input.content.decision.is_some()) {
        let plan = plan_of(conn, message).await?;
        if !plan.is_some_and(|plan| plan.is_assessed) {
            found.push(ask.finding(Finding::new("assessment-missing", Weight::Advice, "decision")));
        }
    }
    if let Some(ask) = Ask::of(input, Check::Balance) {
        found.extend(one_sided(conn, input, message).await?.map(|one| ask.finding(one)));
    }
    if let Some(ask) = Ask::of(input, Check::AcrossFields).filter(|_| !input.content.topics.is_empty()) {
        let forgotten = forgotten(conn, input).await?;
        if !forgotten.is_empty() {
            let names = Finding::new("across-fields", Weight::Advice, "affected");
            found.push(ask.finding(names.with("units", forgotten.join(", "))));
        }
    }
    Ok(found)
}

/// Who asks for a check: the item, and whether it stops.
pub(crate) struct Ask {
    item: String,
    weight: Weight,
}

impl Ask {
    /// The item of the codex for this kind of text that weighs most, or else the sign of a principle.
    pub(crate) fn of(input: &Input<'_>, check: Check) -> Option<Self> {
        if let Some(item) = crate::codex::item(&input.strategy.codex, check, input.text_type()) {
            let weight = if item.severity == Severity::Blocking { Weight::Must } else { Weight::Advice };
            return Some(Self { item: format!("codex.{}", item.id), weight });
        }
        let mut signs = input.strategy.principles.iter().flat_map(|principle| &principle.signs);
        let sign = signs.find(|sign| sign.check == Some(check))?;
        Some(Self { item: format!("sign.{}", sign.id), weight: Weight::Advice })
    }

    /// The finding as this item weighs it; whatever stops may stand with a reason.
    pub(crate) fn finding(&self, found: Finding) -> Finding {
        Finding { weight: self.weight, ..found.because(self.item.clone()).waivable() }
    }
}

async fn plan_of(conn: &mut impl AsConn, message: Id) -> db::Result<Option<PlanRow>> {
    run!(
        conn,
        PlanRow,
        "select p.ends_at, (p.assessment_id is not null) as is_assessed
         from message m join plan p on p.id = m.plan_id where m.id = $1",
        [message] => fetch_optional
    )
}

/// A message has the deadline of its plan: the plan's last day, or an activity by one of its channels that is not
/// done and was due.
async fn late(
    conn: &mut impl AsConn,
    input: &Input<'_>,
    message: Id,
    now: Timestamp,
) -> Outcome<Option<Finding>> {
    let Some(plan) = plan_of(conn, message).await? else { return Ok(None) };
    let due = run!(
        conn,
        DueRow,
        "select a.due_at from message m join activity a on a.plan_id = m.plan_id
         where m.id = $1 and a.done_at is null and a.cancelled_at is null and a.due_at < $2
           and a.channel in {texts $3} order by a.due_at limit 1",
        [message, now, db::Json(&input.content.channels)] => fetch_optional
    )?;
    let over = plan.ends_at.filter(|last| last + DAY_MS <= now);
    let finding = |at: Timestamp| {
        let day = web::copenhagen(at).strftime("%-d.%-m.%Y").to_string();
        Finding::new("deadline-passed", Weight::Advice, "channels").with("day", day)
    };
    Ok(due.map(|due| due.due_at).or(over).map(finding))
}

/// The unit's latest messages told only one side, and this one goes on with it.
async fn one_sided(conn: &mut impl AsConn, input: &Input<'_>, message: Id) -> Outcome<Option<Finding>> {
    let rows = run!(
        conn,
        LatelyRow,
        "select e.content from message m join edition e on e.id = m.edition_id
         where m.unit_id = $1 and m.id <> $2 and e.frozen_at is not null order by m.made_at desc limit $3",
        [input.content.unit, message, LATELY] => fetch_all
    )?;
    let told: Vec<Character> =
        rows.iter().map(|row| row.content.character).chain([input.content.character]).collect();
    Ok(side_of(&told).map(|side| {
        Finding::new("balance", Weight::Advice, "character").with("side", side).with("n", told.len())
    }))
}

/// Which side alone is told, where there is enough to tell by: good news without hard, or hard without good.
fn side_of(told: &[Character]) -> Option<&'static str> {
    let has = |character: Character| told.contains(&character);
    let enough = told.len() > usize::try_from(LATELY).unwrap_or(usize::MAX);
    match (has(Character::Good), has(Character::Hard)) {
        (true, false) if enough => Some("good"),
        (false, true) if enough => Some("hard"),
        _ => None,
    }
}

/// The units that own a topic of the message and are not told: neither by the strategy nor by the writer.
async fn forgotten(conn: &mut impl AsConn, input: &Input<'_>) -> Outcome<Vec<String>> {
    let concerned = input.strategy.internal_first.as_ref().map_or(&[][..], |rule| &rule.concerned);
    let told = [Concerned::AllStaff, Concerned::UnitsOfTopic];
    if input.content.side == Side::External && told.iter().any(|one| concerned.contains(one)) {
        return Ok(Vec::new());
    }
    let units = Unit::all(conn).await?;
    let is_told = |unit: &Unit| {
        unit.path.starts_with(&input.unit.path) || input.content.affected_units.contains(&unit.id)
    };
    let owns = |unit: &&Unit| unit.topics.iter().any(|topic| input.content.topics.contains(topic));
    Ok(units.iter().filter(owns).filter(|unit| !is_told(unit)).map(|unit| unit.name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_side_is_told_only_when_there_is_enough_to_tell_by() {
        use Character::{Good, Hard, Neutral};
        let many = |character: Character| vec![character; 11];
        let mut mixed = many(Good);
        mixed[3] = Hard;
        let mut calm = many(Neutral);
        calm[0] = Hard;
        for (told, side) in [
            (vec![Good; 10], None),
            (many(Good), Some("good")),
            (many(Hard), Some("hard")),
            (many(Neutral), None),
            (mixed, None),
            (calm, Some("hard")),
        ] {
            assert_eq!(side_of(&told), side, "{told:?}");
        }
    }
}
