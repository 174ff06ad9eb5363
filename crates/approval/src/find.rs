//! Finding the people who may meet a need: from duties in the organisation tree, never anybody
//! who has written on the text. Says beforehand when nobody who may is at work.

use crate::{Need, Situation, needs, share::set_apart};
use db::{AsConn, Id, Timestamp};
use message::{Content, Edition, Reach, Side};
use people::{Holder, Unit, access_change::one_hand_with, holders_about};
use strategy::{
    Strategy,
    words::{Approver, Duty, Scope},
};
use web::{Outcome, Refusal};

/// Somebody who may say yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person_id: Id,
    /// What they are.
    pub function: String,
    /// Their e-mail.
    pub email: Option<String>,
    /// Their telephone.
    pub phone: String,
    /// Until when they are away, if they are away now.
    pub away_until: Option<Timestamp>,
}

impl From<Holder> for Candidate {
    fn from(holder: Holder) -> Self {
        Self {
            person_id: holder.person_id,
            function: holder.function,
            email: holder.email,
            phone: holder.phone,
            away_until: holder.away_until,
        }
    }
}

/// A need and who may meet it.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// The need.
    pub need: Need,
    /// Who may meet it; those at work first.
    pub candidates: Vec<Candidate>,
    /// Who can say yes only once others have confirmed what was changed of their access or duties.
    pub unconfirmed: Vec<Candidate>,
}

impl Forecast {
    /// Whether fewer may than must.
    #[must_use]
    pub fn cannot_be_met(&self) -> bool {
        self.candidates.len() < usize::try_from(self.need.count).unwrap_or(usize::MAX)
    }

    /// Whether everybody who may is away.
    #[must_use]
    pub fn everybody_is_away(&self) -> bool {
        !self.candidates.is_empty() && self.candidates.iter().all(|candidate| candidate.away_until.is_some())
    }
}

/// Who would have to say yes to this content, written by these people.
///
/// # Errors
/// When the unit does not exist.
pub async fn forecast(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    content: &Content,
    authors: &[Id],
    now: Timestamp,
) -> Outcome<Vec<Forecast>> {
    let units = Unit::all(conn).await?;
    let unit = units.iter().find(|unit| unit.id == content.unit).ok_or_else(Refusal::not_found)?;
    let reach = match counts_recipients(strategy, content.side) {
        true => message::reach(conn, strategy, &units, content).await?,
        false => Reach::default(),
    };
    let situation = Situation {
        content,
        unit_level: &unit.level,
        unit_topics: &unit.topics.0,
        reach: &reach,
        election: election_runs(strategy, now),
    };
    let needs = needs(strategy, &situation);
    let holders = holders_of(conn, unit, &needs.iter().collect::<Vec<_>>(), authors, now).await?;
    let sound = sound(&holders);
    let mut found: Vec<Forecast> = needs
        .into_iter()
        .map(|need| {
            let candidates = candidates(&sound, &need, unit, authors);
            let mut unconfirmed = self::candidates(&holders, &need, unit, authors);
            unconfirmed.retain(|one| waits(&holders, one.person_id) || !candidates.contains(one));
            Forecast { need, candidates, unconfirmed }
        })
        .collect();
    set_apart(&mut found);
    Ok(found)
}

/// Who may meet each of these needs now, those at work first.
///
/// # Errors
/// When the unit does not exist.
pub(crate) async fn candidates_for(
    conn: &mut impl AsConn,
    needs: &[&Need],
    content: &Content,
    authors: &[Id],
    now: Timestamp,
) -> Outcome<Vec<Vec<Candidate>>> {
    let unit = Unit::get(conn, content.unit).await?;
    let holders = holders_of(conn, &unit, needs, authors, now).await?;
    let sound = sound(&holders);
    Ok(needs.iter().map(|need| candidates(&sound, need, &unit, authors)).collect())
}

/// Everybody who may be asked about these needs of a unit.
async fn holders_of(
    conn: &mut impl AsConn,
    unit: &Unit,
    needs: &[&Need],
    authors: &[Id],
    now: Timestamp,
) -> db::Result<Vec<Holder>> {
    let duties = needs.iter().flat_map(|need| &need.duties).filter(|duty| !is_local(**duty));
    let far: Vec<&str> = duties.map(|duty| word(*duty)).collect();
    holders_about(conn, &unit.path, &far, authors, now).await
}

/// Whether somebody is asked and cannot answer before others have confirmed what was changed of their access. They are
/// asked all the same: an author does not choose another by changing an address.
fn waits(holders: &[Holder], person: Id) -> bool {
    holders.iter().any(|holder| holder.person_id == person && holder.one_hand)
}

/// Those who hold a duty that others have confirmed (decisions/0063).
fn sound(holders: &[Holder]) -> Vec<Holder> {
    holders.iter().filter(|holder| !holder.doubted).cloned().collect()
}

