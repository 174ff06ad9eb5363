//! Whom a content reaches, as the strategy says who is concerned: the rule that decides who must
//! say yes, the page that approvers read and what is sent agree because they all ask here.

use crate::{Content, Side};
use db::AsConn;
use people::{
    Unit,
    audience::{Audience, Count, named},
    reach::{count_readers, count_staff},
};
use strategy::{
    Strategy,
    model::InternalFirst,
    words::{Audience as Outside, Concerned, ConnectorKind, Scope},
};
use web::{Outcome, Refusal};

/// How many people a content reaches, each of them once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reach {
    /// Staff who are concerned: all of them, and those with an address; nobody where no channel goes inside.
    pub staff: Option<Count>,
    /// Readers who get it by mail; nothing where no mail goes outside.
    pub readers: Option<i64>,
}

impl Reach {
    /// How many people in all.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.recipients(Scope::Any)
    }

    /// How many a rule about messages of this scope counts: those outside, staff, or both.
    #[must_use]
    pub fn recipients(&self, scope: Scope) -> u32 {
        let staff = self.staff.map_or(0, |staff| staff.total);
        let readers = self.readers.unwrap_or(0);
        let number = match scope {
            Scope::Internal => staff,
            Scope::External => readers,
            Scope::Any => staff + readers,
        };
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

/// How many people a content would reach now, counted in the database.
///
/// # Errors
/// When the database fails.
pub async fn reach(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    units: &[Unit],
    content: &Content,
) -> Outcome<Reach> {
    let audiences = named(conn, &content.audiences).await?;
    reach_with(conn, strategy, units, &audiences, content).await
}

/// Refuses what is said to many more than a page showed: a tenth, and ten. Readers come and go while a page is open; an
/// import or another audience is something else.
///
/// # Errors
/// When it would reach so many more.
pub async fn check_shown(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    content: &Content,
    shown: &str,
) -> Outcome<()> {
    let Ok(shown) = shown.parse::<u32>() else { return Ok(()) };
    let units = Unit::all(conn).await?;
    let now = reach(conn, strategy, &units, content).await?.people();
    if now <= shown.saturating_add(shown / 10).saturating_add(10) {
        return Ok(());
    }
    Err(Refusal::conflict("message-reach-grown").with("shown", shown).with("now", now).into())
}

/// The same, where the audiences of the register have been read already.
///
/// # Errors
/// When the database fails.
pub async fn reach_with(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    units: &[Unit],
    audiences: &[Audience],
    content: &Content,
) -> Outcome<Reach> {
    // One that was retired since the text was approved gets nothing.
    let is_chosen = |one: &&Audience| one.retired_at.is_none() && content.audiences.contains(&one.id);
    let audiences: Vec<Audience> = audiences.iter().filter(is_chosen).cloned().collect();
    let staff = if goes(strategy, content, Outside::Internal, false) {
        let tops = concerned(units, content, strategy.internal_first.as_ref());
        let counted = count_staff(conn, &tops, &audiences).await?;
        // What only goes by mail reaches nobody without an address.
        let total = if only_by_mail(strategy, content) { counted.reached } else { counted.total };
        Some(Count { total, reached: counted.reached })
    } else {
        None
    };
    let readers = if goes(strategy, content, Outside::External, true) {
        Some(count_readers(conn, &content.topics, &audiences).await?)
    } else {
        None
    };
    Ok(Reach { staff, readers })
}

/// Whether a content goes by a channel of one side, and by mail where that is asked.
fn goes(strategy: &Strategy, content: &Content, side: Outside, by_mail: bool) -> bool {
    strategy.channels.iter().any(|channel| {
        content.has_channel(&channel.id)
            && channel.audience == side
            && (!by_mail || channel.kind == ConnectorKind::Email)
    })
}

fn only_by_mail(strategy: &Strategy, content: &Content) -> bool {
    let inside = |id: &String| strategy.channel(id).filter(|channel| channel.audience == Outside::Internal);
    content.channels.iter().filter_map(inside).all(|channel| channel.kind == ConnectorKind::Email)
}

/// The tops of the subtrees whose staff are concerned.
#[must_use]
pub fn concerned(units: &[Unit], content: &Content, rule: Option<&InternalFirst>) -> Vec<String> {
    let asked = rule.map_or(&[][..], |rule| &rule.concerned);
    if asked.contains(&Concerned::AllStaff) {
        return vec!["/".to_owned()];
    }
    let names = [Concerned::NamedUnits, Concerned::AffectedStaff];
    let by_name = asked.is_empty() || names.iter().any(|one| asked.contains(one));
    let by_topic = asked.contains(&Concerned::UnitsOfTopic) && content.side == Side::External;
    // What staff alone are told is always told to those who send it.
    let own = asked.is_empty() || asked.contains(&Concerned::SendingUnit) || content.side == Side::Internal;
    let is_concerned = |unit: &&Unit| {
        let is_named = by_name && content.affected_units.contains(&unit.id);
        let has_topic = by_topic && unit.topics.iter().any(|topic| content.topics.contains(topic));
        (own && unit.id == content.unit) || is_named || has_topic
    };
    // A unit that is closed since has no staff to tell.
    units.iter().filter(is_concerned).map(|unit| unit.path.clone()).collect()
}
