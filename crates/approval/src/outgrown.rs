//! A yes is to so many recipients as the rules were asked about: an audience that has grown past a limit since asks whoever
//! must say yes to that many (strategy: approval rules, `recipients_over`).

use crate::{
    Need,
    find::counts_recipients,
    request::{Request, Standing, standing},
    rules::{Situation, needs},
};
use db::{AsConn, Tx};
use message::{Content, Edition};
use people::Unit;
use strategy::Strategy;
use web::{Outcome, Refusal};

/// What must be said yes to now and was not asked for, because the message reaches more than it did.
///
/// # Errors
/// When the unit does not exist.
pub async fn outgrown(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    request: &Request,
    content: &Content,
) -> Outcome<Option<Need>> {
    if !counts_recipients(strategy, content.side) {
        return Ok(None);
    }
    let units = Unit::all(conn).await?;
    let unit = units.iter().find(|unit| unit.id == content.unit).ok_or_else(Refusal::not_found)?;
    let reach = message::reach(conn, strategy, &units, content).await?;
    let situation = Situation {
        content,
        unit_level: &unit.level,
        unit_topics: &unit.topics.0,
        reach: &reach,
        election: false,
    };
    let rules = strategy.approval.iter().flat_map(|approval| &approval.rules);
    let by_number: Vec<&str> =
        rules.filter(|rule| rule.when.recipients_over.is_some()).map(|rule| rule.id.as_str()).collect();
    let was_asked = |need: &Need| request.needs.iter().any(|asked| asked.rule == need.rule);
    let mut now = needs(strategy, &situation).into_iter();
    Ok(now.find(|need| by_number.contains(&need.rule.as_str()) && !was_asked(need)))
}

/// Refuses to let out what reaches more than anybody has said yes to.
///
/// # Errors
/// When it does.
pub async fn check_reach(tx: &mut Tx, strategy: &Strategy, edition: &Edition) -> Outcome<()> {
    let Some(Standing { request, .. }) = standing(tx, edition.message_id).await? else { return Ok(()) };
    match outgrown(tx, strategy, &request, &edition.content).await? {
        Some(need) => Err(Refusal::conflict("approval-outgrown").because(need.item()).into()),
        None => Ok(()),
    }
}