/// Refuses a yes of somebody who may be one hand with an author: nobody approves what they wrote, by no detour.
/// `until` leaves out what was changed later than the yes.
pub(crate) async fn check_hands(
    conn: &mut impl AsConn,
    authors: &[Id],
    person: Id,
    (by_telephone, until): (bool, Timestamp),
) -> Outcome<()> {
    match one_hand_with(conn, authors, by_telephone, until).await?.contains(&person) {
        true => Err(Refusal::conflict("approval-one-hand").into()),
        false => Ok(()),
    }
}

/// Whether a rule about this side asks how many a message reaches; otherwise nobody is counted.
pub(crate) fn counts_recipients(strategy: &Strategy, side: Side) -> bool {
    let other = if side == Side::Internal { Scope::External } else { Scope::Internal };
    strategy.approval.iter().flat_map(|approval| &approval.rules).any(|rule| {
        let when = &rule.when;
        when.audience != other && (when.recipients_over.is_some() || when.recipients_at_most.is_some())
    })
}

/// Duties that count over the unit they are held over, not over the whole municipality.
fn is_local(duty: Duty) -> bool {
    matches!(duty, Duty::Head | Duty::Director)
}

/// Everybody who has written on a message, also small corrections after it was asked about.
///
/// # Errors
/// When the database fails.
pub async fn authors_so_far(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Id>> {
    Edition::authors(conn, message, i64::MAX).await
}

/// Everybody who has written on a message up to an edition; none of them may approve it.
pub(crate) async fn authors(conn: &mut impl AsConn, edition: &Edition) -> db::Result<Vec<Id>> {
    Edition::authors(conn, edition.message_id, edition.number).await
}

fn election_runs(strategy: &Strategy, now: Timestamp) -> bool {
    let today = web::copenhagen(now).date();
    strategy.election.as_ref().is_some_and(|election| {
        election.periods.iter().any(|period| period.from <= today && today <= period.to)
    })
}

/// Those of the holders, at work first, who may meet a need of this unit.
fn candidates(holders: &[Holder], need: &Need, unit: &Unit, authors: &[Id]) -> Vec<Candidate> {
    let may: Vec<&Holder> = holders
        .iter()
        // Nor does anybody in the stead of an author, who could choose them for it.
        .filter(|holder| !authors.contains(&holder.person_id) && !authors.contains(&holder.duty_of))
        .filter(|holder| need.deputies || !holder.deputy)
        .collect();
    let is_above = |holder: &&Holder| unit.path.starts_with(&holder.unit_path);
    let mut heads: Vec<&Holder> = may
        .iter()
        .copied()
        .filter(|holder| matches!(holder.duty.as_str(), "head" | "director"))
        .filter(is_above)
        .collect();
    heads.sort_by_key(|holder| std::cmp::Reverse(holder.unit_path.len()));
    let found = match need.by {
        Approver::HeadOfSender => nearest(heads, 0),
        Approver::HeadAboveSender => nearest(heads, 1),
        Approver::Level => {
            let level = need.level.as_deref().unwrap_or_default();
            nearest(heads.into_iter().filter(|holder| holder.unit_level == level).collect(), 0)
        }
        Approver::Duty => {
            let mut all = Vec::new();
            for duty in &need.duties {
                let local = need.within_unit || is_local(*duty) || *duty == Duty::Editor;
                let held = may.iter().copied().filter(|holder| holder.duty == word(*duty));
                all.extend(held.filter(|holder| !local || is_above(holder)));
            }
            all.sort_by_key(|holder| holder.away_until.is_some());
            all
        }
    };
    let mut out: Vec<Candidate> = Vec::new();
    for candidate in found.into_iter().cloned().map(Candidate::from) {
        if !out.iter().any(|other| other.person_id == candidate.person_id) {
            out.push(candidate);
        }
    }
    out
}

/// Those who head the nearest unit that has a head who may, after skipping `skip` such units.
fn nearest(heads: Vec<&Holder>, skip: usize) -> Vec<&Holder> {
    let mut paths: Vec<&str> = heads.iter().map(|holder| holder.unit_path.as_str()).collect();
    paths.dedup();
    let Some(path) = paths.get(skip).or(paths.last()).copied() else { return Vec::new() };
    heads.into_iter().filter(|holder| holder.unit_path == path).collect()
}

/// Whether somebody holds one of these duties now, or stands in for whoever does.
///
/// # Errors
/// When the database fails.
pub(crate) async fn holds_one(
    conn: &mut impl AsConn,
    person: Id,
    duties: &[Duty],
    now: Timestamp,
) -> db::Result<bool> {
    let duties: Vec<&str> = duties.iter().map(|duty| word(*duty)).collect();
    let holders = holders_about(conn, "", &duties, &[], now).await?;
    Ok(holders.iter().any(|holder| {
        !holder.doubted && holder.person_id == person && duties.contains(&holder.duty.as_str())
    }))
}

/// The word of a duty in the register of people.
#[must_use]
pub fn word(duty: Duty) -> &'static str {
    match duty {
        Duty::Head => "head",
        Duty::Director => "director",
        Duty::Communications => "communications",
        Duty::CommunicationsOnCall => "communications-on-call",
        Duty::Editor => "editor",
        Duty::PressLead => "press-lead",
        Duty::Legal => "legal",
        Duty::Records => "records",
        Duty::Owner => "owner",
    }
}
