//! What one person's yes counts for. A yes is to the text, so it meets every need that the person may meet, also those
//! that are asked later; but the extra eyes near an election are another person's than any other yes.

use crate::{Forecast, Need, queue::Asked, request::Standing};
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
    let is_extra =
        |rule: &str| standing.request.needs.iter().any(|need| need.extra_eyes && need.rule == rule);
    let has_been = |extra: bool| {
        standing.yeses.iter().any(|yes| yes.person_id == person && is_extra(&yes.rule) == extra)
    };
    if mine.iter().any(|rule| is_extra(rule)) && mine.iter().any(|rule| !is_extra(rule)) {
        let free = |one: &&Asked| !standing.yeses.iter().any(|yes| yes.person_id == one.person_id);
        let has_another = |rule: &&String| {
            asked.iter().filter(|one| one.rule == **rule && one.person_id != person).any(|one| free(&one))
        };
        // The only one who can be the extra eyes is that, and somebody else says the other yes.
        let is_only = !mine.iter().filter(|rule| is_extra(rule)).all(|rule| has_another(&rule));
        let as_extra = has_been(true) || (is_only && !has_been(false));
        mine.retain(|rule| is_extra(rule) == as_extra);
    } else {
        mine.retain(|rule| !has_been(!is_extra(rule)));
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
        .filter(|one| !one.need.extra_eyes)
        .filter(|one| one.candidates.len() <= usize::try_from(one.need.count).unwrap_or(usize::MAX))
        .flat_map(|one| one.candidates.iter().map(|candidate| candidate.person_id))
        .collect();
    for extra in forecasts.iter_mut().filter(|one| one.need.extra_eyes) {
        extra.candidates.retain(|candidate| !needed.contains(&candidate.person_id));
    }
}
