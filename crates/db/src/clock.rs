//! The time of the program: milliseconds UTC, injected so that tests decide what time it is.

use std::sync::atomic::{AtomicI64, Ordering};

/// A moment in milliseconds since 1970-01-01 UTC; the only form in which time is stored.
pub type Timestamp = i64;

/// The wall clock of every Danish municipality; schedules are kept in it (invariant 5).
pub const TIME_ZONE: &str = "Europe/Copenhagen";

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now, in milliseconds UTC.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A clock that stands still until it is told to move; for tests and the demo.
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `at`.
    #[must_use]
    pub fn new(at: Timestamp) -> Self {
        Self(AtomicI64::new(at))
    }

    /// Moves the clock forward by `ms` milliseconds.
    pub fn forward(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the clock to `at`.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0.load(Ordering::SeqCst)
    }
}
