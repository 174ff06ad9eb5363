//! A week as Denmark counts them (ISO 8601): it begins on a Monday, and the first week of a year is
//! the one with its first Thursday. Pure.

use db::{TIME_ZONE, Timestamp};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;
use std::fmt;
use std::str::FromStr;

/// A week, written `2026-W19`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    monday: Date,
}

/// A text that is no week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekFault;

impl Week {
    /// The week that a day lies in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let offset = i64::from(day.weekday().to_monday_zero_offset());
        Self { monday: day.checked_sub(offset.days()).unwrap_or(day) }
    }

    /// The week of a moment in Copenhagen.
    #[must_use]
    pub fn at(moment: Timestamp) -> Self {
        Self::of(web::copenhagen(moment).date())
    }

    /// The number of the week, 1 to 53.
    #[must_use]
    pub fn number(self) -> i8 {
        self.monday.iso_week_date().week()
    }

    /// The year that the week belongs to, which is that of its Thursday.
    #[must_use]
    pub fn year(self) -> i16 {
        self.monday.iso_week_date().year()
    }

    /// The week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { monday: self.monday.checked_sub(7.days()).unwrap_or(self.monday) }
    }

    /// The week after.
    #[must_use]
    pub fn after(self) -> Self {
        Self { monday: self.monday.checked_add(7.days()).unwrap_or(self.monday) }
    }

    /// Its seven days, Monday first.
    #[must_use]
    pub fn days(self) -> Vec<Date> {
        (0..7_i64).filter_map(|offset| self.monday.checked_add(offset.days()).ok()).collect()
    }

    /// The moment it begins in Copenhagen, and the moment the next one does.
    #[must_use]
    pub fn bounds(self) -> (Timestamp, Timestamp) {
        (midnight(self.monday), midnight(self.after().monday))
    }
}

/// The moment a day begins in Copenhagen.
pub(crate) fn midnight(day: Date) -> Timestamp {
    let zone = TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC);
    day.to_zoned(zone).map_or(0, |zoned| zoned.timestamp().as_millisecond())
}

impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-W{:02}", self.year(), self.number())
    }
}

impl FromStr for Week {
    type Err = WeekFault;

    fn from_str(text: &str) -> Result<Self, WeekFault> {
        let (year, week) = text.split_once("-W").ok_or(WeekFault)?;
        let digits =
            |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return Err(WeekFault);
        }
        let (year, week) = (year.parse().map_err(|_| WeekFault)?, week.parse().map_err(|_| WeekFault)?);
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| WeekFault)?;
        Ok(Self { monday: monday.date() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// D5: years begin and end inside weeks; some years have 53 weeks.
    #[test]
    fn weeks_pass_the_turn_of_the_year() {
        for (day, week) in [
            (date(2025, 12, 28), "2025-W52"),
            (date(2025, 12, 29), "2026-W01"),
            (date(2026, 1, 1), "2026-W01"),
            (date(2026, 1, 5), "2026-W02"),
            (date(2026, 12, 31), "2026-W53"),
            (date(2027, 1, 3), "2026-W53"),
            (date(2027, 1, 4), "2027-W01"),
            (date(2024, 12, 30), "2025-W01"),
            (date(2026, 5, 6), "2026-W19"),
        ] {
            assert_eq!(Week::of(day).to_string(), week, "{day}");
            assert!(Week::of(day).days().contains(&day));
        }
    }

    #[test]
    fn before_and_after_are_one_another() {
        for (week, next) in [("2026-W53", "2027-W01"), ("2025-W52", "2026-W01"), ("2026-W18", "2026-W19")] {
            let week: Week = week.parse().unwrap();
            assert_eq!(week.after().to_string(), next);
            assert_eq!(week.after().before(), week);
        }
    }

    #[test]
    fn what_is_no_week_is_refused() {
        for text in [
            "",
            "2026",
            "2026-19",
            "2026-W0",
            "2026-W00",
            "2026-W54",
            "2025-W53",
            "2026-W1a",
            "+026-W01",
            "99999-W01",
        ] {
            assert_eq!(text.parse::<Week>(), Err(WeekFault), "{text}");
        }
        assert_eq!("2026-W53".parse::<Week>().unwrap().days()[6], date(2027, 1, 3));
    }

    /// A week with a change of the clock is an hour shorter or longer.
    #[test]
    fn bounds_follow_the_clock_in_copenhagen() {
        let hours = |week: &str| {
            let (from, to) = week.parse::<Week>().unwrap().bounds();
            (to - from) / 3_600_000
        };
        assert_eq!((hours("2026-W19"), hours("2026-W13"), hours("2026-W43")), (168, 167, 169));
    }
}
