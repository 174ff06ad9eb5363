//! Pages of the slice.

pub(crate) mod rules;
pub(crate) mod words;
