//! Not more, but better: how much the same people have received and are about to receive, held
//! against the ceilings of the strategy; and the times when it wants quiet (W5).

use db::{AsConn, Id, Json, Timestamp, row, run};
use jiff::{ToSpan, Zoned, civil::Date};
use message::Content;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strategy::{
    Strategy,
    model::Cap,
    words::{Audience, Check, ConnectorKind, Force, QuietExemption, Severity},
};
use web::copenhagen;

/// How many releases are looked at, at most; more than a large municipality sends in a quarter.
const ROWS_MAX: i64 = 5_000;
const DAY_MS: i64 = 24 * 3_600_000;

/// By which channels and about which topics something goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reach {
    /// Channels of the strategy.
    pub channels: Vec<String>,
    /// Topics of the newsletter.
    pub topics: Vec<String>,
}

impl Reach {
    /// What goes out of a content by these channels.
    #[must_use]
    pub fn of(content: &Content, channels: &[String]) -> Self {
        Self { channels: channels.to_vec(), topics: content.topics.clone() }
    }
}

row! {
    /// Something that went out or is about to.
    #[derive(Clone, Debug)]
    struct Row {
        message_id: Id,
        unit_path: String,
        scope: String,
        at: Timestamp,
        reach: Json<Reach>,
    }
}

/// How a ceiling of the strategy stands for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The item of the strategy.
    pub item: String,
    /// What the ceiling is called.
    pub name: String,
    /// How many the same people have received in the days before.
    pub sent: usize,
    /// How many are planned for the days after.
    pub coming: usize,
    /// How many they may receive.
    pub max: usize,
    /// In how many days.
    pub days: u32,
    /// Whom it is about.
    pub audience: Audience,
    /// How strongly it binds.
    pub force: Force,
    /// Whether one more, at this time, is too much.
    pub is_full: bool,
    /// Whether the strategy lets this message go all the same.
    pub is_exempt: bool,
}

impl Load {
    /// The key of the sentence that says so.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match (self.is_full, self.is_exempt) {
            (true, false) => "release-load-full-line",
            (true, true) => "release-load-exempt-line",
            (false, _) => "release-load-line",
        }
    }

    /// The particulars of that sentence.
    #[must_use]
    pub fn args(&self) -> BTreeMap<String, String> {
        let numbers = [("sent", self.sent), ("coming", self.coming), ("max", self.max)];
        numbers
            .into_iter()
            .map(|(name, number)| (name.to_owned(), number.to_string()))
            .chain([("days".to_owned(), self.days.to_string()), ("name".to_owned(), self.name.clone())])
            .collect()
    }
}

/// How the ceilings that concern a message stand if it goes at `at`.
///
/// # Errors
/// When the database fails.
pub async fn loads(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    content: &Content,
    unit_path: &str,
    message: Option<Id>,
    at: Timestamp,
) -> db::Result<Vec<Load>> {
    let caps: Vec<&Cap> = strategy
        .load
        .iter()
        .flat_map(|load| &load.caps)
        .filter(|cap| concerns(strategy, cap, content))
        .collect();
    let Some(days) = caps.iter().map(|cap| cap.window_days).max() else { return Ok(Vec::new()) };
    let span = i64::from(days) * DAY_MS;
    let rows = rows(conn, message, at - span, at + span).await?;
    let mut weighed: Vec<Load> =
        caps.into_iter().map(|cap| weigh(strategy, cap, content, unit_path, &rows, at)).collect();
    // Whether it is exempt says nothing while there is room.
    if let Some(message) = message.filter(|_| weighed.iter().any(|load| load.is_full)) {
        let is_exempt = is_exempt(conn, strategy, message).await?;
        weighed.iter_mut().for_each(|load| load.is_exempt = is_exempt);
    }
    Ok(weighed)
}

row! {
    /// What a message is, as the exemptions of the strategy ask.
    struct Standing {
        is_urgent: bool,
        is_campaign: bool,
    }
}

