//! The calendar as plain values: entries of any slice, put in a week by channel, and what meets in
//! it (D5). Pure.

use crate::Week;
use db::Timestamp;
use jiff::civil::Date;
use strategy::Strategy;
use web::copenhagen;

/// Something that stands in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// The strategy's channel by id.
    pub channel: String,
    /// What it is called.
    pub title: String,
    /// Which unit it comes from.
    pub unit: String,
    /// Where it leads.
    pub href: String,
    /// The strategy's target groups that it is for, by id.
    pub target_groups: Vec<String>,
    /// Whether it is for the municipality's own people.
    pub is_internal: bool,
    /// Whether it is done.
    pub is_done: bool,
    /// Whether it was out and was taken down.
    pub is_down: bool,
    /// Whether its time has passed and it has not gone, or something else is in the way.
    pub is_late: bool,
    /// Whether its text is ready, and somebody brings it out by hand: nobody here knows whether that is done.
    pub is_by_hand: bool,
}

/// A day at the top of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// The moment it begins in Copenhagen.
    pub starts_at: Timestamp,
    /// Whether it is today.
    pub is_today: bool,
}

/// A channel with what stands in it each day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// The channel's name.
    pub name: String,
    /// One cell a day, each in the order of time.
    pub cells: Vec<Vec<Entry>>,
}

/// A week as a table: days across, channels down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Monday to Friday, and the weekend when something stands in it.
    pub days: Vec<Day>,
    /// The channels that something stands in, in the strategy's order.
    pub rows: Vec<GridRow>,
}

fn day_of(at: Timestamp) -> Date {
    copenhagen(at).date()
}

/// Puts entries in a week; those outside it are left out.
#[must_use]
pub fn grid(week: Week, now: Timestamp, strategy: &Strategy, entries: &[Entry]) -> Grid {
    let all = week.days();
    let mut entries: Vec<&Entry> = entries.iter().filter(|entry| all.contains(&day_of(entry.at))).collect();
    entries.sort_by_key(|entry| entry.at);
    let weekend = entries.iter().any(|entry| all.iter().skip(5).any(|day| *day == day_of(entry.at)));
    let today = day_of(now);
    let days: Vec<Day> = all
        .into_iter()
        .take(if weekend { 7 } else { 5 })
        .map(|date| Day { date, starts_at: crate::week::midnight(date), is_today: date == today })
        .collect();
    let mut names: Vec<(String, String)> =
        strategy.channels.iter().map(|channel| (channel.id.clone(), channel.name.clone())).collect();
    // A channel that the strategy in force no longer has keeps its id as its name.
    for entry in &entries {
        if !names.iter().any(|(id, _)| *id == entry.channel) {
            names.push((entry.channel.clone(), entry.channel.clone()));
        }
    }
    let row = |(id, name): (String, String)| {
        let own: Vec<&Entry> = entries.iter().copied().filter(|entry| entry.channel == id).collect();
        let cell = |day: &Day| {
            own.iter().filter(|entry| day_of(entry.at) == day.date).map(|one| (*one).clone()).collect()
        };
        (!own.is_empty()).then(|| GridRow { name, cells: days.iter().map(cell).collect() })
    };
    let rows = names.into_iter().filter_map(row).collect();
    Grid { days, rows }
}

/// Pairs that meet: another page's entry on the same day for one of the same target groups.
#[must_use]
pub fn clashes(entries: &[Entry]) -> Vec<(Entry, Entry)> {
    let meet = |one: &Entry, other: &Entry| {
        one.href != other.href
            && day_of(one.at) == day_of(other.at)
            && one.target_groups.iter().any(|group| other.target_groups.contains(group))
    };
    let mut found = Vec::new();
    for (place, one) in entries.iter().enumerate() {
        for other in entries.iter().skip(place + 1).filter(|other| meet(one, other)) {
            found.push((one.clone(), other.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sundby() -> Strategy {
        strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap()
    }

    fn entry(at: &str, channel: &str, href: &str, groups: &[&str]) -> Entry {
        Entry {
            at: web::parse_local(at).unwrap(),
            channel: channel.to_owned(),
            title: format!("{channel} {at}"),
            unit: "Børn og Unge".to_owned(),
            href: href.to_owned(),
            target_groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            is_internal: false,
            is_done: false,
            is_down: false,
            is_late: false,
            is_by_hand: false,
        }
    }

    /// D5: one week over all channels, in the strategy's order, across the turn of the year.
    #[test]
    fn entries_stand_in_their_day_and_channel() {
        let entries = [
            entry("2026-12-31T16:00", "facebook", "/plans/a", &[]),
            entry("2026-12-31T09:00", "facebook", "/plans/b", &[]),
            entry("2027-01-01T00:00", "website", "/plans/a", &[]),
            entry("2027-01-04T00:00", "website", "/plans/a", &[]),
            entry("2026-12-27T23:59", "website", "/plans/a", &[]),
        ];
        let week: Week = "2026-W53".parse().unwrap();
        let grid = grid(week, entries[0].at, &sundby(), &entries);
        assert_eq!(grid.days.len(), 5);
        assert_eq!(grid.days.iter().position(|day| day.is_today), Some(3));
        let names: Vec<&str> = grid.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["sundby.example", "Facebook"]);
        let counts = |row: usize| grid.rows[row].cells.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!((counts(0), counts(1)), (vec![0, 0, 0, 0, 1], vec![0, 0, 0, 2, 0]));
        assert_eq!(grid.rows[1].cells[3][0].href, "/plans/b");
    }

    #[test]
    fn the_weekend_is_there_when_it_is_used() {
        let week: Week = "2026-W19".parse().unwrap();
        let entries = [entry("2026-05-10T23:30", "old-channel", "/plans/a", &[])];
        let grid = grid(week, 0, &sundby(), &entries);
        assert_eq!((grid.days.len(), grid.rows[0].name.as_str()), (7, "old-channel"));
        assert_eq!(grid.rows[0].cells[6].len(), 1);
    }

    /// D5: overlaps on audience are found, whatever the channel.
    #[test]
    fn the_same_group_twice_on_a_day_is_found() {
        let entries = [
            entry("2026-05-06T09:00", "facebook", "/plans/a", &["young-families"]),
            entry("2026-05-06T15:00", "website", "/plans/b", &["seniors", "young-families"]),
            entry("2026-05-06T16:00", "website", "/plans/a", &["young-families"]),
            entry("2026-05-07T09:00", "facebook", "/plans/b", &["young-families"]),
        ];
        let found = clashes(&entries);
        let hrefs: Vec<_> =
            found.iter().map(|(one, other)| (one.href.as_str(), other.href.as_str())).collect();
        assert_eq!(hrefs, [("/plans/a", "/plans/b"), ("/plans/b", "/plans/a")]);
    }
}
