//! Lanes: where a job works, so that one slow service holds nobody else. Each lane has places of
//! its own, and places besides that only urgent work takes (quality bars Q8 and R9).

use std::collections::HashMap;

/// Where a job works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lane {
    /// Our own pages and rows; it waits for no network.
    Inside,
    /// Through a service outside, named by its channel.
    Outside(&'static str),
}

impl Lane {
    /// Its word on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Lane::Inside => "inside",
            Lane::Outside(channel) => channel,
        }
    }
}

/// How many jobs of a lane run at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    /// Of ordinary work at most.
    pub(super) ordinary: usize,
    /// Besides those, for urgent work alone.
    pub(super) urgent: usize,
}

/// A mail job holds up to four connections, and mail servers take some tens from one client.
pub(super) const PLACES: Places = Places { ordinary: 4, urgent: 4 };

/// What runs in each lane now.
#[derive(Clone, Debug)]
pub(super) struct Running {
    places: Places,
    numbers: HashMap<(Lane, bool), usize>,
}

impl Running {
    pub(super) fn new(places: Places) -> Self {
        Self { places, numbers: HashMap::new() }
    }

    fn number(&self, lane: Lane, urgent: bool) -> usize {
        self.numbers.get(&(lane, urgent)).copied().unwrap_or(0)
    }

    /// How many more may begin.
    pub(super) fn free(&self, lane: Lane, urgent: bool) -> usize {
        let (ordinary, hurried) = (self.number(lane, false), self.number(lane, true));
        let all = (self.places.ordinary + self.places.urgent).saturating_sub(ordinary + hurried);
        if urgent { all } else { all.min(self.places.ordinary.saturating_sub(ordinary)) }
    }

    pub(super) fn add(&mut self, lane: Lane, urgent: bool, number: usize) {
        *self.numbers.entry((lane, urgent)).or_default() += number;
    }

    pub(super) fn remove(&mut self, lane: Lane, urgent: bool) {
        if let Some(number) = self.numbers.get_mut(&(lane, urgent)) {
            *number = number.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ordinary and urgent jobs that run, and how many of each may begin.
    #[test]
    fn ordinary_work_never_takes_the_places_of_urgent_work() {
        let mail = Lane::Outside("mail");
        for (ordinary, urgent, free_ordinary, free_urgent) in
            [(0, 0, 4, 8), (4, 0, 0, 4), (4, 4, 0, 0), (0, 8, 0, 0), (0, 6, 2, 2), (3, 1, 1, 4), (1, 7, 0, 0)]
        {
            let mut running = Running::new(PLACES);
            running.add(mail, false, ordinary);
            running.add(mail, true, urgent);
            let free = (running.free(mail, false), running.free(mail, true));
            assert_eq!(free, (free_ordinary, free_urgent), "{ordinary} and {urgent} run");
            assert_eq!(running.free(Lane::Inside, false), 4, "another lane is another lane");
            assert_eq!(running.free(Lane::Outside("notice"), true), 8, "and so is another channel");
            (0..ordinary).for_each(|_| running.remove(mail, false));
            (0..urgent).for_each(|_| running.remove(mail, true));
            assert_eq!(running.free(mail, true), 8, "a place is free as soon as its job has ended");
        }
    }
}
