//! What one person's yes counts for. A yes is to the text, so it meets every need that the person may meet, also those
//! that are asked later; but the extra eyes near an election are another person's than any other yes.

use crate::{Forecast, Need, queue::Asked, request::Standing, rules::EXTRA_EYES};
use db::Id;
use web::Refusal;

/// The rules that a person's yes meets now. Nothing where none of them is asked yet.
///
/// # Errors
/// When only the extra eyes are left, and the person has said yes already.
pub(crate) fn share(standing: &Standing, asked: &[Asked], person: Id) -> Result<Vec<String>, Refusal> {
    let may = |need: &&Need| asked.iter().any(|one| one.person_id == person && one.rule == need.rule);
    let has_said = |rule: &str| standing.yeses.iter().any(|yes| yes.rule == rule && yes.person_id == person);
    let open = standing.open_needs();
    if !open.iter().any(|need| may(need) && !has_said(&need.rule)) {
        return Ok(Vec::new());
    }
    let unmet = standing.request.needs.iter().filter(|need| !standing.is_met(need));
    let mut mine: Vec<String> =
        unmet.filter(may).filter(|need| !has_said(&need.rule)).map(|need| need.rule.clone()).collect();
    let has_been_extra = has_said(EXTRA_EYES);
    let has_been_other = standing.yeses.iter().any(|yes| yes.person_id == person && yes.rule != EXTRA_EYES);
    let is_extra = mine.iter().any(|rule| rule == EXTRA_EYES);
    let has_other = has_been_other || mine.iter().any(|rule| rule != EXTRA_EYES);
    if is_extra && has_other {
        let free = |one: &&Asked| !standing.yeses.iter().any(|yes| yes.person_id == one.person_id);
        let others = asked.iter().filter(|one| one.rule == EXTRA_EYES && one.person_id != person);
        // The only one who can be the extra eyes is that, and somebody else says the other yes.
        let is_only = !has_been_other && others.filter(free).count() == 0;
        mine.retain(|rule| (rule == EXTRA_EYES) == is_only);
    } else if has_been_extra {
        mine.clear();
    }
    match mine.is_empty() {
        true => Err(Refusal::conflict("approval-another-yes").because("election")),
        false => Ok(mine),
    }
}

/// Takes those out of the extra eyes who must say another yes, because nobody else can.
pub(crate) fn set_apart(forecasts: &mut [Forecast]) {
    let needed: Vec<Id> = forecasts
        .iter()
        .filter(|one| one.need.rule != EXTRA_EYES)
        .filter(|one| one.candidates.len() <= usize::try_from(one.need.count).unwrap_or(usize::MAX))
        .flat_map(|one| one.candidates.iter().map(|candidate| candidate.person_id))
        .collect();
    for extra in forecasts.iter_mut().filter(|one| one.need.rule == EXTRA_EYES) {
        extra.candidates.retain(|candidate| !needed.contains(&candidate.person_id));
    }
}