/// Whether the strategy lets a message go in spite of ceilings and quiet hours. A campaign is what belongs to a plan
/// with a first and a last day.
///
/// # Errors
/// When the database fails.
pub async fn is_exempt(conn: &mut impl AsConn, strategy: &Strategy, message: Id) -> db::Result<bool> {
    let exempt = strategy.load.as_ref().map_or(&[][..], |load| &load.exempt);
    if exempt.is_empty() {
        return Ok(false);
    }
    let found = run!(
        conn,
        Standing,
        "select exists (select 1 from emergency y where y.message_id = m.id) as is_urgent,
           exists (select 1 from plan p where p.id = m.plan_id and p.starts_at is not null and p.ends_at is not null) as is_campaign
         from message m where m.id = $1",
        [message] => fetch_optional
    )?;
    let Some(found) = found else { return Ok(false) };
    let exemption = approval::exemption_of(conn, message).await?.map(|exemption| exemption.kind);
    let is = |kind: &str| exemption.as_deref() == Some(kind);
    Ok(exempt.iter().any(|kind| match kind {
        QuietExemption::Danger => is("danger") || found.is_urgent,
        QuietExemption::Crisis => found.is_urgent,
        QuietExemption::Statutory => is("statutory"),
        QuietExemption::Campaign => found.is_campaign,
        // A receipt is a mail of the program, which no ceiling counts; no message is one.
        QuietExemption::Receipt => false,
    }))
}

/// What went out and is to go out between two moments, apart from one message. What was urgent or
/// required by law is not counted: nobody could have left it out.
async fn rows(
    conn: &mut impl AsConn,
    message: Option<Id>,
    from: Timestamp,
    until: Timestamp,
) -> db::Result<Vec<Row>> {
    run!(
        conn,
        Row,
        "select r.message_id, m.unit_path, r.scope, r.at, r.reach
         from release r join message m on m.id = r.message_id
         where r.at >= $1 and r.at <= $2 and r.ground <> 'emergency' and (r.message_id <> $3 or $3 is null)
           and not exists (select 1 from exemption x where x.message_id = r.message_id and x.kind in ('danger', 'statutory'))
         union all
         select s.message_id, m.unit_path, s.scope, s.due_at, s.reach
         from schedule s join message m on m.id = s.message_id
         where s.ended_at is null and s.due_at >= $1 and s.due_at <= $2 and (s.message_id <> $3 or $3 is null)
         order by 4 limit $4",
        [from, until, message, ROWS_MAX] => fetch_all
    )
}

/// Whether a message goes by a channel that a ceiling counts.
fn concerns(strategy: &Strategy, cap: &Cap, content: &Content) -> bool {
    content.channels.iter().any(|channel| counts(strategy, cap, channel))
        && (cap.target_groups.is_empty()
            || cap.target_groups.iter().any(|group| content.target_groups.contains(group)))
}

/// Whether a ceiling counts a channel; without a list, those that come to people by themselves.
fn counts(strategy: &Strategy, cap: &Cap, channel: &str) -> bool {
    strategy.channel(channel).is_some_and(|known| known.audience == cap.audience)
        && if cap.channels.is_empty() {
            cap.audience == Audience::Internal || pushes(strategy, channel)
        } else {
            cap.channels.iter().any(|id| id == channel)
        }
}

/// Whether a channel comes to people, rather than waiting for them to look.
fn pushes(strategy: &Strategy, channel: &str) -> bool {
    strategy.channel(channel).is_some_and(|channel| {
        matches!(
            channel.kind,
            ConnectorKind::Email | ConnectorKind::Sms | ConnectorKind::Letter | ConnectorKind::DigitalPost
        )
    })
}

fn weigh(
    strategy: &Strategy,
    cap: &Cap,
    content: &Content,
    unit_path: &str,
    rows: &[Row],
    at: Timestamp,
) -> Load {
    let span = i64::from(cap.window_days) * DAY_MS;
    let scope = if cap.audience == Audience::Internal { "internal" } else { "external" };
    let is_met = |row: &&Row| {
        let same_people = match cap.audience {
            Audience::Internal => {
                row.unit_path.starts_with(unit_path) || unit_path.starts_with(&row.unit_path)
            }
            Audience::External => {
                content.topics.is_empty()
                    || row.reach.topics.is_empty()
                    || row.reach.topics.iter().any(|topic| content.topics.contains(topic))
            }
        };
        row.scope == scope
            && same_people
            && row.reach.channels.iter().any(|channel| counts(strategy, cap, channel))
    };
    let times: Vec<Timestamp> = rows.iter().filter(is_met).map(|row| row.at).collect();
    let before = |time: &&Timestamp| **time <= at && **time > at - span;
    let after = |time: &&Timestamp| **time > at && **time <= at + span;
    let max = usize::try_from(cap.max_messages).unwrap_or(usize::MAX);
    Load {
        item: format!("load.{}", cap.id),
        name: cap.name.clone().unwrap_or_else(|| cap.text.clone()),
        sent: times.iter().filter(before).count(),
        coming: times.iter().filter(after).count(),
        max,
        days: cap.window_days,
        audience: cap.audience,
        force: if must_be_kept(strategy) { Force::Must } else { cap.force },
        is_exempt: false,
        is_full: fullest(&times, at, span) + 1 > max,
    }
}

