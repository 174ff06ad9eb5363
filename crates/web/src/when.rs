//! Times as people in Denmark read them: "6. maj kl. 12.00", in Europe/Copenhagen.

use crate::Lang;
use db::{TIME_ZONE, Timestamp};
use jiff::{Timestamp as Instant, Zoned, civil::DateTime, tz::TimeZone};
use std::{fmt::Write, sync::LazyLock};

/// The zone as the machine knew it at start: looked up by name, it would cost a page with thirty
/// dates more than all their words (quality bar Q2). New rules of summer time need a new start.
static ZONE: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC));

const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_DA: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The wall clock in Copenhagen at a moment.
#[must_use]
pub fn copenhagen(at: Timestamp) -> Zoned {
    Instant::from_millisecond(at).unwrap_or(Instant::UNIX_EPOCH).to_zoned(ZONE.clone())
}

/// The moment at which the Copenhagen day of `at` began.
#[must_use]
pub fn day_start(at: Timestamp) -> Timestamp {
    copenhagen(at).start_of_day().map_or(at, |zoned| zoned.timestamp().as_millisecond())
}

/// Reads `2026-05-06T12:00` (what a browser's date-and-time field sends) as Copenhagen wall
/// clock. In the hour that occurs twice the first one is meant; in the hour that does not occur,
/// the moment the clock jumps to (RFC 5545 section 3.3.5).
#[must_use]
pub fn parse_local(text: &str) -> Option<Timestamp> {
    let wall: DateTime = text.trim().parse().ok()?;
    Some(ZONE.to_ambiguous_zoned(wall).compatible().ok()?.timestamp().as_millisecond())
}

/// A moment, ready to be shown.
#[derive(Clone, Debug)]
pub struct When {
    at: Zoned,
    now: Zoned,
    lang: Lang,
}

impl When {
    /// A moment seen from `now`.
    #[must_use]
    pub fn new(at: Timestamp, now: Timestamp, lang: Lang) -> Self {
        Self { at: copenhagen(at), now: copenhagen(now), lang }
    }

    /// "12.00".
    #[must_use]
    pub fn clock(&self) -> String {
        format!("{:02}.{:02}", self.at.hour(), self.at.minute())
    }

    /// "6. maj", with the year where it is another than now.
    #[must_use]
    pub fn date(&self) -> String {
        let month = usize::from(self.at.month().unsigned_abs()).saturating_sub(1).min(11);
        let mut date = match self.lang {
            Lang::Da => format!("{}. {}", self.at.day(), MONTHS_DA[month]),
            Lang::En => format!("{} {}", self.at.day(), MONTHS_EN[month]),
        };
        if self.at.year() != self.now.year() {
            let _ = write!(date, " {}", self.at.year());
        }
        date
    }

    /// "onsdag den 6. maj".
    #[must_use]
    pub fn long_date(&self) -> String {
        let day = usize::from(self.at.weekday().to_monday_zero_offset().unsigned_abs()).min(6);
        match self.lang {
            Lang::Da => format!("{} den {}", DAYS_DA[day], self.date()),
            Lang::En => format!("{} {}", DAYS_EN[day], self.date()),
        }
    }

    /// "i dag kl. 12.00", "i morgen kl. 9.00" or "6. maj kl. 12.00".
    #[must_use]
    pub fn short(&self) -> String {
        let days = self.days_from_now();
        let day = match (self.lang, days) {
            (Lang::Da, 0) => "i dag".to_owned(),
            (Lang::Da, 1) => "i morgen".to_owned(),
            (Lang::Da, -1) => "i går".to_owned(),
            (Lang::En, 0) => "today".to_owned(),
            (Lang::En, 1) => "tomorrow".to_owned(),
            (Lang::En, -1) => "yesterday".to_owned(),
            _ => self.date(),
        };
        match self.lang {
            Lang::Da => format!("{day} kl. {}", self.clock()),
            Lang::En => format!("{day} at {}", self.clock()),
        }
    }

    /// RFC 3339, for `<time datetime>` and feeds.
    #[must_use]
    pub fn machine(&self) -> String {
        let second = Instant::from_second(self.at.timestamp().as_millisecond().div_euclid(1_000));
        second.unwrap_or(Instant::UNIX_EPOCH).display_with_offset(self.at.offset()).to_string()
    }

    /// `2026-05-06T12:00`, for a browser's date-and-time field.
    #[must_use]
    pub fn input(&self) -> String {
        self.at.strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// ISO week number.
    #[must_use]
    pub fn week(&self) -> i8 {
        self.at.date().iso_week_date().week()
    }

    fn days_from_now(&self) -> i32 {
        self.at.date().since(self.now.date()).map_or(i32::MAX, |span| span.get_days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        parse_local(text).unwrap()
    }

    #[test]
    fn danish_times() {
        let now = at("2026-05-06T09:00");
        let cases = [
            ("2026-05-06T12:00", "i dag kl. 12.00"),
            ("2026-05-07T08:05", "i morgen kl. 08.05"),
            ("2026-05-05T23:59", "i går kl. 23.59"),
            ("2026-06-01T12:00", "1. juni kl. 12.00"),
            ("2025-12-31T12:00", "31. december 2025 kl. 12.00"),
        ];
        for (moment, shown) in cases {
            assert_eq!(When::new(at(moment), now, Lang::Da).short(), shown);
        }
        assert_eq!(When::new(now, now, Lang::Da).long_date(), "onsdag den 6. maj");
        assert_eq!(When::new(now, now, Lang::Da).week(), 19);
    }

    #[test]
    fn machines_read_whole_seconds_and_the_offset() {
        let machine = |text: &str| When::new(at(text) + 999, 0, Lang::Da).machine();
        assert_eq!(machine("2026-05-06T12:00"), "2026-05-06T12:00:00+02:00");
        assert_eq!(machine("2026-12-06T09:05"), "2026-12-06T09:05:00+01:00");
    }

    #[test]
    fn both_changes_of_the_clock() {
        // 2026-10-25: the hour 02-03 occurs twice; the first is UTC+2.
        assert_eq!(at("2026-10-25T02:30"), at("2026-10-25T00:00") + 2 * 3_600_000 + 1_800_000);
        // 2027-03-28: the hour 02-03 does not occur; 02.30 means 03.30.
        assert_eq!(at("2027-03-28T02:30"), at("2027-03-28T03:30"));
        assert_eq!(parse_local("2026-13-01T00:00"), None);
    }
}
