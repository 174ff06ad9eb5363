//! What holds on a day or at a time: validity, election periods and quiet hours.
//!
//! No clock here: the caller gives the local date and time in Europe/Copenhagen.

use jiff::civil::{Date, Time};

use crate::model::{Content, ElectionPeriod, QuietHours};
use crate::words::Audience;

impl Content {
    /// True from the first day to the last, both included.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The election period that a day lies in.
    #[must_use]
    pub fn election_period(&self, day: Date) -> Option<&ElectionPeriod> {
        let periods = self.election.as_ref().map(|election| election.periods.as_slice()).unwrap_or_default();
        periods.iter().find(|period| period.from <= day && day <= period.to)
    }

    /// The quiet hours that a time lies in; the first minute is quiet, the last one ends it.
    #[must_use]
    pub fn quiet_hours(&self, audience: Audience, time: Time) -> Option<&QuietHours> {
        let hours = self.load.as_ref().map(|load| load.quiet_hours.as_slice()).unwrap_or_default();
        hours.iter().find(|quiet| quiet.audience == audience && quiet.holds(time))
    }
}

impl QuietHours {
    /// True when the time lies within; hours may pass midnight.
    #[must_use]
    pub fn holds(&self, time: Time) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use crate::testing::sundby;
    use crate::words::Audience;

    #[test]
    fn a_strategy_holds_from_its_first_day_to_its_last() {
        let strategy = sundby();
        for (day, holds) in [
            (date(2025, 12, 31), false),
            (date(2026, 1, 1), true),
            (date(2029, 12, 31), true),
            (date(2030, 1, 1), false),
        ] {
            assert_eq!(strategy.in_force(day), holds, "{day}");
        }
    }

    #[test]
    fn an_election_period_includes_its_days() {
        let strategy = sundby();
        let id = |day| strategy.election_period(day).map(|period| period.id.as_str());
        assert_eq!(id(date(2029, 10, 8)), None);
        assert_eq!(id(date(2029, 10, 9)), Some("municipal-2029"));
        assert_eq!(id(date(2029, 11, 20)), Some("municipal-2029"));
        assert_eq!(id(date(2029, 11, 21)), None);
    }

    /// W5: quiet hours pass midnight.
    #[test]
    fn quiet_hours_pass_midnight() {
        let strategy = sundby();
        for (at, quiet) in [
            (time(17, 59, 0, 0), false),
            (time(18, 0, 0, 0), true),
            (time(0, 0, 0, 0), true),
            (time(7, 0, 0, 0), false),
        ] {
            assert_eq!(strategy.quiet_hours(Audience::Internal, at).is_some(), quiet, "{at}");
        }
    }
}
