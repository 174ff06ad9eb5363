//! The pages of the slice.

pub(crate) mod strategy;
