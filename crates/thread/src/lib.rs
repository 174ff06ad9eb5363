//! The red thread: where each communication stands, from the strategy's goal to what was
//! measured. Later slices write its steps in their own transactions; every list, dot and thread
//! page reads only this (W1).

mod dots;
mod step;

pub use dots::{Dots, dots_of};
pub use step::{Note, State, Step, StepRow, lock, open, set, steps};

use web::Slice;

/// The slice.
#[must_use]
pub fn slice() -> Slice {
    Slice {
        texts: (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl")),
        ..Slice::empty("thread")
    }
}
