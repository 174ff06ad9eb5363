//! Danish public holidays and working days, computed (requirements: seasons). Pure.
//!
//! The days follow Easter, which the computus gives (Gregorian, anonymous algorithm as in
//! Meeus, Astronomical Algorithms, chapter 8). Store bededag was a holiday until 2023 and is none
//! from 2024 on (lov nr. 214 af 6. marts 2023).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// The last year in which store bededag was a holiday.
const PRAYER_DAY_UNTIL: i16 = 2023;

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name, as the last part of a text key after `plan-holiday-`.
    pub name: &'static str,
}

/// Easter Sunday.
#[must_use]
pub fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let number = h + l - 7 * m + 114;
    let month = i8::try_from(number / 31).unwrap_or(4);
    let day = i8::try_from(number % 31 + 1).unwrap_or(1);
    date(year, month, day)
}

/// The public holidays of a year, in order.
#[must_use]
pub fn holidays(year: i16) -> Vec<Holiday> {
    let easter = easter(year);
    let from_easter = |days: i64, name| Holiday { date: easter.saturating_add(days.days()), name };
    let mut all = vec![
        Holiday { date: date(year, 1, 1), name: "new-year" },
        from_easter(-3, "maundy-thursday"),
        from_easter(-2, "good-friday"),
        from_easter(0, "easter"),
        from_easter(1, "easter-monday"),
        from_easter(39, "ascension"),
        from_easter(49, "whitsun"),
        from_easter(50, "whit-monday"),
        Holiday { date: date(year, 12, 25), name: "christmas" },
        Holiday { date: date(year, 12, 26), name: "boxing-day" },
    ];
    if year <= PRAYER_DAY_UNTIL {
        all.push(from_easter(26, "prayer-day"));
    }
    all.sort_by_key(|holiday| holiday.date);
    all
}

/// The holiday on a day, if it is one.
#[must_use]
pub fn holiday_on(day: Date) -> Option<Holiday> {
    holidays(day.year()).into_iter().find(|holiday| holiday.date == day)
}

/// Whether offices are open: neither a weekend nor a public holiday.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && holiday_on(day).is_none()
}

/// The first working day on or after a day.
#[must_use]
pub fn next_working_day(day: Date) -> Date {
    let mut day = day;
    // The longest row of days off in Denmark is five.
    for _ in 0..10 {
        if is_working_day(day) {
            break;
        }
        day = day.saturating_add(1.day());
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_it_did() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn offices_are_closed_on_weekends_and_holidays() {
        for (day, open) in [
            (date(2026, 4, 1), true),
            (date(2026, 4, 2), false),
            (date(2026, 4, 4), false),
            (date(2026, 4, 6), false),
            (date(2026, 4, 7), true),
            (date(2023, 5, 5), false),
            (date(2024, 4, 26), true),
        ] {
            assert_eq!(is_working_day(day), open, "{day}");
        }
        assert_eq!(next_working_day(date(2026, 4, 2)), date(2026, 4, 7));
        assert_eq!(next_working_day(date(2026, 4, 7)), date(2026, 4, 7));
    }

    /// Every year from 1950 to 2100 against the PyPI package `holidays`, which nobody here wrote.
    #[test]
    fn the_days_are_those_of_an_independent_list() {
        const PROGRAM: &str = "import holidays\nfor year in range(1950, 2101):\n for day in sorted(holidays.country_holidays('DK', years=year)):\n  print(day.isoformat())";
        let Some(python) = std::env::var_os("TRAAD_PYTHON") else {
            assert_ne!(std::env::var("TRAAD_PARTS").as_deref(), Ok("required"), "TRAAD_PYTHON is not set");
            eprintln!("SKIPPED: TRAAD_PYTHON is not set, so the days were not compared with PyPI holidays");
            return;
        };
        let output = std::process::Command::new(python).args(["-c", PROGRAM]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs: Vec<Date> =
            String::from_utf8(output.stdout).unwrap().lines().map(|line| line.parse().unwrap()).collect();
        // Two holidays on one day are one line there.
        let mut ours: Vec<Date> = (1950..=2100).flat_map(holidays).map(|holiday| holiday.date).collect();
        ours.dedup();
        assert!(ours.len() > 1_500);
        assert_eq!(ours, theirs);
    }
}