/// Whether the codex makes a ceiling stop: an item that blocks names the check of load.
fn must_be_kept(strategy: &Strategy) -> bool {
    strategy
        .codex
        .iter()
        .any(|item| item.severity == Severity::Blocking && item.checks.contains(&Check::Load))
}

/// The most that any stretch of `span` with `at` in it holds.
fn fullest(times: &[Timestamp], at: Timestamp, span: i64) -> usize {
    let starts = times.iter().copied().chain([at]).filter(|start| *start <= at && *start > at - span);
    starts
        .map(|start| times.iter().filter(|time| **time >= start && **time < start + span).count())
        .max()
        .unwrap_or(0)
}

/// Why a time is quiet, and when it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The item of the strategy.
    pub item: String,
    /// How strongly it binds.
    pub force: Force,
    /// The first moment after it that is not quiet.
    pub until: Timestamp,
}

/// Whether the strategy wants quiet at a time, for a message that comes to these people by itself.
#[must_use]
pub fn quiet(strategy: &Strategy, channels: &[String], audience: Audience, at: Timestamp) -> Option<Quiet> {
    if !channels.iter().any(|channel| pushes(strategy, channel)) {
        return None;
    }
    let first = reason(strategy, audience, &copenhagen(at))?;
    let mut moment = copenhagen(at);
    // Night after holiday after night: at most a long weekend of steps.
    for _ in 0..20 {
        let Some((_, _, end)) = reason(strategy, audience, &moment) else { break };
        moment = end;
    }
    Some(Quiet { item: first.0, force: first.1, until: moment.timestamp().as_millisecond() })
}

/// The item behind a quiet moment, its force, and when that item stops wanting quiet.
fn reason(strategy: &Strategy, audience: Audience, at: &Zoned) -> Option<(String, Force, Zoned)> {
    let load = strategy.load.as_ref()?;
    if load.holidays_quiet && plan::holiday_on(at.date()).is_some() {
        return Some(("load".to_owned(), load.force, midnight(at.date().saturating_add(1.day()), at)));
    }
    let hours = strategy.quiet_hours(audience, at.time())?;
    let end_day = if hours.to <= at.time() { at.date().saturating_add(1.day()) } else { at.date() };
    let end = end_day.to_datetime(hours.to).to_zoned(at.time_zone().clone()).unwrap_or_else(|_| at.clone());
    Some((format!("load.{}", hours.id), hours.force, end))
}

fn midnight(day: Date, like: &Zoned) -> Zoned {
    day.to_zoned(like.time_zone().clone()).unwrap_or_else(|_| like.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::parse_local;

    fn sundby() -> Strategy {
        strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        parse_local(text).unwrap()
    }

    #[test]
    fn the_fullest_stretch_counts_what_comes_too() {
        let day = |number: i64| number * DAY_MS;
        for (times, when, most) in [
            (vec![], 10, 0),
            (vec![day(1), day(2)], 10, 0),
            (vec![day(4), day(9)], 10, 2),
            (vec![day(9), day(11), day(12)], 10, 3),
            (vec![day(4), day(16)], 10, 1),
        ] {
            assert_eq!(fullest(&times, day(when), 7 * DAY_MS), most, "{times:?}");
        }
    }

    #[test]
    fn nights_and_holidays_are_quiet_until_they_are_over() {
        let strategy = sundby();
        let staff = ["staff-mail".to_owned()];
        for (when, until) in [
            ("2026-05-06T09:00", None),
            ("2026-05-06T18:00", Some("2026-05-07T07:00")),
            ("2026-05-07T03:00", Some("2026-05-07T07:00")),
            ("2026-05-07T07:00", None),
            // Ascension Day: the night before it, the day, and the night after.
            ("2026-05-13T20:00", Some("2026-05-15T07:00")),
            ("2026-05-14T12:00", Some("2026-05-15T07:00")),
            // The night in which clocks go forward is an hour shorter.
            ("2026-03-28T23:00", Some("2026-03-29T07:00")),
        ] {
            let found = quiet(&strategy, &staff, Audience::Internal, at(when)).map(|quiet| quiet.until);
            assert_eq!(found, until.map(at), "{when}");
        }
        let feed = ["staff-feed".to_owned()];
        assert_eq!(quiet(&strategy, &feed, Audience::Internal, at("2026-05-06T22:00")), None, "a feed waits");
    }
}
