//! The pages of the slice, one file each.

pub(crate) mod approve;
pub(crate) mod before;
pub(crate) mod queue;
pub(crate) mod quotation;
