//! Dates whose weekday is another one: "mandag den 3. maj 2026", which is a Sunday.

use crate::class::Class;
use crate::segment::MONTHS;
use crate::{Finding, Line, Reading, Rule};

pub(crate) const WEEKDAYS: [&str; 7] =
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

/// Finds them where the year is given; without it nobody can tell.
pub(super) fn weekday(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::WEEKDAY) {
        let Some(said) = WEEKDAYS.iter().position(|day| line.is_one_of(at, &[day])) else { continue };
        let first = at + 1 + usize::from(line.is_one_of(at + 1, &["den", "d"]));
        let day = line.text(first).parse::<i64>().ok();
        let month = MONTHS.iter().position(|month| line.is_one_of(first + 1, &[month]));
        let year = line.text(first + 2).parse::<i64>().ok().filter(|year| (1900..2200).contains(year));
        let (Some(day), Some(month), Some(year)) = (day, month, year) else { continue };
        let right = weekday_of(year, i64::try_from(month).unwrap_or(0) + 1, day);
        if right != said {
            let word = line.tokens[at].word();
            found.extend(reading.finding(rule, line.sentence.block, word.start, word.end).map(
                |mut finding| {
                    finding.suggestions = vec![WEEKDAYS[right].to_owned()];
                    finding
                },
            ));
        }
    }
}

/// The weekday of a date, Monday first (Zeller's congruence, shifted).
fn weekday_of(year: i64, month: i64, day: i64) -> usize {
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let days = day + (13 * (month + 1)) / 5 + year + year / 4 - year / 100 + year / 400;
    usize::try_from((days + 5).rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::weekday_of;

    #[test]
    fn weekdays_of_known_dates() {
        for (date, weekday) in [((2026, 11, 22), 6), ((2024, 2, 29), 3), ((2000, 1, 1), 5), ((1945, 5, 5), 5)]
        {
            assert_eq!(weekday_of(date.0, date.1, date.2), weekday, "{date:?}");
        }
    }
}
