//! Pages of the slice.

pub(crate) mod rules;
