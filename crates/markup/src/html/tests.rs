//! HTML out.
