//! A question moves with the duty: where those who were asked can no longer say yes, because the duty is somebody else's,
//! they have left or all of them are away, whoever may now is asked instead. Where nobody may, those who can give the
//! duty to somebody are told.

use crate::{
    Need,
    find::{self, Candidate, candidates_for},
    queue::{self, Asked},
    request::{Request, Standing, standing},
};
use db::{Actor, Event, EventKind, Id, Tx, exec};
use message::Edition;
use serde_json::json;
use thread::{Note, State, Step};
use web::Outcome;

/// A question went to somebody else.
pub(crate) const MOVED: EventKind = EventKind { slice: "approval", name: "approval-moved" };
/// What the thread says where nobody may say yes any more.
const NOBODY: &str = "approval-note-nobody";

/// How the people who were asked about a need stand now.
struct Change {
    rule: String,
    /// Who may not say yes any more.
    gone: Vec<Id>,
    /// Who is asked instead.
    new: Vec<Candidate>,
    /// Whether fewer may than must.
    is_stuck: bool,
}

/// Asks those who may say yes now in the stead of those who may not; says whether anything changed.
pub(crate) async fn move_question(tx: &mut Tx, id: Id) -> Outcome<bool> {
    let request = Request::get(tx, id).await?;
    thread::lock(tx, request.message_id).await?;
    let Some(standing) = standing(tx, request.message_id).await? else { return Ok(false) };
    if standing.request.id != id || standing.request.ended_at.is_some() {
        return Ok(false);
    }
    let changes = changes(tx, &standing).await?;
    let is_stuck = changes.iter().any(|change| change.is_stuck);
    let mut moved: Vec<Id> = Vec::new();
    for change in &changes {
        for person in &change.gone {
            exec!(
                tx,
                "delete from approval_need where request_id = $1 and rule = $2 and person_id = $3",
                [id, &change.rule, person]
            )?;
        }
        for candidate in &change.new {
            exec!(
                tx,
                "insert into approval_need (request_id, rule, person_id) values ($1, $2, $3) on conflict do nothing",
                [id, &change.rule, candidate.person_id]
            )?;
            moved.push(candidate.person_id);
        }
    }
    let was_stuck = was_stuck(tx, request.message_id).await?;
    if moved.is_empty() && is_stuck == was_stuck {
        return Ok(changes.iter().any(|change| !change.gone.is_empty()));
    }
    tell(tx, &request, (is_stuck && !was_stuck, is_stuck), &moved).await?;
    Ok(true)
}

/// Writes on the thread, in the log and to whom it concerns what has changed.
async fn tell(tx: &mut Tx, request: &Request, (is_new, is_stuck): (bool, bool), moved: &[Id]) -> Outcome<()> {
    let actor = Actor::system("approval-reminders");
    let asked = queue::asked_now(tx, request).await?;
    let names: Vec<&str> = asked.iter().map(|asked| asked.function.as_str()).collect();
    let (state, note) = match is_stuck {
        true => (State::Broken, Note::new(NOBODY)),
        false => (State::Waiting, Note::new("approval-note-asked").with("who", names.join(", "))),
    };
    let item = request.needs.first().map(Need::item).unwrap_or_default();
    thread::set(tx, &actor, request.message_id, Step::Approval, state, note.because(item)).await?;
    if !moved.is_empty() {
        let particulars = json!({ "request": request.id, "people": moved });
        Event { kind: MOVED, subject: request.message_id, particulars, text: None }.write(tx, &actor).await?;
        db::job::enqueue(tx, "approval-moved", &json!({ "request": request.id, "people": moved })).await?;
    }
    if is_new {
        db::job::enqueue(tx, "approval-nobody", &json!({ "request": request.id })).await?;
    }
    Ok(())
}

async fn was_stuck(tx: &mut Tx, message: Id) -> db::Result<bool> {
    let steps = thread::steps(tx, &[message]).await?;
    Ok(steps.iter().any(|step| step.step == Step::Approval.word() && step.note == NOBODY))
}

/// What has changed for each need that is open now.
async fn changes(tx: &mut Tx, standing: &Standing) -> Outcome<Vec<Change>> {
    let edition = Edition::get(tx, standing.request.edition_id).await?;
    let authors = find::authors_so_far(tx, standing.request.message_id).await?;
    let asked = queue::asked(tx, standing.request.id).await?;
    let open = standing.open_needs();
    let now = tx.now();
    let found = candidates_for(tx, &open, &edition.content, &authors, now).await?;
    let changes = open.into_iter().zip(found);
    Ok(changes.map(|(need, candidates)| change(standing, need, &asked, candidates)).collect())
}

fn change(standing: &Standing, need: &Need, asked: &[Asked], candidates: Vec<Candidate>) -> Change {
    let yeses: Vec<Id> =
        standing.yeses.iter().filter(|yes| yes.rule == need.rule).map(|yes| yes.person_id).collect();
    let missing = usize::try_from(need.count).unwrap_or(usize::MAX).saturating_sub(yeses.len());
    let asked: Vec<Id> = asked.iter().filter(|one| one.rule == need.rule).map(|one| one.person_id).collect();
    let is_asked = |candidate: &&Candidate| asked.contains(&candidate.person_id);
    let at_work = candidates
        .iter()
        .filter(is_asked)
        .filter(|one| one.away_until.is_none() && !yeses.contains(&one.person_id))
        .count();
    let may = candidates.iter().filter(|one| !yeses.contains(&one.person_id)).count();
    let gone = asked
        .iter()
        .filter(|person| !candidates.iter().any(|one| one.person_id == **person) && !yeses.contains(person))
        .copied()
        .collect();
    let new = match at_work < missing {
        true => candidates
            .iter()
            .filter(|one| !is_asked(one) && !yeses.contains(&one.person_id))
            .cloned()
            .collect(),
        false => Vec::new(),
    };
    Change { rule: need.rule.clone(), gone, new, is_stuck: may < missing }
}
